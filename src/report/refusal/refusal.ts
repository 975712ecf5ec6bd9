/**
 * What a person sees when a hook refuses a commit or a push: what, where, why, and the exact commands to go on. One screen.
 *
 * Pure: from the report and what the hook knows of its surroundings to text.
 */

import type { Finding } from "../../model/finding.js";
import type { Report } from "../../model/report.js";
import type { PrettyContext } from "../pretty-context.js";
import { writeFrame } from "../pretty-frame.js";
import { createStyle } from "../text/style.js";
import { visible } from "../text/visible.js";
import { wrap } from "../text/width.js";
import { isKnown, locationText, plural, reasonText, whyOf } from "../text/words.js";
import { type Remedy, remedies } from "./remedies.js";

/** Which hook refuses. */
export type RefusalStage = "commit" | "message" | "push" | "receive";

export interface RefusalOptions {
  readonly stage: RefusalStage;
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  /** What the user types to run the program: `secret-scan`, or `npx secret-scan`. */
  readonly program: string;
  /** False before the first commit. */
  readonly hasHead: boolean;
  /** Where the user stands, relative to the repository's root: "" or with a final `/`. */
  readonly from: string;
  /** Commit that HEAD is at; undefined before the first. */
  readonly tip?: string;
  /** The index that git made for this commit alone: of `git commit -a`, or of one that names its paths. */
  readonly ownIndex?: "all" | "paths";
  /** Criticality and change of the allowlist decide; false for a finding below `--fail-on`. */
  blocks(finding: Finding): boolean;
  /** Files of exceptions that were changed, and that blocks. */
  readonly protectedFiles: readonly string[];
}

/** Findings shown, the first with its frame; the others are counted: the whole stays on a screen of 24 lines. */
const SHOWN = 4;
const REASONS = 5;

/** Empty when there is nothing to say; else text that ends in a line feed. */
export function writeRefusal(report: Report, options: RefusalOptions): string {
  const style = createStyle(options.color);
  const context: PrettyContext = { style, width: Math.max(40, options.width), verbose: false, program: options.program };
  const blocking = report.findings.filter(options.blocks);
  const lines: string[] = [];
  if (blocking.length > 0) lines.push(...refused(blocking, report, options, context));
  if (options.protectedFiles.length > 0) {
    lines.push(
      style.red.bold(`secret-scan: ${NOUNS[options.stage]} refused: ${options.protectedFiles.join(" and ")} changed`),
      "",
    );
  }
  if (report.failures.length > 0) lines.push(...incomplete(report, options, context));
  const known = report.findings.filter(isKnown).length;
  if (known > 0)
    lines.push(`secret-scan: ${plural(known, "older secret")} in files you touched; \`${options.program}\` shows them`);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

const NOUNS: Readonly<Record<RefusalStage, string>> = { commit: "commit", message: "commit", push: "push", receive: "push" };

function refused(blocking: readonly Finding[], report: Report, options: RefusalOptions, context: PrettyContext): string[] {
  const { style, width } = context;
  const noun = report.scan.source === "stdin" ? "secret" : "new secret";
  const lines = [style.red.bold(`secret-scan: ${NOUNS[options.stage]} refused: ${plural(blocking.length, noun)}`)];
  const [first, ...others] = blocking;
  if (first !== undefined) lines.push(...found(first, context));
  for (const finding of others.slice(0, SHOWN - 1)) lines.push(inOneLine(finding, context));
  if (blocking.length > SHOWN) lines.push(`  and ${blocking.length - SHOWN} more: ${SHOW_ALL[options.stage](options.program)}`);
  lines.push("", ...wrap(LEAD[options.stage], width));
  for (const [index, remedy] of remedies(blocking, options).entries()) lines.push(...written(remedy, index + 1, context));
  return lines;
}

const SHOW_ALL: Readonly<Record<RefusalStage, (program: string) => string>> = {
  commit: (program) => `${program} staged`,
  message: (program) => `${program} stdin < the message`,
  push: (program) => `${program} history`,
  receive: () => "scan the commits with secret-scan range",
};

const LEAD: Readonly<Record<RefusalStage, string>> = {
  commit: "Nothing has left this machine: nothing needs to be rotated. To commit, first do one of these:",
  message: "Nothing has left this machine: nothing needs to be rotated. Do one of these:",
  push: "These commits were not pushed. A secret that went out before, by another branch or remote, must be rotated first.",
  receive: "The server took nothing of this push. A secret that was pushed anywhere else must be rotated first.",
};

function found(finding: Finding, context: PrettyContext): string[] {
  const { style, width } = context;
  const why = wrap(whyOf(finding).join("; "), width - 8).slice(0, 2);
  const commit = finding.commit === undefined ? "" : style.dim(`  in ${finding.commit.slice(0, 12)}`);
  return [
    `  ${style.red(finding.criticality)}  ${style.bold(visible(finding.ruleName))}  ${style.dim(visible(finding.masked))}`,
    `  ${style.cyan(visible(locationText(finding)))}${commit}`,
    ...(finding.frame === undefined ? [] : writeFrame(finding.frame, finding.startLine, context)),
    ...why.map((line, index) => `  ${index === 0 ? "why  " : "     "} ${visible(line)}`),
  ];
}

/** What stands behind the first: what and where, so that nothing is lost that `allow` or a look needs. */
function inOneLine(finding: Finding, { style }: PrettyContext): string {
  const what = `${style.red(finding.criticality)}  ${visible(finding.ruleName)}  ${style.dim(visible(finding.masked))}`;
  return `  ${what}  ${style.cyan(visible(locationText(finding)))}`;
}

function written({ title, commands }: Remedy, number: number, { style, width }: PrettyContext): string[] {
  const text = wrap(title, width - 5).map((line, index) => `${index === 0 ? `  ${number}. ` : "     "}${line}`);
  return [...text, ...commands.map((command) => `       ${style.bold(command)}`)];
}

function incomplete({ failures }: Report, { stage }: RefusalOptions, { style, width }: PrettyContext): string[] {
  const heading = `secret-scan: ${NOUNS[stage]} refused: ${plural(failures.length, "object")} could not be read`;
  const reasons = failures
    .slice(0, REASONS)
    .flatMap((failure) => wrap(visible(reasonText(failure)), width - 2).map((line) => `  ${line}`));
  const rest = failures.length > REASONS ? [`  and ${failures.length - REASONS} more`] : [];
  const way = BYPASS[stage];
  return [
    style.red.bold(heading),
    ...reasons,
    ...rest,
    ...(way === "" ? [] : [`Mend that, or go on without this check: ${way}`]),
    "",
  ];
}

/** How to go on without the hook. */
export const BYPASS: Readonly<Record<RefusalStage, string>> = {
  commit: "git commit --no-verify",
  message: "git commit --no-verify",
  push: "git push --no-verify",
  receive: "",
};
