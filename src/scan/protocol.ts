/**
 * The messages between the main thread and its workers. Locators go one way, masked findings the other; contents never travel.
 */

import type { ListedBatch } from "../sources/listing.js";
import type { BatchResult } from "./batch.js";
import type { ScannerSetup } from "./setup.js";

/** What a worker is started with. */
export interface WorkerData {
  readonly setup: ScannerSetup;
  /** One Int32: the index, in its batch, of the file that the worker is at. */
  readonly progress: SharedArrayBuffer;
}

/** To a worker. */
export interface WorkerTask {
  readonly id: number;
  readonly batch: ListedBatch;
  readonly lost: readonly number[];
}

/** From a worker. */
export interface WorkerAnswer {
  readonly id: number;
  readonly result: BatchResult;
}
