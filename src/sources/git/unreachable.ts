/**
 * Objects that no ref leads to: amended and reset commits, dropped stashes, files that were staged and never committed.
 */

import { gitError } from "./git-error.js";
import type { IdSet } from "./id-set.js";
import { readNulRecords } from "./nul-records.js";
import { type GitOptions, startGit } from "./run.js";

const LF = 0x0a;

export interface LooseEnds {
  readonly commits: readonly string[];
  readonly blobs: readonly string[];
}

/** Every commit and blob in the object store that is in none of the sets. */
export async function looseEnds(place: GitOptions, ...seen: readonly IdSet[]): Promise<LooseEnds> {
  const commits: string[] = [];
  const blobs: string[] = [];
  const args = ["cat-file", "--batch-check=%(objecttype) %(objectname)", "--batch-all-objects", "--buffer", "--unordered"];
  const git = startGit(args, place);
  git.stdin.end();
  const record = (bytes: Buffer, start: number, end: number): void => {
    const [type, id] = bytes.toString("latin1", start, end).split(" ");
    if (id === undefined || seen.some((set) => set.has(id))) return;
    if (type === "commit") commits.push(id);
    if (type === "blob") blobs.push(id);
  };
  await readNulRecords(git.stdout, record, undefined, LF);
  const status = await git.finished;
  if (status !== 0) throw gitError(args, status, git.stderr(), place.cwd);
  return { commits, blobs };
}
