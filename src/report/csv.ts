/**
 * CSV by RFC 4180: a row a finding, in an inventory a row a secret, and a row for what could not be read. The columns are the same in every report.
 */

import type { Finding, Suppression } from "../model/finding.js";
import type { Report } from "../model/report.js";
import type { SecretEntry } from "../model/secret.js";
import { visible } from "./text/visible.js";
import type { WriterOptions } from "./writer.js";

const COLUMNS = [
  "record",
  "id",
  "name",
  "type",
  "criticality",
  "status",
  "owners",
  "rotation_days",
  "last_rotated",
  "next_due",
  "path",
  "start_line",
  "start_column",
  "end_line",
  "end_column",
  "confidence",
  "masked",
  "rule_id",
  "provider",
  "is_new",
  "commit",
  "author",
  "date",
  "suppressed_by",
  "reason",
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | boolean | undefined>>>;

/** What a spreadsheet takes for a formula when a cell begins with it, full-width forms too. */
const FORMULA = /^\s*[=+\-@|＝＋－＠]/;

/** RFC 4180; cells that a spreadsheet would take for formulas begin with an apostrophe. */
export function writeCsv(report: Report, options: WriterOptions): string {
  return [...csvPieces(report, options)].join("");
}

/** The same, a row a piece; the header first, also without rows. */
export function* csvPieces(report: Report, options: WriterOptions): Generator<string> {
  yield lineOf(COLUMNS);
  for (const row of rows(report, options)) yield lineOf(COLUMNS.map((column) => row[column] ?? ""));
}

function* rows({ secrets = [], findings, suppressed, failures }: Report, options: WriterOptions): Generator<Row> {
  for (const secret of secrets) yield secretRow(secret);
  for (const finding of findings) yield findingRow(finding);
  if (options.includeSuppressed) for (const entry of suppressed) yield findingRow(entry.finding, entry);
  for (const { path, reason } of failures) yield { record: "failure", path, reason };
}

function lineOf(cells: readonly (string | number | boolean)[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(value: string | number | boolean): string {
  const text = visible(String(value));
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function findingRow(finding: Finding, suppression?: Suppression): Row {
  return {
    record: suppression ? "suppressed" : "finding",
    id: finding.fingerprint,
    name: finding.ruleName,
    type: finding.type,
    criticality: finding.criticality,
    rotation_days: finding.rotationDays,
    path: finding.path,
    start_line: finding.startLine,
    start_column: finding.startColumn,
    end_line: finding.endLine,
    end_column: finding.endColumn,
    confidence: finding.confidence,
    masked: finding.masked,
    rule_id: finding.ruleId,
    provider: finding.provider,
    is_new: finding.isNew,
    commit: finding.commit,
    author: finding.author,
    date: finding.date,
    suppressed_by: suppression?.by,
    reason: suppression?.reason,
  };
}

function secretRow(secret: SecretEntry): Row {
  const place = secret.usedIn[0] ?? secret.declaredIn[0];
  return {
    record: "secret",
    id: secret.id,
    name: secret.name,
    type: secret.type,
    criticality: secret.criticality,
    status: secret.status,
    owners: secret.owners.join(" "),
    rotation_days: secret.rotation.intervalDays,
    last_rotated: secret.rotation.lastRotated,
    next_due: secret.rotation.nextDue,
    path: place?.path,
    start_line: place?.startLine,
  };
}
