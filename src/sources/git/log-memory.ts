/**
 * The text of a walk's log, kept while it is short: so that git need not walk again to tell what the few commits changed that brought a
 * secret or took one away.
 */

import { type CommitVisitor, createCommitParser } from "./commit-log.js";
import { IntList } from "./int-list.js";

export interface LogMemory {
  /** For `CommitVisitor.record`. */
  note(bytes: Buffer, start: number, end: number): void;
  /** To be told when the record that was noted last was a commit's own: a file's name may look like one. */
  noteCommit(): void;
  /**
   * Visits the commits again, in the order in which they were walked.
   *
   * @returns false where the log was too long, or one of the commits is not in it; then nothing was visited
   */
  replay(commits: readonly string[], visitor: Pick<CommitVisitor, "commit" | "change">): boolean;
}

/** Of a log that is longer nothing is kept: some 20,000 commits. */
const MOST_BYTES = 16 << 20;
const FIRST_BYTES = 1 << 16;
/** What stands before a commit's id. */
const MARK_BYTES: number = "commit ".length;

export function createLogMemory(): LogMemory {
  let bytes: Buffer | undefined = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let length = 0;
  let last = 0;
  // where the commits' own records begin
  const commits = new IntList();

  return {
    note(source, start, end) {
      if (bytes === undefined) return;
      const size = end - start + 1;
      if (length + size > MOST_BYTES) {
        bytes = undefined;
        return;
      }
      if (length + size > bytes.length) {
        const longer = Buffer.allocUnsafeSlow(Math.min(MOST_BYTES, Math.max(bytes.length * 2, length + size)));
        bytes.copy(longer, 0, 0, length);
        bytes = longer;
      }
      last = length;
      source.copy(bytes, length, start, end);
      bytes[length + size - 1] = 0;
      length += size;
    },
    noteCommit() {
      if (bytes !== undefined) commits.push(last);
    },
    replay(wanted, visitor) {
      if (bytes === undefined) return false;
      const left = new Set(wanted);
      const spans: (readonly [start: number, end: number])[] = [];
      for (let i = 0; i < commits.length; i++) {
        const start = commits.at(i);
        const id = start + MARK_BYTES;
        if (left.delete(bytes.toString("latin1", id, idEnd(bytes, id))))
          spans.push([start, i + 1 < commits.length ? commits.at(i + 1) : length]);
      }
      if (left.size > 0) return false;
      for (const [start, end] of spans) {
        const parse = createCommitParser(visitor);
        for (let at = start; at < end; ) {
          const stop = bytes.indexOf(0, at);
          parse(bytes.toString("latin1", at, stop));
          at = stop + 1;
        }
      }
      return true;
    },
  };
}

const BLANK = 0x20;

function idEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(BLANK, start);
  return end < 0 ? start : end;
}
