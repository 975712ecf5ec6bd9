/**
 * JSON Lines: one record a line, `meta` first and `summary` last, so that a reader of a cut-off file knows that it is cut off.
 */

import type { Report } from "../model/report.js";
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

/** Every line ends with LF, the last one too. */
export function writeJsonl(report: Report): string {
  const { findings, suppressed, stale, skipped, failures, secrets = [] } = report;
  const records: JsonRecord[] = [
    { record: "meta", schemaVersion: SCHEMA_VERSION, tool: toolRecord(report), source: report.scan.source },
    ...findings.map((finding) => ({ record: "finding", ...findingRecord(finding) })),
    ...suppressed.map((entry) => ({ record: "suppressed", ...suppressedRecord(entry) })),
    ...stale.map((entry) => ({ record: "stale", ...staleRecord(entry) })),
    ...skipped.map((entry) => ({ record: "skipped", ...reasonRecord(entry) })),
    ...failures.map((entry) => ({ record: "failure", ...reasonRecord(entry) })),
    ...secrets.map((secret) => ({ record: "secret", ...secretRecord(secret) })),
    {
      record: "summary",
      scan: scanRecord(report.scan),
      findings: findings.length,
      suppressed: suppressed.length,
      stale: stale.length,
      skipped: skipped.length,
      failures: failures.length,
      secrets: report.secrets?.length,
    },
  ];
  return records.map((record) => `${visibleJson(JSON.stringify(record))}\n`).join("");
}
