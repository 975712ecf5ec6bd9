/**
 * The end of every hook: the reports that were asked for, the screen for the person, the exit code for git.
 */

import type { Finding } from "../../model/finding.js";
import type { Report } from "../../model/report.js";
import { atLeastAsCritical } from "../../model/secret-type.js";
import { type RefusalOptions, type RefusalStage, writeRefusal } from "../../report/refusal/refusal.js";
import { commitOf } from "../../sources/git/revisions.js";
import { gitExitCode, gitPlace } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import { writeReports } from "../output.js";
import { programName } from "../program-name.js";
import { rememberRun } from "../remember-run.js";
import type { Settings } from "../settings.js";

const DEFAULT_WIDTH = 80;

/**
 * @param changedFiles files of exceptions that the commits change
 * @param explicit true when formats were asked for: then their reports go where they were told to
 * @returns the exit code
 */
export async function endHook(
  report: Report,
  changedFiles: readonly string[],
  stage: RefusalStage,
  explicit: boolean,
  settings: Settings,
  io: Io,
): Promise<number> {
  if (explicit) await writeReports(report, settings, io);
  const protectedFiles = settings.protectAllowlist ? changedFiles : [];
  const code = gitExitCode(report, changedFiles, settings);
  const blocks = ({ isNew, criticality }: Finding): boolean =>
    isNew !== false && settings.failOn !== "none" && atLeastAsCritical(criticality, settings.failOn);
  if (code === EXIT.clean && report.findings.length === 0) return code;
  const tip = code === EXIT.clean || stage === "receive" ? undefined : await commitOf(gitPlace(io), "HEAD");
  const text = writeRefusal(report, {
    stage,
    color: settings.color,
    width: io.stderr.columns ?? DEFAULT_WIDTH,
    program: programName(io.env),
    hasHead: tip !== undefined,
    from: io.env["GIT_PREFIX"] ?? "",
    ...(tip === undefined ? {} : { tip }),
    ...ownIndex(io.env["GIT_INDEX_FILE"]),
    blocks,
    protectedFiles,
  });
  if (!settings.quiet || code !== EXIT.clean) await io.stderr.write(text);
  if (code === EXIT.findings && stage !== "receive") await rememberRun(report, io);
  return code;
}

/** git names the index of `commit -a` after its lock, and that of a commit that names paths `next-index-PID`. */
function ownIndex(file = ""): Pick<RefusalOptions, "ownIndex"> {
  if (/(?:^|[\\/])next-index-[^\\/]*$/.test(file)) return { ownIndex: "paths" };
  return /(?:^|[\\/])index\.lock$/.test(file) ? { ownIndex: "all" } : {};
}
