/**
 * Rules for values without a shape of their own: 32 hex digits are a credential only where its provider's name belongs to them.
 *
 * Owns what "belongs" means: the name of the value, its statement, or the key path above it, and what each is worth.
 */

import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import type { Confidence } from "../model/secret-type.js";
import type { ContextTable } from "../prefilter/tables.js";
import { hasLeftBorder } from "./borders.js";
import { isTokenByte, isValueByte, latin1 } from "./bytes.js";
import { createContextFit } from "./context-fit.js";
import { SECRET_WORDS, VALUE_NAME, VALUE_NAME_LENGTH } from "./context-names.js";
import { BORDERS, KIND } from "./context-stretch.js";
import { createContextWords } from "./context-words.js";
import { judge } from "./judge.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { aboveOf, hostBefore, labelOf, leftOf, nameBefore, rightOf } from "./reach.js";
import type { RawMatch, RuleMatcher } from "./rule-matcher.js";

export interface ContextRules {
  /** For the prefilter: it drops what has no word of these around it. */
  table(): ContextTable;
  /** Judges the value around [start, end): a run of token characters, or a value that a name announced. */
  judgeValue(window: TextWindow, start: number, end: number, out: Match[], trace?: Trace): void;
}

/** How far left of the run a value may begin, over punctuation that unquoted values hold. */
const EXTENSION = 64;

type Level = 0 | 1 | 2 | 3;

export function createContextRules(rules: readonly RuleCore[], matcherOf: (ruleIndex: number) => RuleMatcher): ContextRules {
  const byWord = new Map<string, number[]>();
  rules.forEach((rule, ruleIndex) => {
    if (rule.kind !== "context") return;
    for (const word of rule.context) {
      const indexes = byWord.get(word);
      if (indexes === undefined) byWord.set(word, [ruleIndex]);
      else indexes.push(ruleIndex);
    }
  });
  const providers = [...byWord.keys()].sort();
  const rulesOf = providers.map((word) => byWord.get(word)!);
  const texts = [...providers, ...SECRET_WORDS];
  const words = createContextWords(texts);
  const { mayFit, fitsOf } = createContextFit(rules);
  // by provider how near it stands, 0: not at all; `near`: those that do, the nearest first
  const levels = new Uint8Array(providers.length);
  const near: number[] = [];

  /** Takes the providers that stand in a stretch; returns whether the word of a secret does. */
  const note = (window: TextWindow, { start, end }: Span, level: Level): boolean => {
    if (start === end) return false;
    const hits = words.find(window, start, end);
    let isSecret = false;
    for (let i = hits.first; i < hits.end; i++) {
      if (hits.to[i]! > end) continue;
      const word = hits.word[i]!;
      if (word >= providers.length) isSecret = true;
      else if (levels[word] === 0) {
        levels[word] = level + 1;
        near.push(word);
      }
    }
    return isSecret;
  };

  const holds = (window: TextWindow, { start, end }: Span, word: number): boolean => {
    const hits = words.find(window, start, end);
    for (let i = hits.first; i < hits.end; i++) if (hits.word[i] === word && hits.to[i]! <= end) return true;
    return false;
  };

  return {
    table: () => ({ ...words.table, texts, kinds: KIND, borders: BORDERS, fits: fitsOf(rulesOf), providers: providers.length }),
    judgeValue(window, start, end, out, trace) {
      const { bytes } = window;
      const left = leftOf(window, start);
      const name = nameBefore(bytes, left);
      // once for all of the line: the name is a part of it
      if (left.start < left.end) words.find(window, left.start, left.end);
      const secretName = note(window, name, 0);
      const host = hostBefore(window, start);
      if (host !== undefined) note(window, host, 0);
      const secretLine = note(window, left, 1) || secretName;
      // "… is the Acme api key", `… WHERE name = 'acme_api_key'`: the provider and what it is both stand behind
      const secretBehind = near.length === 0 && note(window, rightOf(window, end), 1) && !goesOn(window, end);
      // `api_key:` below `provider:` is a key path, `default =` below `variable "provider_token" {` as well; other names have none
      const isDefault =
        !secretName && VALUE_NAME.has(latin1(bytes, name.start, Math.min(name.end, name.start + VALUE_NAME_LENGTH)));
      const secretAbove = (secretName || isDefault) && note(window, aboveOf(window, left), 2);
      const secretPath = secretName || secretAbove || (isDefault && secretLine);
      const label = near.length === 0 ? labelOf(window, left, end) : undefined;
      if (label !== undefined) note(window, label, 3);
      if (near.length === 0) return;

      let starts: readonly number[] | undefined;
      for (const word of near) {
        const level = (levels[word]! - 1) as Level;
        levels[word] = 0;
        for (const ruleIndex of rulesOf[word]!) {
          if (!mayFit(ruleIndex, window, start, end)) continue;
          const matcher = matcherOf(ruleIndex);
          starts ??= possibleStarts(window, start);
          const raw = firstWhole(window, matcher, starts, start, end);
          if (raw === undefined) continue;
          // the name before an unquoted value with punctuation stands before its true start
          const isNamed =
            raw.matchStart < start && level === 1 && holds(window, nameBefore(bytes, leftOf(window, raw.matchStart)), word);
          const verdict = { step: "context", outcome: "pass", detail: describe(providers[word]!, level) } as const;
          const confidence = confidenceOf(matcher.rule.confidence, isNamed ? 0 : level, secretPath, secretLine || secretBehind);
          const assignedTo = name.end > name.start ? { assignedTo: latin1(bytes, name.start, name.end) } : {};
          const match = judge(window, matcher.rule, raw, { verdict, confidence, ...assignedTo }, trace);
          if (match !== undefined) out.push(match);
        }
      }
      near.length = 0;
    },
  };
}

