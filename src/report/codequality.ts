/**
 * GitLab's Code Quality report (a subset of Code Climate's), which every tier of GitLab shows in a merge request.
 */

import type { Report } from "../model/report.js";
import type { Criticality } from "../model/secret-type.js";
import { createPlaceKeys } from "./place-keys.js";
import { jsonText, visible } from "./text/visible.js";

const SEVERITIES: Readonly<Record<Criticality, string>> = {
  critical: "blocker",
  high: "critical",
  moderate: "major",
  low: "minor",
};

export function writeCodequality(report: Report): string {
  const placeKey = createPlaceKeys();
  return jsonText(
    report.findings.map((finding) => ({
      type: "issue",
      check_name: finding.ruleId,
      description: `${visible(finding.ruleName)}: ${visible(finding.masked)}`,
      categories: ["Security"],
      severity: SEVERITIES[finding.criticality],
      fingerprint: placeKey(finding).place,
      location: { path: visible(finding.path), lines: { begin: finding.startLine, end: finding.endLine } },
    })),
  );
}
