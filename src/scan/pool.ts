/**
 * Worker threads that share a stream of batches.
 *
 * Owns their lifetime: a thread that dies fails the file it was at, by name, is replaced, and the rest of its batch is scanned again.
 */

import { Worker } from "node:worker_threads";
import type { PathReason } from "../model/report.js";
import { forEachPath, type ListedBatch } from "../sources/listing.js";
import { reportPath } from "../sources/report-path.js";
import type { BatchResult } from "./batch.js";
import type { WorkerAnswer, WorkerData } from "./protocol.js";
import type { ScannerSetup } from "./setup.js";

interface Job {
  readonly batch: ListedBatch;
  readonly lost: number[];
}

interface Member {
  readonly worker: Worker;
  readonly progress: Int32Array;
  readonly jobs: Map<number, Job>;
}

export interface Pool {
  /** Takes a batch; it is scanned as soon as a thread is free. */
  push(batch: ListedBatch): void;
  /** Resolves when all that was pushed is done. Where no thread can be started it is done in this one. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Batches a thread holds: the next one is there when the last is done. */
const AHEAD = 2;
const HEAP_LIMIT_MB = 512;
/** What a thread leaves behind dies at once, so a small nursery costs no time and saves 20 MB: 177 to 153 MB on 1 GB. */
const YOUNG_MB = 4;
/** What `progress` holds until a thread begins with a file: one that dies then could not start, and no file is to blame. */
export const NOT_STARTED = -1;

export interface PoolOptions {
  readonly threads: number;
  readonly workerUrl: URL;
  readonly setup: ScannerSetup;
  onResult(result: BatchResult): void;
  onFailure(failure: PathReason): void;
  /** Scans a batch in the calling thread: asked when threads cannot be started (out of memory, descriptors, processes). */
  scanHere(batch: ListedBatch, lost: readonly number[]): Promise<void>;
}

export function createPool(options: PoolOptions): Pool {
  const waiting: Job[] = [];
  const members: Member[] = [];
  let nextId = 0;
  let closing = false;
  let idle: { resolve: () => void; reject: (error: unknown) => void } | undefined;

  const busy = (): boolean => waiting.length > 0 || members.some((member) => member.jobs.size > 0);
  let isScanningHere = false;
  let failed: { readonly error: unknown } | undefined;
  const settle = (): void => {
    if (!busy() && !isScanningHere) idle?.resolve();
  };
  /** No thread is left and none could be started. */
  const scanHere = async (): Promise<void> => {
    if (isScanningHere) return;
    isScanningHere = true;
    try {
      for (let job = waiting.shift(); job !== undefined && !closing; job = waiting.shift()) {
        await options.scanHere(job.batch, job.lost);
      }
    } catch (error) {
      failed ??= { error };
      idle?.reject(error);
    }
    isScanningHere = false;
    settle();
  };
  const feed = (member: Member): void => {
    while (member.jobs.size < AHEAD) {
      const job = waiting.shift();
      if (job === undefined) return;
      const id = nextId++;
      member.jobs.set(id, job);
      member.worker.postMessage({ id, batch: job.batch, lost: job.lost });
    }
  };
  const start = (): void => {
    const progress = new Int32Array(new SharedArrayBuffer(4)).fill(NOT_STARTED);
    const workerData: WorkerData = { setup: options.setup, progress: progress.buffer as SharedArrayBuffer };
    let worker: Worker;
    try {
      worker = new Worker(options.workerUrl, {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_MB },
      });
    } catch {
      if (members.length === 0) void scanHere();
      return;
    }
    const member: Member = { worker, progress, jobs: new Map() };
    members.push(member);
    worker.on("message", ({ id, result }: WorkerAnswer) => {
      member.jobs.delete(id);
      options.onResult(result);
      feed(member);
      settle();
    });
    let cause = "it ended";
    worker.on("error", (error) => {
      cause = (error as NodeJS.ErrnoException).code ?? error.name;
    });
    worker.on("exit", () => {
      members.splice(members.indexOf(member), 1);
      if (closing) return;
      const hadStarted = Atomics.load(progress, 0) !== NOT_STARTED;
      if (hadStarted) bury(member, cause);
      else waiting.unshift(...member.jobs.values());
      if (hadStarted) start();
      else if (members.length === 0) void scanHere();
      else members.forEach(feed);
      settle();
    });
    feed(member);
  };
  /** The first job is the one it was at: the file of its progress is given up, everything else goes back. */
  const bury = (member: Member, cause: string): void => {
    const [first, ...others] = member.jobs.values();
    waiting.unshift(...others);
    if (first === undefined) return;
    const reason = `the thread that scanned it died: ${cause}`;
    const index = Atomics.load(member.progress, 0);
    // dead of a file that nobody scanned: it is the batch as such, so that going on would have no end
    const isHopeless = first.lost.includes(index);
    for (const lost of isHopeless ? othersOf(first) : [index]) {
      first.lost.push(lost);
      options.onFailure({ ...pathAt(first.batch, lost), reason });
    }
    if (!isHopeless) waiting.unshift(first);
    else options.onResult({ ...NOTHING, seen: first.batch.count });
  };
  for (let i = 0; i < options.threads; i++) start();

  return {
    push(batch) {
      waiting.push({ batch, lost: [] });
      const [first, ...others] = members;
      if (first === undefined) void scanHere();
      else feed(others.reduce((best, member) => (member.jobs.size < best.jobs.size ? member : best), first));
    },
    drain: () =>
      new Promise((resolve, reject) => {
        idle = { resolve, reject };
        if (failed !== undefined) reject(failed.error);
        settle();
      }),
    async close() {
      closing = true;
      await Promise.all(members.map((member) => member.worker.terminate()));
    },
  };
}

const NOTHING: BatchResult = { seen: 0, files: 0, bytes: 0, found: [], skipped: [], failures: [] };

function othersOf({ batch, lost }: Job): number[] {
  return Array.from({ length: batch.count }, (_, index) => index).filter((index) => !lost.includes(index));
}

function pathAt(batch: ListedBatch, wanted: number): ReturnType<typeof reportPath> {
  let path = reportPath(new Uint8Array());
  let index = 0;
  forEachPath(batch, (start, end) => {
    if (index++ === wanted) path = reportPath(batch.bytes.subarray(start, end));
  });
  return path;
}
