/**
 * The files of a commit: what its tree holds, submodules left out.
 */

import { gitError } from "./git-error.js";
import { type GitOptions, runGit } from "./run.js";

export interface TreeFile {
  readonly id: string;
  /** Relative to the repository's root, latin1 of the bytes that git has. */
  readonly path: string;
}

/** Mode of a submodule's entry. */
const SUBMODULE = "160000";

/** @throws SecretScanError when there is no such commit */
export async function filesOfTree(place: GitOptions, revision: string): Promise<TreeFile[]> {
  const args = ["ls-tree", "-r", "-z", "--full-tree", revision];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  // 100644 blob OID\tPATH
  return stdout
    .toString("latin1")
    .split("\0")
    .flatMap((row) => {
      const [facts = "", path] = [row.slice(0, row.indexOf("\t")), row.slice(row.indexOf("\t") + 1)];
      const [mode, , id] = facts.split(" ");
      return id === undefined || mode === SUBMODULE ? [] : [{ id, path }];
    });
}
