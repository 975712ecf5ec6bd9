/**
 * What a listing of files hands on: blocks of path bytes, small enough to be posted to a worker, and notes on what is not among them.
 */

import type { PathReason } from "../model/report.js";

/** Paths of one root. Plain data: it can be posted to a worker as it is. */
export interface ListedBatch {
  /** Absolute path of the scan's root as bytes, ending in `/`. Root and path together are what is to be opened. */
  readonly root: Uint8Array;
  /** `count` paths relative to the root, each ended by a NUL. Bytes as the file system has them, not always UTF-8. */
  readonly bytes: Uint8Array;
  readonly count: number;
  /** From git's index: one that is not in the work tree is not missing (see `openForScan`). */
  readonly tracked: boolean;
  /** The kind of each path came with its name: all are ordinary files. */
  readonly ordinary: boolean;
}

/** What the listing leaves out or cannot list; grows while the batches are read. */
export interface ListingNotes {
  readonly skipped: PathReason[];
  readonly failures: PathReason[];
  /** One line each, for standard error. */
  readonly warnings: string[];
}

/** Paths a batch: small enough that the last batches are shared evenly, large enough that messages cost nothing. */
export const BATCH_PATHS = 128;

export interface BatchWriter {
  /** Copies the path `source[start, end)`, with the writer's prefix before it. */
  add(source: Buffer, start: number, end: number): void;
  addLatin1(path: string): void;
  /** Hands on what has been collected, full or not. */
  flush(): void;
}

/** @param prefix latin1 path that stands before every path added: a submodule's folder, with its final `/` */
export function createBatchWriter(
  root: Uint8Array,
  prefix: string,
  { tracked, ordinary }: Pick<ListedBatch, "tracked" | "ordinary">,
  emit: (batch: ListedBatch) => void,
): BatchWriter {
  const start = Buffer.from(prefix, "latin1");
  let block = Buffer.allocUnsafeSlow(BATCH_PATHS * 64);
  let length = 0;
  let count = 0;
  const reserve = (extra: number): void => {
    if (length + extra <= block.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(block.length * 2, length + extra));
    block.copy(larger, 0, 0, length);
    block = larger;
  };
  const flush = (): void => {
    if (count === 0) return;
    emit({ root, bytes: new Uint8Array(block.subarray(0, length)), count, tracked, ordinary });
    length = 0;
    count = 0;
  };
  const close = (): void => {
    block[length++] = 0;
    if (++count === BATCH_PATHS) flush();
  };
  return {
    add(source, from, to): void {
      reserve(start.length + to - from + 1);
      block.set(start, length);
      block.set(source.subarray(from, to), length + start.length);
      length += start.length + to - from;
      close();
    },
    addLatin1(path): void {
      reserve(start.length + path.length + 1);
      block.set(start, length);
      length += start.length + block.write(path, length + start.length, "latin1");
      close();
    },
    flush,
  };
}

/** Calls `visit` with the bounds of each path in a batch's bytes. */
export function forEachPath(batch: ListedBatch, visit: (start: number, end: number) => void): void {
  let start = 0;
  for (let index = 0; index < batch.count; index++) {
    const end = batch.bytes.indexOf(0, start);
    visit(start, end);
    start = end + 1;
  }
}
