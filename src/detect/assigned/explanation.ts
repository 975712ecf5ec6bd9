/**
 * What `explain` is told of an assigned secret: why a name drew nothing, what the place was, which features weighed.
 */

import type { Verdict } from "../../model/finding.js";
import type { Confidence } from "../../model/secret-type.js";
import { latin1 } from "../bytes.js";
import type { TextWindow, Trace } from "../match.js";
import type { Candidate } from "./candidate.js";
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

/** What `explain` says of a name without a literal, where nothing else stands on its line. */
export const NO_LITERAL: Verdict = {
  step: "context",
  outcome: "drop",
  detail: "the name of a secret, but what follows is no literal: code, a reference, a type or prose",
};

/** Says of a name that nothing is assigned to it. */
export function traceName(window: TextWindow, wordStart: number, wordIndex: number, trace: Trace): void {
  const { bytes, start, end } = window;
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

/** The verdicts of a value that became a finding. */
export function verdictsOf(candidate: Candidate, confidence: Confidence | undefined, detail: string): Verdict[] {
  const place = candidate.operator === "none" ? candidate.form : `${candidate.form}, operator \`${candidate.operator}\``;
  return [
    { step: "context", outcome: "pass", detail: `a literal${piecesOf(candidate)} is assigned (${place})` },
    { step: "model", outcome: confidence === "high" || confidence === "medium" ? "pass" : "lower", detail },
  ];
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
