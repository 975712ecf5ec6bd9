/**
 * Which files of a commit had another name in its parent.
 */

import { readNulRecords } from "./nul-records.js";
import { createRawDiffParser } from "./raw-diff.js";
import { type GitOptions, startGit } from "./run.js";

/**
 * From the new names (latin1) to the ids of the blobs that had the old ones. Without an answer from git nothing counts as renamed.
 */
export async function renamesInto(place: GitOptions, parent: string, commit: string): Promise<ReadonlyMap<string, string>> {
  const renamed = new Map<string, string>();
  const git = startGit(
    ["diff-tree", "-r", "-M", "-l0", "--raw", "-z", "--no-abbrev", "--diff-filter=R", parent, commit, "--"],
    place,
  );
  git.stdin.end();
  const parse = createRawDiffParser((record) => {
    const oldOid = "change" in record ? record.change.oldOids[0] : undefined;
    if ("change" in record && oldOid !== undefined) renamed.set(record.change.path, oldOid);
  });
  await readNulRecords(git.stdout, (bytes, start, end) => parse(bytes.toString("latin1", start, end)));
  await git.finished;
  return renamed;
}
