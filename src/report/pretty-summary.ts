/**
 * The last lines at a terminal: what was found, what was read, what was not.
 */

import type { Report } from "../model/report.js";
import type { PrettyContext } from "./pretty-context.js";
import { newlyAllowedText } from "./text/newly-allowed.js";
import { visible } from "./text/visible.js";
import { columns, wrap } from "./text/width.js";
import { bytesText, criticalityCounts, durationText, grouped, isKnown, plural, SOURCE_WORDS } from "./text/words.js";

/** From this many findings on it is told where to begin. */
const MANY = 25;

/** One line where it fits, else broken between its parts. */
export function writeSummary(report: Report, { style, width, program }: PrettyContext): string[] {
  const { scan } = report;
  const ways = report.findings.length < MANY ? [] : wayIn(report, program).flatMap((text) => wrap(text, width));
  const lines = ways.length === 0 ? [] : [...ways, ""];
  const paint = report.findings.length > 0 ? style.red.bold : style.green.bold;
  lines.push(...joined(headParts(report), width).map((line) => paint(line)));
  lines.push(...joined(scanParts(report), width).map((line) => style.dim(line)));
  if (scan.allowlistChange) {
    const { added, removed } = scan.allowlistChange;
    lines.push(style.yellow(`Exceptions changed: ${grouped(added)} added, ${grouped(removed)} removed.`));
  }
  const allowed = newlyAllowedText(scan.newlyAllowed);
  if (allowed !== undefined) lines.push(...wrap(visible(`${allowed}.`), width).map((line) => style.yellow(line)));
  if (!scan.complete) lines.push(style.red.bold(`The scan is incomplete: ${plural(report.failures.length, "failure")}.`));
  return lines;
}

function headParts({ findings, scan }: Report): string[] {
  if (findings.length === 0) return [scan.files + scan.blobs === 0 ? "No findings: there was nothing to scan." : "No findings."];
  const files = new Set(findings.map((finding) => finding.path)).size;
  const known = findings.filter(isKnown).length;
  const parts = [`${plural(findings.length, "finding")} in ${plural(files, "file")}`, criticalityCounts(findings)];
  if (known > 0) parts.push(`${grouped(known)} already in the base`);
  const secrets = new Set(findings.map(({ fingerprint }) => fingerprint)).size;
  if (secrets < findings.length) parts.push(`${plural(secrets, "different secret")}`);
  return parts;
}

/** Where to begin when it is more than one looks through. */
function wayIn({ findings, scan }: Report, program: string): string[] {
  const sure = findings.filter(({ confidence }) => confidence === "high").length;
  const ways: string[] = [];
  if (sure > 0 && sure < findings.length)
    ways.push(`${grouped(sure)} of these are of confidence high: --min-confidence high shows them alone.`);
  if (scan.source === "worktree") ways.push(`To see only what is new from now on: ${program} baseline write`);
  return ways;
}

function scanParts({ scan, suppressed, skipped, failures, stale }: Report): string[] {
  const parts = [`${SOURCE_WORDS[scan.source]}: ${plural(scan.files, "file")}`, bytesText(scan.bytes)];
  if (scan.source === "range" || scan.source === "history") parts.splice(1, 0, plural(scan.blobs, "blob"));
  if (scan.run) parts.push(durationText(scan.run.durationMs));
  parts.push(`${grouped(skipped.length)} skipped`, `${grouped(failures.length)} failed`);
  if (suppressed.length > 0) parts.push(`${grouped(suppressed.length)} suppressed`);
  if (stale.length > 0) parts.push(plural(stale.length, "stale exception"));
  return parts;
}

function joined(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 3 + columns(part) <= width) lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(part);
  }
  return lines;
}
