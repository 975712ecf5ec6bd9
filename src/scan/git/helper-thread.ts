/**
 * A helper thread's adapter: takes blobs, asks its own git for them, answers what they hold.
 */

import type { MessagePort } from "node:worker_threads";
import { createObjectReader } from "../../sources/git/objects.js";
import { createQueue } from "../../sources/queue.js";
import type { HelperAnswer, HelperData, HelperTask } from "./blob-helpers.js";
import { type BlobOutcome, scanWanted, type WantedBlob } from "./blob-outcome.js";
import { commonGitFolder } from "./git-scan.js";
import { createObjectScanner } from "./object-scanner.js";

/** Answers are sent in blocks of this many, and when there is nothing to do. */
const BLOCK = 64;

export function startHelper({ objects: { setup, cwd, inheritPlace } }: HelperData, port: MessagePort): void {
  const place = { cwd, inheritPlace };
  const queue = createQueue<readonly WantedBlob[]>();
  const reader = createObjectReader({ ...place, bulk: true });
  const scanner = createObjectScanner(setup, commonGitFolder(place));
  let outcomes: BlobOutcome[] = [];
  const send = (isLast: boolean): void => {
    port.postMessage({ outcomes, isLast } satisfies HelperAnswer);
    outcomes = [];
  };
  port.on("message", ({ blobs }: HelperTask) => {
    if (blobs === undefined) queue.close();
    else queue.push(blobs);
  });
  reader
    .read(queue, (object, wanted) => {
      outcomes.push(scanWanted(scanner, object, wanted));
      if (outcomes.length >= BLOCK) send(false);
    })
    .then(() => send(true))
    .catch((error: unknown) =>
      // Outside of the promise, so that the thread ends with it and the main thread hears of it.
      setImmediate(() => {
        throw error;
      }),
    )
    .finally(() => reader.close());
}
