/**
 * `secrets-scan.json`: the report in full, for programs. `schemas/secrets-scan.schema.json` describes it.
 */

import type { Report } from "../model/report.js";
import {
  findingRecord,
  reasonRecord,
  SCHEMA_VERSION,
  scanRecord,
  staleRecord,
  suppressedRecord,
  toolRecord,
} from "./json-records.js";
import { changesRecord, secretRecord } from "./secret-records.js";
import { jsonText } from "./text/visible.js";

/** Suppressed findings are always listed: this is the record of what was decided. */
export function writeJson(report: Report): string {
  return jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: toolRecord(report),
    scan: scanRecord(report.scan),
    findings: report.findings.map(findingRecord),
    suppressed: report.suppressed.map(suppressedRecord),
    stale: report.stale.map(staleRecord),
    skipped: report.skipped.map(reasonRecord),
    failures: report.failures.map(reasonRecord),
    secrets: report.secrets?.map(secretRecord),
    drift: report.drift?.map(({ kind, names, detail }) => ({ kind, names, detail })),
    changes: report.changes && changesRecord(report.changes),
  });
}
