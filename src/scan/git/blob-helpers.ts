/**
 * Threads that take a share of a history's blobs, each with a git of its own to read them.
 *
 * Owns their lifetime. They start when the history turns out to be long; one that dies gives its blobs up by name.
 */

import { Worker } from "node:worker_threads";
import type { GitOptions } from "../../sources/git/run.js";
import type { ScannerSetup } from "../setup.js";
import type { BlobOutcome, WantedBlob } from "./blob-outcome.js";

/** What a helper thread is started with. */
export interface HelperData {
  readonly objects: { readonly setup: ScannerSetup; readonly cwd: string; readonly inheritPlace: boolean };
}

/** To a helper: blobs, or the end. */
export interface HelperTask {
  readonly blobs: readonly WantedBlob[] | undefined;
}

/** From a helper: outcomes in the order asked; all but the plainest ones spelt out. */
export interface HelperAnswer {
  readonly outcomes: readonly BlobOutcome[];
  /** The last answer: everything asked for is answered. */
  readonly isLast: boolean;
}

export interface BlobHelpers<T extends WantedBlob> {
  /** False when no thread has room: then the caller scans the blobs itself. */
  offer(blobs: readonly T[]): boolean;
  /** Resolves when everything that was taken is answered. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface HelperOptions<T extends WantedBlob> {
  /** Threads at most, beside the caller's. */
  readonly count: number;
  readonly workerUrl: URL;
  readonly setup: ScannerSetup;
  readonly place: GitOptions;
  /** Blobs that the caller scans alone before threads are started. @default 8000 */
  readonly enough?: number;
  onOutcome(wanted: T, outcome: BlobOutcome): void;
}

/** Blobs that pass before threads are worth their start: what one thread does in about half a second. */
const ENOUGH = 8000;
/** Blobs a thread may hold: enough to keep its git busy, few enough to finish with the others. */
const ROOM = 1024;

interface Helper<T> {
  readonly worker: Worker;
  readonly asked: T[];
  /** Settled when the thread has answered everything after its end was told, or has died. */
  readonly ended: Promise<void>;
}

export function createBlobHelpers<T extends WantedBlob>(options: HelperOptions<T>): BlobHelpers<T> {
  const helpers: Helper<T>[] = [];
  let offered = 0;
  let closing = false;

  const start = (): Helper<T> => {
    const { setup, place } = options;
    const worker = new Worker(options.workerUrl, {
      workerData: { objects: { setup, cwd: place.cwd, inheritPlace: place.inheritPlace ?? false } } satisfies HelperData,
    });
    const asked: T[] = [];
    const ended = new Promise<void>((resolve) => {
      worker.on("message", ({ outcomes, isLast }: HelperAnswer) => {
        for (const outcome of outcomes) options.onOutcome(asked.shift() as T, outcome);
        if (isLast) resolve();
      });
      let cause = "it ended";
      worker.on("error", (error) => {
        cause = (error as NodeJS.ErrnoException).code ?? error.name;
      });
      worker.on("exit", () => {
        const reason = `the thread that scanned it died: ${cause}`;
        const lost = closing ? [] : asked.splice(0);
        for (const wanted of lost)
          options.onOutcome(wanted, { isRead: false, bytes: 0, findings: [], failures: [reason], skipped: undefined });
        dead.add(worker);
        resolve();
      });
    });
    return { worker, asked, ended };
  };
  const dead = new Set<Worker>();

  return {
    offer(blobs) {
      offered += blobs.length;
      if (offered < (options.enough ?? ENOUGH) || options.count === 0) return false;
      while (helpers.length < options.count) helpers.push(start());
      const helper = helpers.find(({ worker, asked }) => !dead.has(worker) && asked.length < ROOM);
      if (helper === undefined) return false;
      helper.asked.push(...blobs);
      helper.worker.postMessage({ blobs: blobs.map(({ id, path }) => ({ id, path })) } satisfies HelperTask);
      return true;
    },
    async drain() {
      for (const { worker } of helpers) worker.postMessage({ blobs: undefined } satisfies HelperTask);
      await Promise.all(helpers.map(({ ended }) => ended));
    },
    async close() {
      closing = true;
      await Promise.all(helpers.map(({ worker }) => worker.terminate()));
    },
  };
}
