/**
 * The text of `.secrets-baseline.json`, both ways.
 *
 * One finding a line, in the order of fingerprints, so that what two branches add or take out seldom meets; and a `null` at the end, so
 * that every finding's line ends with a comma and none changes when another comes after it. With git's `merge=union` for the file two
 * branches always merge: rows twice or out of order are fine.
 */

import { SecretScanError } from "../model/error.js";
import { compareBytes } from "../model/order.js";
import { BASELINE_FILE, type Baseline, type BaselineRow } from "./baseline.js";
import { didYouMean } from "./nearest.js";
import { refuseConflictMarkers } from "./text-file.js";

const TOP_KEYS = ["$schema", "version", "findings"] as const;
/** Stands first: the scanner knows the file by it, whose name would otherwise be one that is refused. */
const SCHEMA = "https://unpkg.com/secret-scan/schemas/secrets-baseline.schema.json";
const ROW_KEYS = ["fingerprint", "rule", "path", "line"] as const;

/** @param lineEnd of the file that is replaced */
export function renderBaseline(rows: readonly BaselineRow[], lineEnd: "\n" | "\r\n" = "\n"): string {
  const sorted = [...rows].sort(
    (a, b) => compareBytes(a.fingerprint, b.fingerprint) || compareBytes(a.path, b.path) || a.line - b.line,
  );
  const lines = sorted.map(({ fingerprint, rule, path, line }) => `    ${JSON.stringify({ fingerprint, rule, path, line })},`);
  return ["{", `  "$schema": "${SCHEMA}",`, '  "version": 1,', '  "findings": [', ...lines, "    null", "  ]", "}", ""].join(
    lineEnd,
  );
}

/** @throws SecretScanError `usage` with the place of what is wrong */
export function parseBaseline(text: string, file: string = BASELINE_FILE): Baseline {
  refuseConflictMarkers(text, file);
  const root = parseJson(text.startsWith("\uFEFF") ? text.slice(1) : text, file);
  if (!isObject(root))
    throw new SecretScanError("usage", "the file must be an object", { file, line: 1 }, "Write it by `baseline write`");
  checkKeys(root, TOP_KEYS, { file, line: 1 });
  if (root["version"] !== 1) {
    const remedy = "This program reads version 1; a later one may need a newer secret-scan";
    throw new SecretScanError("usage", "unknown version", { file, line: lineOf(text, '"version"') }, remedy);
  }
  const findings = root["findings"];
  if (!Array.isArray(findings)) {
    const place = { file, line: lineOf(text, '"findings"') };
    throw new SecretScanError("usage", '"findings" must be a list', place, "Write it by `baseline write`");
  }
  const lines = rowLines(text);
  const rows = findings
    .filter((row: unknown) => row !== null)
    .map((row: unknown, index) => checkRow(row, file, lines[index] ?? 1));
  return { file, rows, fingerprints: new Set(rows.map(({ fingerprint }) => fingerprint)) };
}

function checkRow(row: unknown, file: string, fileLine: number): Baseline["rows"][number] {
  const place = { file, line: fileLine };
  const remedy = "Restore the line, or remove it";
  if (!isObject(row)) throw new SecretScanError("usage", "a finding must be an object", place, remedy);
  checkKeys(row, ROW_KEYS, place);
  const { fingerprint, rule, path, line } = row;
  if (typeof fingerprint !== "string" || !/^ss\d+:\S+$/.test(fingerprint)) {
    throw new SecretScanError("usage", "the finding has no fingerprint", place, remedy);
  }
  if (typeof rule !== "string" || typeof path !== "string" || !Number.isInteger(line)) {
    throw new SecretScanError("usage", "the finding must have rule, path and line", place, remedy);
  }
  return { fingerprint, rule, path, line: line as number, fileLine };
}

/** The lines on which the objects in the list begin. The file holds no other braces than theirs and the one around all. */
function rowLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  for (const [token] of text.slice(text.indexOf("{") + 1).matchAll(/"(?:[^"\\]|\\.)*"|\r\n?|\n|\{/g)) {
    if (token === "{") lines.push(line);
    else if (token[0] !== '"') line++;
  }
  return lines.map((found) => found + countLines(text.slice(0, text.indexOf("{"))));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const position = /position (\d+)/.exec((cause as SyntaxError).message)?.[1];
    const line = countLines(text.slice(0, position === undefined ? text.trimEnd().length : Number(position))) + 1;
    throw new SecretScanError("usage", "not valid JSON", { file, line }, "Restore it, or write it anew by `baseline write`", {
      cause,
    });
  }
}

function checkKeys(object: Record<string, unknown>, known: readonly string[], place: { file: string; line: number }): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new SecretScanError(
    "usage",
    `unknown key "${unknown}"`,
    place,
    didYouMean(unknown, known, `Known keys: ${known.join(", ")}`),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : countLines(text.slice(0, at)) + 1;
}

function countLines(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
