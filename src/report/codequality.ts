/**
 * GitLab's Code Quality report (a subset of Code Climate's), which every tier of GitLab shows in a merge request.
 */

import type { Report } from "../model/report.js";
import type { Criticality } from "../model/secret-type.js";
import { createPlaceKeys, sha256 } from "./place-keys.js";
import { jsonListPieces } from "./text/json-pieces.js";
import { visible } from "./text/visible.js";

const SEVERITIES: Readonly<Record<Criticality, string>> = {
  critical: "blocker",
  high: "critical",
  moderate: "major",
  low: "minor",
};

/** Code Climate's name for the tool: by it a later scan knows the file as a report of ours. */
const ENGINE = "secret-scan";

/** GitLab's code quality report: findings, and what was not read. */
export function writeCodequality(report: Report): string {
  return [...codequalityPieces(report)].join("");
}

/** The same, an issue a piece. */
export function codequalityPieces(report: Report): Iterable<string> {
  return jsonListPieces({ items: issues(report) });
}

function* issues(report: Report): Generator<object> {
  const placeKey = createPlaceKeys();
  for (const finding of report.findings) {
    yield {
      type: "issue",
      engine_name: ENGINE,
      check_name: finding.ruleId,
      description: `${visible(finding.ruleName)}: ${visible(finding.masked)}`,
      categories: ["Security"],
      severity: SEVERITIES[finding.criticality],
      fingerprint: placeKey(finding).place,
      location: { path: visible(finding.path), lines: { begin: finding.startLine, end: finding.endLine } },
    };
  }
  // the format has no other place to say that the scan is incomplete
  for (const [index, { path, reason }] of report.failures.entries()) {
    yield {
      type: "issue",
      engine_name: ENGINE,
      check_name: "not-read",
      description: `Not read: ${visible(reason)}`,
      categories: ["Security"],
      severity: "major",
      fingerprint: sha256("not-read", path, reason, String(index)),
      location: { path: visible(path), lines: { begin: 1, end: 1 } },
    };
  }
}