function confidenceOf(most: Confidence, level: Level, secretPath: boolean, secretLine: boolean): Confidence {
  if (level === 0) return most;
  if (level === 1) return secretLine ? most : "low";
  if (level === 3) return most;
  return secretPath ? most : "low";
}

function describe(word: string, level: Level): string {
  const where =
    level === 0
      ? "in the value's name"
      : level === 1
        ? "in the same statement"
        : level === 3
          ? "on the line above"
          : "in the lines that lead to it";
  return `"${word}" stands ${where} and the value has the rule's shape`;
}

/** `COMMIT:PATH:RULE`: a part of something that is told apart by colons. */
function goesOn({ bytes }: TextWindow, end: number): boolean {
  return bytes[end] === 0x3a && bytes[end + 1]! > 0x20;
}

/** The run's start, and each place left of it where an unquoted value with punctuation may begin. */
function possibleStarts(window: TextWindow, runStart: number): number[] {
  const { bytes } = window;
  const starts = [runStart];
  const limit = Math.max(window.start, runStart - EXTENSION);
  let at = runStart;
  while (at > limit && isValueByte(bytes[at - 1])) {
    at--;
    if (at === window.start || !isTokenByte(bytes[at - 1])) starts.push(at);
  }
  return starts;
}

function firstWhole(
  window: TextWindow,
  matcher: RuleMatcher,
  starts: readonly number[],
  runStart: number,
  runEnd: number,
): RawMatch | undefined {
  for (const at of starts) {
    if (!hasLeftBorder(window, at)) continue;
    const raw = matcher.matchAt(window, at);
    if (raw === undefined || raw.matchStart > runStart || raw.matchEnd < runEnd) continue;
    if (!endsInside(window, raw.matchEnd)) return raw;
  }
  return undefined;
}

/** True when the text goes on as base64 does: what matched is a piece of something longer. */
function endsInside({ bytes, end }: TextWindow, at: number): boolean {
  if (at >= end) return false;
  return bytes[at] === 0x2b || (bytes[at] === 0x3d && bytes[at - 1] !== 0x3d && isTokenByte(bytes[at + 1]));
}
