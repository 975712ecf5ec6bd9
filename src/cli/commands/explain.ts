/**
 * `secret-scan explain RULE-ID|FINGERPRINT|PATH:LINE`: why something was, or was not, reported.
 */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import type { Finding, Verdict } from "../../model/finding.js";
import { atLeastAsConfident, type Confidence } from "../../model/secret-type.js";
import { visible } from "../../report/text/visible.js";
import { wrap } from "../../report/text/width.js";
import { describeRule } from "../../rules/describe/describe-rule.js";
import { explainLine, type Judgement } from "../../scan/explain-line.js";
import { encodedFile } from "../../sources/encoded-path.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { loadRuleSet, type RuleSet } from "../rule-set.js";
import { resolveSettings, type Settings } from "../settings.js";
import { scanPaths } from "./scan.js";

const SIGNS: Readonly<Record<Verdict["outcome"], string>> = { pass: "ok", raise: "up", lower: "down", drop: "DROP" };
const WIDTH = 80;

export async function explainCommand(subject: string, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  const rules = await loadRuleSet(settings, io);
  const text = subject.startsWith("ss1:")
    ? await explainFingerprint(subject, settings, io)
    : rules.knownIds.has(subject)
      ? await explainRule(subject, rules)
      : await explainPlace(subject, rules, settings, io);
  await io.stdout.write(text);
  return EXIT.clean;
}

async function explainRule(id: string, rules: RuleSet): Promise<string> {
  const { cores, texts } = await rules.book();
  return describeRule({ ...cores.find((rule) => rule.id === id)!, ...texts().get(id)! });
}

async function explainFingerprint(fingerprint: string, settings: Settings, io: Io): Promise<string> {
  const report = await scanPaths([], { ...settings, minConfidence: "low", progress: false }, io);
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const found = all.filter((finding) => finding.fingerprint === fingerprint);
  if (found.length === 0) {
    throw new SecretScanError(
      "usage",
      `no finding has the fingerprint ${fingerprint}`,
      {},
      "`secret-scan --min-confidence low` shows what there is",
    );
  }
  return found.map((finding) => paragraph(heading(finding), finding.verdicts)).join("\n");
}

function heading({ path, startLine, startColumn, ruleId, masked, confidence }: Finding): string {
  return `${visible(path)}:${startLine}:${startColumn}  ${visible(masked)}\n  ${ruleId}: a finding of confidence ${confidence}`;
}

async function explainPlace(subject: string, rules: RuleSet, settings: Settings, io: Io): Promise<string> {
  const place = /^(.+):(\d+)$/.exec(subject);
  if (place === null) {
    throw new SecretScanError(
      "usage",
      `"${subject}" is no rule, no fingerprint and no PATH:LINE`,
      {},
      "`secret-scan rules list` shows the rules",
    );
  }
  const [, file = "", number = ""] = place;
  const bytes = await readNamed(file, io.cwd);
  const { cores } = await rules.book();
  const judgements = explainLine(cores, bytes, file, Number(number));
  if (judgements === undefined) throw new SecretScanError("usage", `there is no line ${number}`, { file }, "Lines count from 1");
  if (judgements.length === 0)
    return `${visible(subject)}: nothing on this line drew a rule's attention: no known prefix, no name of a secret with a literal.\n`;
  return judgements
    .map((judgement) => paragraph(placeHeading(file, number, judgement, settings.minConfidence), judgement.verdicts))
    .join("\n");
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

function placeHeading(file: string, line: string, judgement: Judgement, least: Confidence): string {
  const { startColumn, masked, ruleId, confidence } = judgement;
  const reported = confidence !== undefined && atLeastAsConfident(confidence, least);
  const verdict = confidence === undefined ? "no finding" : `a finding of confidence ${confidence}`;
  const level = confidence === undefined ? "" : `, ${reported ? "reported" : "not reported"} with --min-confidence ${least}`;
  return `${visible(file)}:${line}:${startColumn}  ${visible(masked)}\n  ${ruleId}: ${verdict}${level}`;
}

function paragraph(heading: string, verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap(({ step, outcome, detail }) => {
    const head = `    ${SIGNS[outcome].padEnd(5)}${step.padEnd(12)}`;
    return wrap(visible(detail), WIDTH - head.length).map((line, index) => (index === 0 ? head : " ".repeat(head.length)) + line);
  });
  return `${[heading, ...lines].join("\n")}\n`;
}
