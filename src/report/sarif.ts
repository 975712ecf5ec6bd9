/**
 * SARIF 2.1.0, as GitHub code scanning takes it. Suppressed findings come only when asked for: GitHub opens them as alerts.
 */

import type { Finding, Suppression } from "../model/finding.js";
import { compareFindings } from "../model/order.js";
import type { PathReason, Report } from "../model/report.js";
import { CRITICALITIES } from "../model/secret-type.js";
import { createPlaceKeys } from "./place-keys.js";
import { sarifResult } from "./sarif-result.js";
import { sarifRule } from "./sarif-rules.js";
import { changesRecord } from "./secret-records.js";
import { pathUri } from "./text/uri.js";
import { jsonText, visible } from "./text/visible.js";
import { plural } from "./text/words.js";
import type { WriterOptions } from "./writer.js";

/** GitHub keeps this many results of a run, the worst ones; more than 25,000 it refuses. */
const RESULT_LIMIT = 5000;

/** What is not read is named up to this many; the rest is counted. */
const NOTIFICATION_LIMIT = 1000;

interface Entry {
  readonly finding: Finding;
  readonly suppression?: Suppression;
}

/** SARIF 2.1.0; hidden findings only when they are asked for, since GitHub opens them as alerts. */
export function writeSarif(report: Report, options: WriterOptions): string {
  const all: Entry[] = report.findings.map((finding) => ({ finding }));
  if (options.includeSuppressed) for (const entry of report.suppressed) all.push({ finding: entry.finding, suppression: entry });
  const kept = worst(all);
  const indexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const placeKey = createPlaceKeys();
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: report.rules.map(sarifRule),
            properties: { rulePackDigest: report.tool.rulePack.digest, rulePackRules: report.tool.rulePack.rules },
          },
        },
        automationDetails: { id: `secret-scan/${report.scan.source === "worktree" ? "tree" : report.scan.source}/` },
        invocations: [invocation(report, all.length - kept.length)],
        columnKind: "utf16CodeUnits",
        ...(report.changes ? { properties: { changes: changesRecord(report.changes) } } : {}),
        results: kept.map(({ finding, suppression }) =>
          sarifResult(finding, indexes.get(finding.ruleId) ?? -1, placeKey(finding), suppression),
        ),
      },
    ],
  });
}

/** The worst `RESULT_LIMIT` entries, in the order of findings. */
function worst(entries: readonly Entry[]): Entry[] {
  const ordered = [...entries].sort((a, b) => compareFindings(a.finding, b.finding));
  if (ordered.length <= RESULT_LIMIT) return ordered;
  const ranked = ordered.toSorted(
    (a, b) => CRITICALITIES.indexOf(a.finding.criticality) - CRITICALITIES.indexOf(b.finding.criticality),
  );
  return ranked.slice(0, RESULT_LIMIT).sort((a, b) => compareFindings(a.finding, b.finding));
}

function invocation({ scan, failures, skipped }: Report, leftOut: number): object {
  const { run } = scan;
  const ended = run && new Date(Date.parse(run.startedAt) + run.durationMs).toISOString();
  return {
    executionSuccessful: scan.complete,
    ...(run ? { startTimeUtc: run.startedAt, endTimeUtc: ended } : {}),
    toolExecutionNotifications: [
      ...(leftOut > 0
        ? [
            {
              level: "warning",
              message: { text: `${plural(leftOut, "result")} of lower criticality left out; the JSON report has them all.` },
            },
          ]
        : []),
      ...notifications(failures, "error"),
      ...notifications(skipped, "note"),
    ],
  };
}

function notifications(entries: readonly PathReason[], level: "error" | "note"): object[] {
  const shown = entries.slice(0, NOTIFICATION_LIMIT).map((entry) => ({
    level,
    message: { text: `${level === "error" ? "Not read" : "Left out"}: ${visible(entry.reason)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: pathUri(entry), uriBaseId: "%SRCROOT%" } } }],
  }));
  const rest = entries.length - shown.length;
  return rest > 0 ? [...shown, { level, message: { text: `and ${plural(rest, "further path")}` } }] : shown;
}
