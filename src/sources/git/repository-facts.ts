/**
 * What a scan of commits must know of a repository before it begins, asked of one git.
 */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { type GitOptions, gitError, runGit, unreadableAnswer } from "./run.js";

export interface RepositoryFacts {
  /** The git folder that all worktrees of the repository share. */
  readonly gitFolder: string;
  /** Commits at which a shallow clone is cut off: their parents are not here. Empty in a whole clone. */
  readonly shallow: ReadonlySet<string>;
  /** Commit id; undefined before the first commit. */
  readonly head: string | undefined;
  /** The commits that are being merged into HEAD. */
  mergeHeads(): Promise<readonly string[]>;
}

/** @throws SecretScanError where git refuses */
export async function readRepositoryFacts(place: GitOptions): Promise<RepositoryFacts> {
  const args = [
    "rev-parse",
    "--git-common-dir",
    "--git-path",
    "shallow",
    "--git-path",
    "MERGE_HEAD",
    "--revs-only",
    "HEAD^{commit}",
  ];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  const [folder = "", shallow = "", merge = "", head = ""] = stdout.toString("utf8").split("\n");
  if (folder === "" || shallow === "" || merge === "" || stdout.includes(0)) throw unreadableAnswer("rev-parse");
  return {
    gitFolder: resolve(place.cwd, folder),
    shallow: await readShallow(resolve(place.cwd, shallow)),
    head: ID.test(head) ? head : undefined,
    mergeHeads: async () =>
      [...(await readIds(resolve(place.cwd, merge), "the commits that are being merged"))].filter((id) => ID.test(id)),
  };
}

const ID = /^[0-9a-f]{40,64}$/;

/** @param path of the file that git keeps the list in */
export function readShallow(path: string): Promise<ReadonlySet<string>> {
  return readIds(path, "the commits at which a shallow clone ends");
}

/** The lines of a file of git's; none where there is no such file. */
async function readIds(path: string, what: string): Promise<ReadonlySet<string>> {
  try {
    const text = await readFile(path, "latin1");
    return new Set(text.split("\n").filter((line) => line !== ""));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return new Set();
    throw new SecretScanError("git", `${what} cannot be read (${code ?? "no reason given"})`, { file: path });
  }
}
