/**
 * Reports of very many entries: no format puts them all on the stack, and pieces are the whole.
 */

import { expect, test } from "vitest";
import { REPORT_WRITERS, reportPieces } from "../../src/report/registry.js";
import { FORMAT_NAMES } from "../../src/report/writer.js";
import { aFinding, aReport, PLAIN } from "./report-builder.js";

const MANY = 150_000;
const OPTIONS = { ...PLAIN, includeSuppressed: true, verbose: true };

const finding = aFinding();
const place = { path: "a", reason: "permission denied" };
const report = aReport([finding], {
  suppressed: Array.from({ length: MANY }, () => ({ finding, by: "allowlist" as const, reason: "known" })),
  failures: Array.from({ length: MANY }, () => place),
  skipped: Array.from({ length: MANY }, () => place),
});

test.each(FORMAT_NAMES)("%s of 150,000 suppressed, skipped and failed", (format) => {
  let length = 0;
  for (const piece of reportPieces(format, report, OPTIONS)) length += piece.length;
  expect(length).toBeGreaterThan(100);
});

test.each(FORMAT_NAMES)("%s: the pieces are the text", (format) => {
  const small = aReport([finding, aFinding({ path: "b" })], {
    suppressed: report.suppressed.slice(0, 2),
    failures: report.failures.slice(0, 2),
    skipped: report.skipped.slice(0, 2),
  });
  const pieces = reportPieces(format, small, OPTIONS);
  expect(typeof pieces === "string" ? pieces : [...pieces].join("")).toBe(REPORT_WRITERS[format](small, OPTIONS));
});
