/**
 * What `bin` calls: runs the program in this process and leaves its exit code.
 */

import { VERSION } from "../model/version.js";
import type { EarlyGit } from "../sources/git/early-git.js";
import { adoptEarlyGit, killAllGit } from "../sources/git/run.js";
import { EXIT } from "./io.js";
import { main, report } from "./main.js";
import { processIo } from "./process-io.js";

/**
 * @param worker path of the script that a worker thread starts with
 * @param early git that runs already
 */
export async function runCli(worker: string, early: readonly EarlyGit[] = []): Promise<void> {
  adoptEarlyGit(early);
  const io = processIo(VERSION, worker);
  // what nobody waited for: Node would print the line of code and the message, which may quote what was scanned
  process.on("uncaughtException", (error) => {
    void report(error, io).finally(() => process.exit(EXIT.bug));
  });
  process.exitCode = await main(process.argv.slice(2), io);
  killAllGit();
}
