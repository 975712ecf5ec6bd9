/**
 * Why a line was, or was not, reported: what a scan of its file reports on it, which sees decoded text, archives, names and exceptions,
 * and beside it what the detector made of candidates that are in no report.
 */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import type { Finding } from "../../model/finding.js";
import type { Report } from "../../model/report.js";
import { createStyle, type Style } from "../../report/text/style.js";
import { visible } from "../../report/text/visible.js";
import { explainLine, type Judgement } from "../../scan/explain-line.js";
import { encodedFile } from "../../sources/encoded-path.js";
import { scanPaths } from "../commands/scan.js";
import type { Io } from "../io.js";
import type { RuleSet } from "../rule-set.js";
import type { Settings } from "../settings.js";
import { explanationText, findingText, outcomeOf, type Reported, reportedIn } from "./explanation-text.js";
import { type NamedPlace, placeOf } from "./named-place.js";

/** What is told of one line; a minified one may hold thousands of candidates. */
const MOST = 20;

/** A paragraph, and the columns that it speaks of: 1-based, `end` exclusive. */
interface Told {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * @param subject `PATH:LINE` or `PATH:LINE:COLUMN`, relative to the current folder
 * @returns undefined where the subject has no such form
 * @throws SecretScanError `usage` for a file that cannot be read, or has no such line
 */
export async function explainPlace(subject: string, rules: RuleSet, settings: Settings, io: Io): Promise<string | undefined> {
  const place = placeOf(subject, io.cwd);
  if (place === undefined) return undefined;
  const { file, line, column } = place;
  const report = await scanOf(file, rules, settings, io);
  const leftOut = [...report.skipped, ...report.failures].map(
    ({ reason }) => `${visible(file)}: not scanned: ${visible(reason)}\n`,
  );
  const reported = reportedOn(report, place);
  const { cores } = await rules.book();
  const judgements = explainLine(cores, await readNamed(file, io.cwd), file, line);
  if (judgements === undefined && reported.length === 0)
    throw new SecretScanError("usage", `there is no line ${line}`, { file }, "Lines count from 1");
  const style = createStyle(settings.color);
  const told = [
    ...reported.map((one) => toldOf(one, place, settings, style)),
    ...(judgements ?? [])
      .filter((judgement) => !reported.some(({ finding }) => isSame(finding, judgement)))
      .map((judgement) => toldOfJudgement(judgement, place, settings, report, style)),
  ].sort((a, b) => a.start - b.start);
  if (told.length === 0) {
    const nothing = "nothing on this line drew a rule's attention: no known prefix, no name of a secret with a literal.";
    return `${leftOut.join("")}${visible(file)}:${line}: ${nothing}\n`;
  }
  const meant = told.filter(({ start, end }) => column !== undefined && start <= column && (column < end || start === column));
  const shown = meant.length > 0 ? meant : told.slice(0, MOST);
  const rest = meant.length > 0 ? 0 : told.length - shown.length;
  const more = rest > 0 ? `\n… and ${rest} more on this line: PATH:LINE:COLUMN asks for one.\n` : "";
  return [...leftOut, shown.map(({ text }) => text).join("\n"), more].join("");
}

/** Nothing of it is printed: warnings are for the file's own scan. */
function scanOf(file: string, rules: RuleSet, settings: Settings, io: Io): Promise<Report> {
  return scanPaths([file], { ...settings, minConfidence: "low", progress: false, quiet: true }, io, undefined, rules);
}

function reportedOn(report: Report, { line }: NamedPlace): Reported[] {
  return reportedIn(report).filter(
    ({ finding: { startLine, endLine, pairedWith } }) => (startLine <= line && line <= endLine) || pairedWith?.startLine === line,
  );
}

function isSame(finding: Finding, judgement: Judgement): boolean {
  if (finding.ruleId !== judgement.ruleId) return false;
  // the bytes of an archive may hold an entry's text as it is
  return (
    finding.startColumn === judgement.startColumn || (finding.decodedFrom !== undefined && finding.masked === judgement.masked)
  );
}

function toldOf(one: Reported, { file, line }: NamedPlace, settings: Settings, style: Style): Told {
  const { finding } = one;
  const text = findingText(one, file, settings.minConfidence, style);
  return {
    start: finding.startLine === line ? finding.startColumn : 1,
    end: finding.endLine === line ? finding.endColumn : Number.POSITIVE_INFINITY,
    text,
  };
}

function toldOfJudgement(judgement: Judgement, place: NamedPlace, settings: Settings, report: Report, style: Style): Told {
  const { startColumn, endColumn, masked, ruleId, verdicts, confidence } = judgement;
  const outcome =
    confidence === undefined
      ? "no finding"
      : (notLookedFor(ruleId, settings, report) ?? outcomeOf(confidence, settings.minConfidence));
  const text = explanationText(
    { place: `${place.file}:${place.line}`, column: startColumn, masked, ruleId, outcome, verdicts },
    style,
  );
  return { start: startColumn, end: endColumn, text };
}

/** Why what the detector sees is in no report. */
function notLookedFor(ruleId: string, { only, excludeRules }: Settings, { skipped, findings }: Report): string | undefined {
  if (only.length > 0 && !only.includes(ruleId)) return "not looked for: --only leaves its rule out";
  if (excludeRules.includes(ruleId)) return "not looked for: --exclude-rule leaves its rule out";
  if (skipped.length > 0) return "not looked for: the file is left out";
  const pair = findings.find(({ pairedWith }) => pairedWith?.ruleId === ruleId);
  return pair === undefined ? undefined : `told with ${pair.ruleId} at line ${pair.startLine}, which it belongs to`;
}

/** @param file as typed, or as a report names what is not UTF-8 */
async function readNamed(file: string, cwd: string): Promise<Buffer> {
  try {
    return await readFile(resolve(cwd, file));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const encoded = code === "ENOENT" ? encodedFile(file, cwd) : undefined;
    if (encoded !== undefined) return readFile(encoded.absolute);
    throw new SecretScanError("usage", `cannot be read (${code ?? "unknown error"})`, { file }, "Check the path", { cause });
  }
}
