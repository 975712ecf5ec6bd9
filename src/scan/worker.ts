/**
 * The thread's adapter: takes batches, gives results. What scanning means is `batch.ts`; it knows no threads.
 * A history's helper threads start here too (`git/helper-thread.ts`).
 */

import { parentPort, workerData } from "node:worker_threads";
import { scanBatch } from "./batch.js";
import type { HelperData } from "./git/blob-helpers.js";
import { startHelper } from "./git/helper-thread.js";
import type { WorkerAnswer, WorkerData, WorkerTask } from "./protocol.js";
import { createScanner } from "./setup.js";

const port = parentPort;
if (port === null) throw new Error("worker.ts is started as a worker thread only");

const data = workerData as WorkerData | HelperData;
if ("objects" in data) {
  startHelper(data, port);
} else {
  const { setup, progress } = data;
  const scanner = createScanner(setup);
  const current = new Int32Array(progress);
  port.on("message", ({ id, batch, lost }: WorkerTask) => {
    const result = scanBatch(scanner, batch, { progress: (index) => Atomics.store(current, 0, index), lost });
    port.postMessage({ id, result } satisfies WorkerAnswer);
  });
}
