/**
 * What `bin` calls: runs the program in this process and leaves its exit code.
 */

import { VERSION } from "../model/version.js";
import { main } from "./main.js";
import { processIo } from "./process-io.js";

/** @param workerUrl script that a worker thread starts with */
export async function runCli(workerUrl: URL = new URL("./worker.js", import.meta.url)): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processIo(VERSION, workerUrl));
}
