/**
 * One finding at a terminal.
 */

import type { Finding, PairedPlace, Verdict } from "../model/finding.js";
import type { Criticality } from "../model/secret-type.js";
import type { PrettyContext } from "./pretty-context.js";
import { writeFrame } from "./pretty-frame.js";
import { visible } from "./text/visible.js";
import { wrap } from "./text/width.js";
import { historyText, isKnown, kindText, locationText, plural, whyOf } from "./text/words.js";

/** Further places that are named before the rest is only counted. */
const PLACES_SHOWN = 3;

const LABEL_WIDTH = 9;

/** What stands above already, and is not said again; `writeFinding` adds to it. */
export interface Told {
  /** Ids of rules whose remedy was told. */
  readonly rules: Set<string>;
  /** The first place of each secret, by its fingerprint. */
  readonly secrets: Map<string, Finding>;
}

/** Lines without line ends. Everything from the repository is made visible; nothing of the secret but its mask is there. */
export function writeFinding(finding: Finding, context: PrettyContext, told: Told): string[] {
  const { style, width } = context;
  const level = painted(finding.criticality, context);
  const title = wrap(
    `${visible(finding.ruleName)} (${visible(finding.ruleId)})${isKnown(finding) ? ", already in the base" : ""}`,
    width - 12,
  );
  const lines = title.map((line, index) => (index === 0 ? `  ${level} ${style.bold(line)}` : `           ${style.bold(line)}`));
  lines.push(`  ${style.cyan(visible(locationText(finding)))}`);
  if (finding.frame) lines.push(...writeFrame(finding.frame, finding.startLine, context));
  const first = told.secrets.get(finding.fingerprint);
  if (first === undefined) told.secrets.set(finding.fingerprint, finding);
  else lines.push(...field("same", `the secret at ${placeFrom(first, finding)}, above`, context));
  lines.push(...field("what", whatText(finding), context), ...field("why", whyText(finding, context.verbose), context));
  if (finding.pairedWith) lines.push(...field("with", pairText(finding.pairedWith), context));
  if (finding.decodedFrom?.length) lines.push(...field("inside", finding.decodedFrom.join(" > "), context));
  if (finding.commit)
    lines.push(...field("commit", [finding.commit, finding.author, finding.date].filter(Boolean).join(" "), context));
  if (finding.alsoIn?.length) lines.push(...field("also in", placesText(finding), context));
  if (finding.history) lines.push(...field("today", historyText(finding.history), context));
  if (first !== undefined) return lines;
  const now = told.rules.has(finding.ruleId) ? "as above, for the first finding of this rule" : nowText(finding);
  told.rules.add(finding.ruleId);
  return [...lines, ...field("now", now, context), ...allowLines(finding, context)];
}

/** `line 12` of the same file, else `path:12`. */
function placeFrom({ path, startLine }: Finding, here: Finding): string {
  return path === here.path ? `line ${startLine}` : `${path}:${startLine}`;
}

function allowLines({ fingerprint }: Finding, { style, width, program }: PrettyContext): string[] {
  const label = `  ${style.dim("allow".padEnd(LABEL_WIDTH))}`;
  const command = `${program} allow ${visible(fingerprint)}`;
  const reason = '--reason "…"';
  if (LABEL_WIDTH + 2 + command.length + 1 + reason.length <= width) return [`${label}${command} ${reason}`];
  return [`${label}${command} \\`, `  ${" ".repeat(LABEL_WIDTH)}  ${reason}`];
}

function painted(criticality: Criticality, { style }: PrettyContext): string {
  const text = criticality.padEnd(8);
  if (criticality === "critical") return style.red.bold(text);
  if (criticality === "high") return style.red(text);
  return criticality === "moderate" ? style.yellow(text) : style.blue(text);
}

function whatText({ confidence, masked, assignedTo, ...of }: Finding): string {
  const name = assignedTo ? `, assigned to ${assignedTo}` : "";
  return `${kindText(of)}, ${masked}${name} (confidence ${confidence})`;
}

function pairText({ what, masked, startLine }: PairedPlace): string {
  return `${what} ${masked} at line ${startLine}`;
}

function whyText(finding: Finding, verbose: boolean): string {
  if (!verbose) return whyOf(finding).join("; ");
  return (
    finding.verdicts.map(({ step, outcome, detail }: Verdict) => `${step} ${outcome}: ${detail}`).join("; ") ||
    whyOf(finding).join("; ")
  );
}

function placesText({ alsoIn = [] }: Finding): string {
  const shown = alsoIn.slice(0, PLACES_SHOWN).map(({ path, startLine }) => `${path}:${startLine}`);
  const rest = alsoIn.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${plural(rest, "further place")}` : "");
}

function nowText({ remediation: { steps, revokeUrl, documentationUrl } }: Finding): string[] {
  const numbered = steps.map((step, index) => (steps.length === 1 ? step : `${index + 1}. ${step}`));
  const known = numbered.join(" ");
  for (const url of [revokeUrl, documentationUrl]) if (url && !known.includes(url)) numbered.push(url);
  return numbered;
}

/** A labelled text; a list starts each of its items on a line of its own. */
function field(label: string, text: string | readonly string[], { style, width }: PrettyContext): string[] {
  const items = typeof text === "string" ? [text] : text;
  const lines = items.flatMap((item) => wrap(visible(item), width - LABEL_WIDTH - 2));
  return lines.map((line, index) => `  ${style.dim((index === 0 ? label : "").padEnd(LABEL_WIDTH))}${line}`);
}
