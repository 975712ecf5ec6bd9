/**
 * Rules for values without a shape of their own: 32 hex digits are a credential only where its provider's name belongs to them.
 *
 * Owns what "belongs" means: the name of the value, its statement, or the key path above it, and what each is worth.
 */

import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import type { Confidence } from "../model/secret-type.js";
import { hasLeftBorder } from "./borders.js";
import { isAlnumByte, isTokenByte, isValueByte, latin1 } from "./bytes.js";
import { createContextWords } from "./context-words.js";
import { judge } from "./judge.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { type Reach, reachOf } from "./reach.js";
import type { RawMatch, RuleMatcher } from "./rule-matcher.js";

export interface ContextRules {
  /** Judges the value around [start, end): a run of token characters, or a value that a name announced. */
  judgeValue(window: TextWindow, start: number, end: number, out: Match[], trace?: Trace): void;
}

/** Words that say "the value is a credential", whoever's it is. */
const SECRET_WORDS = [
  "key",
  "token",
  "secret",
  "auth",
  "authorization",
  "pass",
  "password",
  "passwd",
  "pwd",
  "cred",
  "credential",
  "credentials",
  "apikey",
  "access",
  "bearer",
  "pat",
  "signature",
  "webhook",
  "license",
  "sid",
];

/** How far left of the run a value may begin, over punctuation that unquoted values hold. */
const EXTENSION = 64;

const SLASH = 0x2f;
const HOST_BEFORE = /:\/\/([a-z0-9.-]{4,64})(?::[0-9]{2,5})?(?:\/(?:api|rpc|ws|v[0-9]{1,2})){0,2}\/$/i;

/** A line above a bare value that is longer than this is text or data, not a label. */
const LABEL_LENGTH = 100;

type Level = 0 | 1 | 2 | 3;

export function createContextRules(rules: readonly RuleCore[], matcherOf: (ruleIndex: number) => RuleMatcher): ContextRules {
  const byWord = new Map<string, number[]>();
  let shortest = Number.POSITIVE_INFINITY;
  rules.forEach((rule, ruleIndex) => {
    if (rule.kind !== "context") return;
    shortest = Math.min(shortest, rule.minLength);
    for (const word of rule.context) byWord.set(word, [...(byWord.get(word) ?? []), ruleIndex]);
  });
  const words = [...byWord.keys()].sort();
  const rulesOf = words.map((word) => byWord.get(word)!);
  const providers = createContextWords(words);
  const secretWords = createContextWords(SECRET_WORDS);
  const levels = new Int8Array(words.length);

  const mentionsSecret = (bytes: Uint8Array, start: number, end: number): boolean => {
    let found = false;
    secretWords.find(bytes, start, end, () => {
      found = true;
    });
    return found;
  };

  const holds = (bytes: Uint8Array, { start, end }: Span, wordIndex: number): boolean => {
    let found = false;
    providers.find(bytes, start, end, (index) => {
      found ||= index === wordIndex;
    });
    return found;
  };

  return {
    judgeValue(window, start, end, out, trace) {
      const { bytes } = window;
      const reach = reachOf(window, start, end);
      const hits: number[] = [];
      const note = (level: Level) => (wordIndex: number) => {
        if (levels[wordIndex] !== 0) return;
        levels[wordIndex] = level + 1;
        hits.push(wordIndex);
      };
      const secretName = mentionsSecret(bytes, reach.name.start, reach.name.end);
      providers.find(bytes, reach.name.start, reach.name.end, note(0));
      const host = hostBefore(window, start);
      if (host !== undefined) providers.find(bytes, host.start, host.end, note(0));
      providers.find(bytes, reach.left.start, reach.left.end, note(1));
      if (hits.length === 0) providers.find(bytes, reach.right.start, reach.right.end, note(1));
      // `api_key:` below `provider:` is a key path; a value whose name says nothing has none
      if (secretName) providers.find(bytes, reach.above.start, reach.above.end, note(2));
      const label = hits.length === 0 ? labelOf(window, reach) : undefined;
      if (label !== undefined) providers.find(bytes, label.start, label.end, note(3));
      if (hits.length === 0) return;

      const secretLine = secretName || mentionsSecret(bytes, reach.left.start, reach.left.end);
      const starts = possibleStarts(window, start);
      const assignedTo = reach.name.end > reach.name.start ? latin1(bytes, reach.name.start, reach.name.end) : undefined;
      for (const wordIndex of hits) {
        const level = (levels[wordIndex]! - 1) as Level;
        levels[wordIndex] = 0;
        for (const ruleIndex of rulesOf[wordIndex]!) {
          const matcher = matcherOf(ruleIndex);
          const raw = firstWhole(window, matcher, starts, start, end);
          if (raw === undefined) continue;
          // the name before an unquoted value with punctuation stands before its true start
          const trueName = raw.matchStart < start ? reachOf(window, raw.matchStart, raw.matchEnd).name : reach.name;
          const isNamed = raw.matchStart < start && level === 1 && holds(bytes, trueName, wordIndex);
          const verdict = { step: "context", outcome: "pass", detail: describe(words[wordIndex]!, level) } as const;
          const confidence = confidenceOf(matcher.rule.confidence, isNamed ? 0 : level, secretName, secretLine);
          const match = judge(
            window,
            matcher.rule,
            raw,
            { verdict, confidence, ...(assignedTo === undefined ? {} : { assignedTo }) },
            trace,
          );
          if (match !== undefined) out.push(match);
        }
      }
    },
  };
}

function confidenceOf(most: Confidence, level: Level, secretName: boolean, secretLine: boolean): Confidence {
  if (level === 0) return most;
  if (level === 1) return secretLine ? most : "low";
  if (level === 3) return most;
  return secretName ? most : "low";
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

/** A host that the value is the first part of the path of, but for a version: `https://mainnet.provider.io/v3/VALUE`. */
function hostBefore({ bytes, start }: TextWindow, valueStart: number): Span | undefined {
  if (valueStart <= start || bytes[valueStart - 1] !== SLASH) return undefined;
  const before = latin1(bytes, Math.max(start, valueStart - 96), valueStart);
  const host = HOST_BEFORE.exec(before)?.[1];
  if (host === undefined) return undefined;
  const from = valueStart - (before.length - before.lastIndexOf(host));
  return { start: from, end: from + host.length };
}

/** The short line right above a value that is alone on its line: what people write over a pasted key. Never a piece of data. */
function labelOf({ bytes, start }: TextWindow, reach: Reach): Span | undefined {
  for (let at = reach.left.start; at < reach.left.end; at++) if (isAlnumByte(bytes[at]!)) return undefined;
  for (let at = reach.right.start; at < reach.right.end; at++) if (isAlnumByte(bytes[at]!)) return undefined;
  let end = reach.left.start;
  while (end > start && bytes[end - 1]! <= 0x20) end--;
  let from = end;
  let run = 0;
  while (from > start && end - from < LABEL_LENGTH && bytes[from - 1] !== 0x0a) {
    from--;
    run = isTokenByte(bytes[from]) ? run + 1 : 0;
    if (run > 40) return undefined;
  }
  return end - from < LABEL_LENGTH && end > from ? { start: from, end } : undefined;
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
