/**
 * `secret-scan staged`: the index, before it becomes a commit.
 */

import { exitCodeAfter } from "../exit-code.js";
import { gitExitCode } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports } from "../output.js";
import { scanStaged } from "../scan-staged.js";
import { resolveSettings } from "../settings.js";

/** Only findings that HEAD does not have in that file block. */
export async function stagedCommand(given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  checkOutputs(settings.outputs, io.cwd);
  const { report, changedFiles } = await scanStaged(settings, io);
  const outputs = createOutputs(io);
  await writeReports(report, settings, io, outputs);
  const code = gitExitCode(report, changedFiles, settings);
  if (code === EXIT.findings) await (await import("../remember-run.js")).rememberRun(report, io);
  return exitCodeAfter(code, outputs.failure, report, settings, io);
}
