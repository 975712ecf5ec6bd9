/**
 * Which commits brought or took away a blob, remembered in eight bytes a change, so that a history need not be walked again to learn
 * it of the few blobs that hold a secret.
 */

import { IntList } from "../../sources/git/int-list.js";

export interface TouchedCommits {
  /** A commit has brought the blob, or taken it away. @param commit its index in the walk; they come in order */
  note(oid: string, commit: number): void;
  /** Indexes of the commits that touch one of the blobs, in order. A few others may be among them: an id's first 32 bits decide. */
  of(blobs: Iterable<string>): number[];
}

export function createTouchedCommits(): TouchedCommits {
  const blobs = new IntList();
  const commits = new IntList();
  return {
    note(oid, commit) {
      blobs.push(shortened(oid));
      commits.push(commit);
    },
    of(wanted) {
      const heads = new Set([...wanted].map(shortened));
      const found: number[] = [];
      for (let i = 0; i < blobs.length; i++) {
        if (found.at(-1) !== commits.at(i) && heads.has(blobs.at(i))) found.push(commits.at(i));
      }
      return found;
    },
  };
}

function shortened(oid: string): number {
  return Number.parseInt(oid.slice(0, 8), 16) | 0;
}
