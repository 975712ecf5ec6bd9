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
  readonly objects: {
    readonly setup: ScannerSetup;
    readonly gitFolder: string | undefined;
    readonly cwd: string;
    readonly inheritPlace: boolean;
  };
}

/** A blob that a helper is asked for, with the number by which it answers. */
export interface NumberedBlob extends WantedBlob {
  readonly number: number;
}

/** To a helper: blobs, or the end. */
export interface HelperTask {
  readonly blobs: readonly NumberedBlob[] | undefined;
}

/** From a helper: outcomes in any order. */
export interface HelperAnswer {
  readonly outcomes: readonly (readonly [number: number, outcome: BlobOutcome])[];
  /** The last answer: everything asked for is answered. */
  readonly isLast: boolean;
}

export interface BlobHelpers<T extends WantedBlob> {
  /** Threads at most. */
  readonly count: number;
  /** To be told of blobs before they are dealt out. @returns false while there are too few for threads to be worth their start */
  expect(blobs: number): boolean;
  /** False when the thread has no room: then the caller scans the blobs itself. @param index below `count` */
  offer(index: number, blobs: readonly T[]): boolean;
  /** Resolves when everything that was taken is answered. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface HelperOptions<T extends WantedBlob> {
  /** Threads at most, beside the caller's. */
  readonly count: number;
  readonly workerUrl: URL;
  readonly setup: ScannerSetup;
  /** The repository's common git folder; undefined where it is not known. */
  readonly gitFolder?: string | undefined;
  readonly place: GitOptions;
  /** Blobs up to which the caller scans alone. @default 24000 */
  readonly enough?: number;
  onOutcome(wanted: T, outcome: BlobOutcome): void;
}

/** Blobs that threads are worth their start for: what one does in about two seconds. */
const ENOUGH = 24_000;
/** Blobs a thread may hold: enough to keep its git busy, few enough to finish with the others. */
const ROOM = 1024;

interface Helper<T> {
  readonly worker: Worker;
  readonly asked: Map<number, T>;
  /** Settled when the thread has answered everything after its end was told, or has died. */
  readonly ended: Promise<void>;
}

export function createBlobHelpers<T extends WantedBlob>(options: HelperOptions<T>): BlobHelpers<T> {
  const helpers: Helper<T>[] = [];
  let expected = 0;
  let next = 0;
  let closing = false;

  const start = (): Helper<T> => {
    const { setup, gitFolder, place } = options;
    const worker = new Worker(options.workerUrl, {
      workerData: {
        objects: { setup, gitFolder, cwd: place.cwd, inheritPlace: place.inheritPlace ?? false },
      } satisfies HelperData,
    });
    const asked = new Map<number, T>();
    const ended = new Promise<void>((resolve) => {
      worker.on("message", ({ outcomes, isLast }: HelperAnswer) => {
        for (const [number, outcome] of outcomes) {
          const wanted = asked.get(number)!;
          asked.delete(number);
          options.onOutcome(wanted, outcome);
        }
        if (isLast) resolve();
      });
      let cause = "it ended";
      worker.on("error", (error) => {
        cause = (error as NodeJS.ErrnoException).code ?? error.name;
      });
      worker.on("exit", () => {
        const reason = `the thread that scanned it died: ${cause}`;
        const lost = closing ? [] : [...asked.values()];
        asked.clear();
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
    count: options.count,
    expect(blobs) {
      expected += blobs;
      return options.count > 0 && expected >= (options.enough ?? ENOUGH);
    },
    offer(index, blobs) {
      while (helpers.length < options.count) helpers.push(start());
      const helper = helpers[index];
      if (helper === undefined || dead.has(helper.worker) || helper.asked.size >= ROOM) return false;
      const numbered = blobs.map((wanted) => {
        const { id, path } = wanted;
        helper.asked.set(next, wanted);
        return { id, path, number: next++ };
      });
      helper.worker.postMessage({ blobs: numbered } satisfies HelperTask);
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
