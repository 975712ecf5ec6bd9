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
import { jsonPieces, lazyList } from "./text/json-pieces.js";

/** The report of the contract, indented, with a line feed at its end. */
export function writeJson(report: Report): string {
  return [...jsonReportPieces(report)].join("");
}

/** Suppressed findings are always listed: this is the record of what was decided. */
export function jsonReportPieces(report: Report): Iterable<string> {
  return jsonPieces({
    schemaVersion: SCHEMA_VERSION,
    tool: toolRecord(report),
    scan: scanRecord(report.scan),
    findings: lazyList(report.findings, findingRecord),
    suppressed: lazyList(report.suppressed, suppressedRecord),
    stale: lazyList(report.stale, staleRecord),
    skipped: lazyList(report.skipped, reasonRecord),
    failures: lazyList(report.failures, reasonRecord),
    secrets: report.secrets && lazyList(report.secrets, secretRecord),
    drift: report.drift?.map(({ kind, names, detail }) => ({ kind, names, detail })),
    uncounted: report.uncounted && { globs: report.uncounted.globs, references: report.uncounted.references },
    changes: report.changes && changesRecord(report.changes),
  });
}
