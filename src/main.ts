/**
 * What the bundle offers: to `bin/` the program and its worker, to `dist/index.js` the library. One bundle for all, so that one code
 * cache serves all.
 */

export { runCli } from "./cli/entry.js";
export { SecretScanError } from "./model/error.js";
export { scan } from "./scan/library.js";
export { hasScanner } from "./scan/setup.js";

/** Turns this thread into a worker. */
export async function startWorker(): Promise<void> {
  await import("./scan/worker.js");
}
