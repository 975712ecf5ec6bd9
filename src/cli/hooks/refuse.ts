/**
 * The end of every hook: the reports that were asked for, the screen for the person, the exit code for git.
 */

import type { Report } from "../../model/report.js";
import { type RefusalOptions, type RefusalStage, writeRefusal } from "../../report/refusal/refusal.js";
import { type RepositoryFacts, readRepositoryFacts } from "../../sources/git/repository-facts.js";
import { blocks, exitCodeAfter } from "../exit-code.js";
import { gitExitCode, gitPlace } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import { createOutputs, writeReports } from "../output.js";
import { programName } from "../program-name.js";
import { rememberRun } from "../remember-run.js";
import type { Settings } from "../settings.js";

const DEFAULT_WIDTH = 80;

/**
 * @param changedFiles files of exceptions that the commits change
 * @param explicit true when formats were asked for: then their reports go where they were told to
 * @param facts what is known of the repository already
 * @returns the exit code
 */
export async function endHook(
  report: Report,
  changedFiles: readonly string[],
  stage: RefusalStage,
  explicit: boolean,
  settings: Settings,
  io: Io,
  facts?: RepositoryFacts,
): Promise<number> {
  const outputs = createOutputs(io);
  if (explicit) await writeReports(report, settings, io, outputs);
  const protectedFiles = settings.protectAllowlist ? changedFiles : [];
  const code = gitExitCode(report, changedFiles, settings);
  const end = (): Promise<number> => exitCodeAfter(code, outputs.failure, report, settings, io);
  if (code === EXIT.clean && report.findings.length === 0) return end();
  const isHere = code !== EXIT.clean && stage !== "receive";
  const { head: tip, gitFolder } = isHere ? (facts ?? (await readRepositoryFacts(gitPlace(io)))) : {};
  const text = writeRefusal(report, {
    stage,
    color: settings.color,
    width: io.stderr.columns ?? DEFAULT_WIDTH,
    program: programName(io.env),
    hasHead: tip !== undefined,
    from: io.env["GIT_PREFIX"] ?? "",
    ...(tip === undefined ? {} : { tip }),
    ...ownIndex(io.env["GIT_INDEX_FILE"]),
    blocks: (finding) => blocks(finding, settings.failOn),
    protectedFiles,
  });
  if (!settings.quiet || code !== EXIT.clean) await io.stderr.write(text);
  if (code === EXIT.findings && stage !== "receive") await rememberRun(report, io, gitFolder);
  return end();
}

/** git names the index of `commit -a` after its lock, and that of a commit that names paths `next-index-PID`. */
function ownIndex(file = ""): Pick<RefusalOptions, "ownIndex"> {
  if (/(?:^|[\\/])next-index-[^\\/]*$/.test(file)) return { ownIndex: "paths" };
  return /(?:^|[\\/])index\.lock$/.test(file) ? { ownIndex: "all" } : {};
}
