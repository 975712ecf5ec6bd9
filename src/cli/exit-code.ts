/**
 * The exit code of a scan, from its report.
 */

import type { Report } from "../model/report.js";
import { atLeastAsCritical, type Criticality } from "../model/secret-type.js";
import { EXIT } from "./io.js";

/** Findings stand above an incomplete scan; only new ones block where new and old are told apart. */
export function exitCodeOf(report: Report, failOn: Criticality | "none"): number {
  const blocks =
    failOn !== "none" &&
    report.findings.some((finding) => finding.isNew !== false && atLeastAsCritical(finding.criticality, failOn));
  if (blocks) return EXIT.findings;
  return report.scan.complete ? EXIT.clean : EXIT.incomplete;
}
