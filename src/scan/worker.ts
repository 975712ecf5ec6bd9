/**
 * The thread's adapter: takes batches, gives results. What scanning means is `batch.ts`; it knows no threads.
 */

import { parentPort, workerData } from "node:worker_threads";
import { scanBatch } from "./batch.js";
import type { WorkerAnswer, WorkerData, WorkerTask } from "./protocol.js";
import { createScanner } from "./setup.js";

const { setup, progress } = workerData as WorkerData;
const port = parentPort;
if (port === null) throw new Error("worker.ts is started as a worker thread only");

const scanner = createScanner(setup);
const current = new Int32Array(progress);

port.on("message", ({ id, batch, lost }: WorkerTask) => {
  const result = scanBatch(scanner, batch, (index) => Atomics.store(current, 0, index), lost);
  port.postMessage({ id, result } satisfies WorkerAnswer);
});
