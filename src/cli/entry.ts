/**
 * What `bin` loads: runs the program in this process and leaves its exit code.
 */

import { VERSION } from "../model/version.js";
import { main } from "./main.js";
import { processIo } from "./process-io.js";

export async function runCli(): Promise<void> {
  const io = processIo(VERSION, new URL("./worker.js", import.meta.url));
  process.exitCode = await main(process.argv.slice(2), io);
}
