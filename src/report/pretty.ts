/**
 * The report for a person at a terminal: findings by file, each with its code frame, what it is, why it was flagged, what to do
 * now and how to allow it; a summary last, since that is what stays on the screen.
 */

import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import { type Told, writeFinding } from "./pretty-finding.js";
import { writeSummary } from "./pretty-summary.js";
import { createStyle } from "./text/style.js";
import { visible } from "./text/visible.js";
import { clipMiddle, wrap } from "./text/width.js";
import { locationText, plural, reasonText, staleText } from "./text/words.js";
import type { WriterOptions } from "./writer.js";

/** The whole report in one text. */
export function writePretty(report: Report, options: WriterOptions): string {
  return [...prettyPieces(report, options)].join("");
}

/** Lines take at most `options.width` columns, but for what must stay whole to be clicked or copied. */
export function* prettyPieces(report: Report, options: WriterOptions): Generator<string> {
  for (const line of lines(report, options)) yield `${line}\n`;
}

function* lines(report: Report, options: WriterOptions): Generator<string> {
  const style = createStyle(options.color);
  const width = Math.max(40, options.width);
  const context = { style, width, verbose: options.verbose, program: options.program ?? "secret-scan" };
  const told: Told = { rules: new Set(), secrets: new Map() };
  for (const [path, findings] of byFile(report.findings)) {
    const heading = `  ${plural(findings.length, "finding")}`;
    yield style.bold.underline(clipMiddle(visible(path), width - heading.length)) + style.dim(heading);
    yield "";
    for (const finding of findings) {
      yield* writeFinding(finding, context, told);
      yield "";
    }
  }
  if (options.includeSuppressed) yield* list(style.bold("Suppressed"), suppressedLines(report), width);
  yield* list(style.yellow.bold("Exceptions to look at"), staleLines(report), width);
  if (options.verbose) yield* list(style.bold("Left out by choice"), report.skipped.map(reasonText), width);
  yield* list(style.red.bold("Not read: the scan is incomplete"), report.failures.map(reasonText), width);
  yield* writeSummary(report, context);
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = files.get(finding.path);
    if (known) known.push(finding);
    else files.set(finding.path, [finding]);
  }
  return files;
}

function suppressedLines(report: Report): string[] {
  return report.suppressed.map(({ finding, by, reason, owner, expires }) => {
    const details = [by, reason, owner && `owner ${owner}`, expires && `until ${expires}`].filter(Boolean).join("; ");
    return `${locationText(finding)} ${finding.ruleId} (${details})`;
  });
}

function staleLines(report: Report): string[] {
  return report.stale.map((stale) => `${stale.entry.source}:${stale.entry.line} ${staleText(stale)}`);
}

function list(heading: string, items: readonly string[], width: number): string[] {
  if (items.length === 0) return [];
  return [heading, ...items.flatMap((item) => indented(visible(item), width)), ""];
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
}
