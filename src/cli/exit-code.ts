/**
 * The exit code of a scan: from its report, and from what became of its outputs.
 */

import type { SecretScanError } from "../model/error.js";
import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import { atLeastAsCritical, type Criticality } from "../model/secret-type.js";
import { visible } from "../report/text/visible.js";
import { EXIT, type Io } from "./io.js";
import type { Settings } from "./settings.js";

/** Only new findings block where new and old are told apart. */
export function blocks({ isNew, criticality }: Finding, failOn: Criticality | "none"): boolean {
  return failOn !== "none" && isNew !== false && atLeastAsCritical(criticality, failOn);
}

/** Findings stand above an incomplete scan. */
export function exitCodeOf(report: Report, failOn: Criticality | "none"): number {
  if (report.findings.some((finding) => blocks(finding, failOn))) return EXIT.findings;
  return report.scan.complete ? EXIT.clean : EXIT.incomplete;
}

/**
 * The code after an output that failed, which is said on standard error: findings stand above it, and are counted there, since
 * their report may be what is missing.
 *
 * @param code of the report alone
 * @param failure what could not be written whole; undefined: all was
 */
export async function exitCodeAfter(
  code: number,
  failure: SecretScanError | undefined,
  report: Report,
  { failOn }: Pick<Settings, "failOn">,
  io: Pick<Io, "stderr">,
): Promise<number> {
  if (failure === undefined) return code;
  const count = report.findings.filter((finding) => blocks(finding, failOn)).length;
  const found = count === 0 ? "" : `${count} ${count === 1 ? "finding" : "findings"}; `;
  await io.stderr.write(`secret-scan: ${visible(found + failure.describe())}\n`);
  return code === EXIT.findings ? code : EXIT.incomplete;
}
