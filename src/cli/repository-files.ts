/**
 * Small questions about a repository that `init` and `doctor` share.
 */

import { readFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { SecretScanError } from "../model/error.js";
import { gitError, oneLine } from "../sources/git/git-error.js";
import { runGit } from "../sources/git/run.js";

export interface HooksPath {
  /** Where git looks for hooks, relative to the root; undefined where `core.hooksPath` switches them off. */
  readonly folder: string | undefined;
  /** Where `core.hooksPath` is set, as git says it: `file:.git/config`, `command line:`; undefined: it is not. */
  readonly origin: string | undefined;
}

/** Where git looks for hooks, and who says so. */
export async function hooksPathOf(root: string): Promise<HooksPath> {
  const args = ["config", "--includes", "--show-origin", "-z", "--type=path", "--get-all", "core.hooksPath"];
  const { stdout } = await runGit(args, { cwd: root });
  const fields = stdout.toString("utf8").split("\0");
  // The last one is our own: this very setting keeps hooks from our runs of git.
  const [origin, own] = fields.slice(0, -1).slice(-4, -2);
  if (own === undefined) return { folder: fromRoot(root, join(await commonFolder(root), "hooks")), origin: undefined };
  if (own === "" || own === "/dev/null") return { folder: undefined, origin };
  return { folder: fromRoot(root, isAbsolute(own) ? own : resolve(root, own)), origin };
}

/** Where git looks for hooks, relative to the root; where it looks nowhere, its own folder. */
export async function hooksFolderOf(root: string): Promise<string> {
  const { folder } = await hooksPathOf(root);
  return folder ?? fromRoot(root, join(await commonFolder(root), "hooks"));
}

function fromRoot(root: string, folder: string): string {
  return relative(root, folder).split(sep).join("/");
}

async function commonFolder(root: string): Promise<string> {
  return gitPathOf(root, ["--git-common-dir"]);
}

/** What `git rev-parse` answers to a question about one path, absolute. @throws SecretScanError where git refuses */
export async function gitPathOf(root: string, question: readonly string[]): Promise<string> {
  const args = ["rev-parse", ...question];
  const { status, stdout, stderr } = await runGit(args, { cwd: root });
  if (status !== 0) throw gitError(args, status, stderr, root);
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
