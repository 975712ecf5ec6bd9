/**
 * What `explain` is told of an assigned secret: why a name drew nothing, what the place was, which features weighed.
 */

import type { Verdict } from "../../model/finding.js";
import type { Confidence } from "../../model/secret-type.js";
import { latin1 } from "../bytes.js";
import type { TextWindow, Trace } from "../match.js";
import type { Candidate } from "./candidate.js";
import { callName } from "./credential-call.js";
import type { FeatureRow } from "./feature-names.js";
import { contributions } from "./model.js";
import { ruleByName } from "./rule-choice.js";
import { identifierEnd, identifierStart } from "./text.js";
import { isWordOfName } from "./word-borders.js";
import { WORD_KINDS } from "./words.js";

export const OF_WORDS: Verdict = {
  step: "context",
  outcome: "drop",
  detail: "letters alone, under a name that is as often one of something public",
};

/** What `explain` says of a name without a literal. */
const NO_LITERAL: Verdict = {
  step: "context",
  outcome: "drop",
  detail: "the name of a secret, but what follows is no literal: code, a reference, a type or prose",
};

/** What `explain` says of a call that takes a password by its place, where none of its arguments is one. */
const NO_ARGUMENT: Verdict = {
  step: "context",
  outcome: "drop",
  detail: "a call that takes a password by its place, but no literal that looks like one stands there",
};

/** True for what is said of a name or a call without a literal: worth a word only where nothing else stands on the line. */
export function isOfNoLiteral(verdict: Verdict): boolean {
  return verdict === NO_LITERAL || verdict === NO_ARGUMENT;
}

/** Says of a name that nothing is assigned to it, or of a call that nothing is handed to it. */
export function traceName(window: TextWindow, wordStart: number, wordIndex: number, trace: Trace): void {
  const { bytes, start, end } = window;
  if (WORD_KINDS[wordIndex] === "call") {
    const name = callName(window, wordStart);
    if (name !== undefined) trace("assigned-password", name.start, name.end, NO_ARGUMENT);
    return;
  }
  if (WORD_KINDS[wordIndex] !== "name" || !isWordOfName(bytes, wordStart, wordIndex)) return;
  const nameStart = identifierStart(bytes, wordStart, start);
  const nameEnd = identifierEnd(bytes, wordStart, end);
  trace(ruleByName(latin1(bytes, nameStart, nameEnd)), nameStart, nameEnd, NO_LITERAL);
}

export const STANDS_IN: Verdict = {
  step: "fallback",
  outcome: "raise",
  detail: "the literal is the secret wherever the variable is not set",
};

/** The verdicts of a value that became a finding. @param name as written */
export function verdictsOf(candidate: Candidate, name: string, confidence: Confidence | undefined, detail: string): Verdict[] {
  return [
    { step: "context", outcome: "pass", detail: `a literal${piecesOf(candidate)} ${placeOf(candidate, name)}` },
    { step: "model", outcome: confidence === "high" || confidence === "medium" ? "pass" : "lower", detail },
  ];
}

/** `is assigned (quoted, operator …)`, `stands where "login" takes a password`, `follows "enable secret"`. */
function placeOf({ form, operator }: Candidate, name: string): string {
  if (form === "call") return `stands where the call \`${name}\` takes a password`;
  if (form === "flag") return `follows \`${name}\``;
  return `is assigned (${operator === "none" ? form : `${form}, operator \`${operator}\``})`;
}

function piecesOf({ joints }: Candidate): string {
  return joints === undefined ? "" : ` of ${joints.length + 1} pieces`;
}

/** `probability 0.93: valueBits 6.8 +1.2, nameHasPassword 1 +0.8, …`: the eight features that weigh most. */
export function explained(probability: number, row: FeatureRow): string {
  const parts = contributions(row)
    .slice(0, 8)
    .map(
      ({ feature, value, weight }) => `${feature} ${Math.round(value * 100) / 100} ${weight < 0 ? "" : "+"}${weight.toFixed(1)}`,
    );
  return `probability ${probability.toFixed(2)}: ${parts.join(", ")}`;
}
