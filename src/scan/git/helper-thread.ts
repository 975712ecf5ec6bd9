/**
 * A helper thread's adapter: takes blobs, asks its own git for them, answers what they hold.
 */

import type { MessagePort } from "node:worker_threads";
import { createBlobReader } from "../../sources/git/blob-reader.js";
import { createPackStore } from "../../sources/git/pack-store.js";
import { packedBlobs } from "../../sources/git/packed-blobs.js";
import { createQueue } from "../../sources/queue.js";
import type { HelperAnswer, HelperData, HelperTask, NumberedBlob } from "./blob-helpers.js";
import { scanWanted } from "./blob-outcome.js";
import { commonGitFolder } from "./git-scan.js";
import { createObjectScanner } from "./object-scanner.js";

/** Answers are sent in blocks of this many, and when there is nothing to do. */
const BLOCK = 64;

export function startHelper({ objects: { setup, gitFolder, cwd, inheritPlace } }: HelperData, port: MessagePort): void {
  const place = { cwd, inheritPlace };
  const queue = createQueue<readonly NumberedBlob[]>();
  const packs = createPackStore(gitFolder, place, "most");
  const reader = createBlobReader({ ...place, packed: packedBlobs(packs), bulk: true });
  const scanner = createObjectScanner(setup, commonGitFolder(place));
  let outcomes: HelperAnswer["outcomes"][number][] = [];
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
      outcomes.push([wanted.number, scanWanted(scanner, object, wanted)]);
      if (outcomes.length >= BLOCK) send(false);
    })
    .then(() => send(true))
    .catch((error: unknown) =>
      // Outside of the promise, so that the thread ends with it and the main thread hears of it.
      setImmediate(() => {
        throw error;
      }),
    )
    .finally(() => {
      reader.close();
      packs.close();
    });
}
