/**
 * What `explain` writes of one finding, or of one candidate that became none.
 */

import type { Finding, Suppression, Verdict } from "../../model/finding.js";
import type { Report } from "../../model/report.js";
import { atLeastAsConfident, type Confidence } from "../../model/secret-type.js";
import type { Style } from "../../report/text/style.js";
import { visible } from "../../report/text/visible.js";
import { wrap } from "../../report/text/width.js";

const SIGNS: Readonly<Record<Verdict["outcome"], string>> = { pass: "ok", raise: "up", lower: "down", drop: "DROP" };
const WIDTH = 80;

/** A place with what came of it and each step's verdict below. */
export interface Explanation {
  /** As the reader named the file, `:` and the line. */
  readonly place: string;
  readonly column: number;
  readonly masked: string;
  readonly ruleId: string;
  /** `a finding of confidence high, reported …`, `no finding`. */
  readonly outcome: string;
  readonly verdicts: readonly Verdict[];
}

/** A finding, and what hid it. */
export interface Reported {
  readonly finding: Finding;
  readonly hidden: Suppression | undefined;
}

/** Those that are hidden behind those that are not. */
export function reportedIn({ findings, suppressed }: Report): Reported[] {
  return [
    ...findings.map((finding) => ({ finding, hidden: undefined })),
    ...suppressed.map(({ finding, ...hidden }) => ({ finding, hidden })),
  ];
}

/** @param file what stands in front of the line's number */
export function findingText({ finding, hidden }: Reported, file: string, least: Confidence, style: Style): string {
  const { ruleId, startLine, startColumn, masked, decodedFrom = [], verdicts } = finding;
  const inside: readonly Verdict[] =
    decodedFrom.length === 0 ? [] : [{ step: "decode", outcome: "pass", detail: `inside ${decodedFrom.join(" > ")}` }];
  const steps: readonly Verdict[] =
    verdicts.length > 0 ? verdicts : [{ step: "path", outcome: "pass", detail: "the file's name alone" }];
  const outcome = outcomeOf(finding.confidence, least, hidden);
  return explanationText(
    { place: `${file}:${startLine}`, column: startColumn, masked, ruleId, outcome, verdicts: [...inside, ...steps] },
    style,
  );
}

/** `a finding of confidence high, hidden by the allowlist: published in the documentation`. */
export function outcomeOf(confidence: Confidence, least: Confidence, hidden?: Suppression): string {
  const level = `a finding of confidence ${confidence}`;
  if (hidden !== undefined) {
    const by = hidden.by === "inline" ? "a comment at its line" : `the ${hidden.by}`;
    const until = hidden.expires === undefined ? "" : ` until ${hidden.expires}`;
    return `${level}, hidden by ${by}${until}${hidden.reason === undefined ? "" : `: ${visible(hidden.reason)}`}`;
  }
  return `${level}, ${atLeastAsConfident(confidence, least) ? "reported" : "not reported"} with --min-confidence ${least}`;
}

/** Lines of at most 80 columns, each with its line end. */
export function explanationText({ place, column, masked, ruleId, outcome, verdicts }: Explanation, style: Style): string {
  const said = wrap(`${ruleId}: ${outcome}`, WIDTH - 2).map((line) => `  ${line}`);
  const lines = verdicts.flatMap(({ step, outcome: verdict, detail }) => {
    const sign = SIGNS[verdict].padEnd(5);
    const head = `    ${verdict === "drop" ? style.red(sign) : sign}${step.padEnd(12)}`;
    const indent = " ".repeat(4 + sign.length + Math.max(12, step.length));
    return wrap(visible(detail), WIDTH - indent.length).map((line, index) => (index === 0 ? head : indent) + line);
  });
  return `${[`${style.cyan(`${visible(place)}:${column}`)}  ${visible(masked)}`, ...said, ...lines].join("\n")}\n`;
}
