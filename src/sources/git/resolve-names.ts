/**
 * Ids of blobs by `REVISION:PATH`, many at once.
 */

import { gitError } from "./git-error.js";
import { readNulRecords } from "./nul-records.js";
import { type GitOptions, startGit } from "./run.js";

const LF = 0x0a;
/** Git takes such a path as relative to its folder, and ends where that is outside; and one with a line feed as two. */
const UNASKABLE = /^[^:]*:\.{1,2}\/|\n/;
/** Git answers that there is no such object. */
const NO_OBJECT = "0".repeat(40);
const BLOB = /^([0-9a-f]{40,64}) blob$/;

/** False for a name that git would take for something else. */
export function isAskable(name: string): boolean {
  return !UNASKABLE.test(name);
}

/** The name `REVISION:PATH` as git can be asked for it; one that stands for no object where it cannot. */
export function askableName(name: string): string {
  return isAskable(name) ? name : NO_OBJECT;
}

/**
 * @param names latin1
 * @returns in the order of the names; undefined where there is no blob of that name, or none that git can be asked for
 */
export async function resolveBlobs(place: GitOptions, names: readonly string[]): Promise<(string | undefined)[]> {
  if (names.length === 0) return [];
  const args = ["cat-file", "--batch-check=%(objectname) %(objecttype)", "--buffer"];
  const git = startGit(args, place);
  git.stdin.end(names.map((name) => `${askableName(name)}\n`).join(""), "latin1");
  const ids: (string | undefined)[] = [];
  const record = (bytes: Buffer, start: number, end: number): void => {
    ids.push(BLOB.exec(bytes.toString("latin1", start, end))?.[1]);
  };
  await readNulRecords(git.stdout, record, undefined, LF);
  const status = await git.finished;
  if (status !== 0) throw gitError(args, status, git.stderr(), place.cwd);
  return ids;
}
