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
  /** Resolves when all that was pushed is done; rejects on a bug in a worker that no file explains. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Batches a thread holds: the next one is there when the last is done. */
const AHEAD = 2;
/** A file may kill this many threads before its batch counts as lost: once, since it is named and left out. */
const HEAP_LIMIT_MB = 512;

export interface PoolOptions {
  readonly threads: number;
  readonly workerUrl: URL;
  readonly setup: ScannerSetup;
  onResult(result: BatchResult): void;
  onFailure(failure: PathReason): void;
}

export function createPool(options: PoolOptions): Pool {
  const waiting: Job[] = [];
  const members: Member[] = [];
  let nextId = 0;
  let closing = false;
  let idle: { resolve: () => void; reject: (error: unknown) => void } | undefined;

  const busy = (): boolean => waiting.length > 0 || members.some((member) => member.jobs.size > 0);
  const settle = (): void => {
    if (!busy()) idle?.resolve();
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
    const progress = new SharedArrayBuffer(4);
    const worker = new Worker(options.workerUrl, {
      workerData: { setup: options.setup, progress } satisfies WorkerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    });
    const member: Member = { worker, progress: new Int32Array(progress), jobs: new Map() };
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
      if (member.jobs.size === 0) return void idle?.reject(new Error(`a worker thread could not start: ${cause}`));
      bury(member, cause);
      start();
      settle();
    });
    feed(member);
  };
  /** The first job is the one it was at; the file of its progress is given up, everything else goes back. */
  const bury = (member: Member, cause: string): void => {
    const jobs = [...member.jobs.values()];
    const [first] = jobs;
    if (first !== undefined) {
      const index = Atomics.load(member.progress, 0);
      first.lost.push(index);
      options.onFailure({ ...pathAt(first.batch, index), reason: `the thread that scanned it died: ${cause}` });
    }
    waiting.unshift(...jobs);
  };
  for (let i = 0; i < options.threads; i++) start();

  return {
    push(batch) {
      waiting.push({ batch, lost: [] });
      const least = members.reduce((best, member) => (member.jobs.size < best.jobs.size ? member : best), members[0]!);
      if (least !== undefined) feed(least);
    },
    drain: () =>
      new Promise((resolve, reject) => {
        idle = { resolve, reject };
        settle();
      }),
    async close() {
      closing = true;
      await Promise.all(members.map((member) => member.worker.terminate()));
    },
  };
}

function pathAt(batch: ListedBatch, wanted: number): ReturnType<typeof reportPath> {
  let path = reportPath(new Uint8Array());
  let index = 0;
  forEachPath(batch, (start, end) => {
    if (index++ === wanted) path = reportPath(batch.bytes.subarray(start, end));
  });
  return path;
}
