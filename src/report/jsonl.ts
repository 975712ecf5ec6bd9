/**
 * JSON Lines: one record a line, `meta` first and `summary` last, so that a reader of a cut-off file knows that it is cut off.
 */

import type { Report } from "../model/report.js";
import type { InventoryChanges } from "../model/secret.js";
import {
  findingRecord,
  type JsonRecord,
  reasonRecord,
  SCHEMA_VERSION,
  scanRecord,
  staleRecord,
  suppressedRecord,
  toolRecord,
} from "./json-records.js";
import { secretRecord } from "./secret-records.js";
import { visibleJson } from "./text/visible.js";

/** Meta first, summary last, so that a report that was cut off is seen to be. */
export function writeJsonl(report: Report): string {
  return [...jsonlPieces(report)].join("");
}

/** Every line ends with LF, the last one too. */
export function* jsonlPieces(report: Report): Generator<string> {
  for (const record of records(report)) yield `${visibleJson(JSON.stringify(record))}\n`;
}

function* records(report: Report): Generator<JsonRecord> {
  const { findings, suppressed, stale, skipped, failures, secrets = [], drift = [], changes } = report;
  yield { record: "meta", schemaVersion: SCHEMA_VERSION, tool: toolRecord(report), source: report.scan.source };
  for (const finding of findings) yield { record: "finding", ...findingRecord(finding) };
  for (const entry of suppressed) yield { record: "suppressed", ...suppressedRecord(entry) };
  for (const entry of stale) yield { record: "stale", ...staleRecord(entry) };
  for (const entry of skipped) yield { record: "skipped", ...reasonRecord(entry) };
  for (const entry of failures) yield { record: "failure", ...reasonRecord(entry) };
  for (const secret of secrets) yield { record: "secret", ...secretRecord(secret) };
  for (const { kind, names, detail } of drift) yield { record: "drift", kind, names, detail };
  if (changes) yield* changeRecords(changes);
  yield {
    record: "summary",
    scan: scanRecord(report.scan),
    findings: findings.length,
    suppressed: suppressed.length,
    stale: stale.length,
    skipped: skipped.length,
    failures: failures.length,
    secrets: report.secrets?.length,
    drift: report.drift?.length,
    changes: changes && changes.added.length + changes.removed.length + changes.changed.length,
  };
}

/** One a secret; each names the base, so that a line says all. */
function* changeRecords({ base, added, removed, changed }: InventoryChanges): Generator<JsonRecord> {
  for (const secret of added) yield { record: "change", base, change: "added", ...secretRecord(secret) };
  for (const secret of removed) yield { record: "change", base, change: "removed", ...secretRecord(secret) };
  for (const { id, name, criticality, what } of changed)
    yield { record: "change", base, change: "changed", id, name, criticality, what };
}
