/**
 * Small questions about a repository that `init` and `doctor` share.
 */

import { readFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { SecretScanError } from "../model/error.js";
import { oneLine, runGit } from "../sources/git/run.js";

/** Where git looks for hooks, relative to the root. */
export async function hooksFolderOf(root: string): Promise<string> {
  // Our own runs switch hooks off by this very setting, so it is asked for by name.
  const { stdout } = await runGit(["config", "--includes", "--type=path", "--get-all", "core.hooksPath"], { cwd: root });
  const own = stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "" && line !== "/dev/null")
    .at(-1);
  const folder = own === undefined ? join(await commonFolder(root), "hooks") : isAbsolute(own) ? own : resolve(root, own);
  return relative(root, folder).split(sep).join("/");
}

async function commonFolder(root: string): Promise<string> {
  const { stdout } = await runGit(["rev-parse", "--git-common-dir"], { cwd: root });
  return resolve(root, oneLine(stdout, "rev-parse"));
}

/** A file's text; undefined when there is none. @throws SecretScanError `usage` for one that may not be read */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SecretScanError("usage", `cannot be read (${code})`, { file: path }, "Make it readable, or move it away", {
      cause,
    });
  }
}
