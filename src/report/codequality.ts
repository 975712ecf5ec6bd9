/**
 * GitLab's Code Quality report (a subset of Code Climate's), which every tier of GitLab shows in a merge request.
 */

import type { Report } from "../model/report.js";
import type { Criticality } from "../model/secret-type.js";
import { createPlaceKeys, sha256 } from "./place-keys.js";
import { jsonText, visible } from "./text/visible.js";

const SEVERITIES: Readonly<Record<Criticality, string>> = {
  critical: "blocker",
  high: "critical",
  moderate: "major",
  low: "minor",
};

export function writeCodequality(report: Report): string {
  const placeKey = createPlaceKeys();
  return jsonText([
    ...report.findings.map((finding) => ({
      type: "issue",
      check_name: finding.ruleId,
      description: `${visible(finding.ruleName)}: ${visible(finding.masked)}`,
      categories: ["Security"],
      severity: SEVERITIES[finding.criticality],
      fingerprint: placeKey(finding).place,
      location: { path: visible(finding.path), lines: { begin: finding.startLine, end: finding.endLine } },
    })),
    // the format has no other place to say that the scan is incomplete
    ...report.failures.map(({ path, reason }, index) => ({
      type: "issue",
      check_name: "not-read",
      description: `Not read: ${visible(reason)}`,
      categories: ["Security"],
      severity: "major",
      fingerprint: sha256("not-read", path, reason, String(index)),
      location: { path: visible(path), lines: { begin: 1, end: 1 } },
    })),
  ]);
}
