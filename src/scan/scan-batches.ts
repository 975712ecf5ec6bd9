/**
 * Scans a stream of batches, in this thread while there is little to do and in worker threads as soon as there is more.
 *
 * Owns that decision only: the result is the same either way.
 */

import type { PathReason } from "../model/report.js";
import type { ListedBatch } from "../sources/listing.js";
import { type BatchOptions, type BatchResult, scanBatch } from "./batch.js";
import type { BlobScanner } from "./blob-scanner.js";
import { createPool, type Pool } from "./pool.js";
import { createScanner, type ScannerSetup } from "./setup.js";

export interface ScanBatchesOptions {
  readonly setup: ScannerSetup;
  /** 1: everything is scanned in this thread, but for what would let an interrupt wait: such a file is a thread's. */
  readonly threads: number;
  readonly signal?: AbortSignal;
  readonly workerUrl: URL;
  onResult(result: BatchResult): void;
  onFailure(failure: PathReason): void;
}

/** Starting two threads costs what scanning this much in one costs (measured: about 60 ms). */
const INLINE_PATHS = 384;
const INLINE_BYTES = 12 << 20;
/** Bytes of a file that would let an interrupt wait: a third of a second. It is a thread's, always. */
const LONG_FILE = 64 << 20;
/** Bytes of files that are put off, since with others of their kind they are worth the threads. */
const LARGE_FILE = 8 << 20;

/**
 * @returns how many paths were listed
 * @throws the listing's error, after the threads have ended; the signal's reason when it is aborted
 */
export async function scanBatches(batches: AsyncIterable<ListedBatch>, options: ScanBatchesOptions): Promise<number> {
  const queue: ListedBatch[] = [];
  let paths = 0;
  let pool: Pool | undefined;
  try {
    for await (const batch of batches) {
      options.signal?.throwIfAborted();
      paths += batch.count;
      if (pool !== undefined) pool.push(batch);
      else queue.push(batch);
      if (pool === undefined && options.threads > 1 && paths > INLINE_PATHS) pool = movedToPool(queue, options);
    }
    if (pool === undefined) pool = await scanInline(queue, options);
    await (options.signal === undefined ? pool?.drain() : Promise.race([pool?.drain(), aborted(options.signal)]));
    options.signal?.throwIfAborted();
    return paths;
  } finally {
    await pool?.close();
  }
}

function movedToPool(queue: ListedBatch[], options: ScanBatchesOptions): Pool {
  let scanner: BlobScanner | undefined;
  const pool = createPool({
    ...options,
    async scanHere(batch, lost) {
      scanner ??= createScanner(options.setup);
      options.onResult(scanBatch(scanner, batch, { lost }));
      await new Promise(setImmediate);
    },
  });
  for (const batch of queue.splice(0)) pool.push(batch);
  return pool;
}

/** Scans here until the queue is empty or turns out to be heavy; then threads take the rest, and the large files. */
async function scanInline(queue: ListedBatch[], options: ScanBatchesOptions): Promise<Pool | undefined> {
  if (queue.length === 0) return undefined;
  const scanner = createScanner(options.setup);
  const large: ListedBatch[] = [];
  const long: ListedBatch[] = [];
  let largeBytes = 0;
  let bytes = 0;
  const leave = (file: ListedBatch, size: number): boolean => {
    if (size > LONG_FILE) long.push(file);
    else if (size <= LARGE_FILE || options.threads === 1) return false;
    else {
      large.push(file);
      largeBytes += size;
    }
    return true;
  };
  const scanHere = async (batch: ListedBatch, how: BatchOptions): Promise<void> => {
    const result = scanBatch(scanner, batch, how);
    bytes += result.bytes;
    options.onResult(result);
    // lets an interrupt and the progress line through
    await new Promise(setImmediate);
    options.signal?.throwIfAborted();
  };
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    await scanHere(batch, { leave });
    if (options.threads > 1 && bytes > INLINE_BYTES && queue.length > 0)
      return movedToPool([...long, ...large, ...queue.splice(0)], options);
  }
  if (long.length > 0 || (large.length > 1 && largeBytes > INLINE_BYTES)) return movedToPool([...long, ...large], options);
  for (const batch of large) await scanHere(batch, {});
  return undefined;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
