/**
 * By what a rule's matches are found: the rule's kind, with its prefixes, literals or context words.
 *
 * Owns the decision and the checks that go with it. What a kind means at run time is in `model/rule.ts`.
 */

import { LITERAL_REACH, type RuleCore, type RuleText } from "../../model/rule.js";
import { MAX_LITERAL_BYTES, prefixLiterals } from "../packed/prefix-literals.js";
import { checkPrefixes, fixedStarts, sureRunAt } from "../pattern/fixed-start.js";
import { sureLiteral } from "../pattern/sure-literal.js";
import type { PatternFacts } from "./pattern-facts.js";
import type { ReadRule } from "./rule-fields.js";
import { type Cursor, fail } from "./yaml-reader.js";

export type Anchors = Pick<RuleCore, "kind" | "prefixes" | "literals" | "context">;

/** The prefilter reports runs of token characters from this length on. */
const RUN_BYTES = 16;
const LEAST_PREFIX = 2;
/** A shorter prefix is too common for a word that every scan looks for in all text; who asks for it in a rule of their own gets it. */
const LEAST_PREFIX_WORD = { "built-in": 4, user: 3 } as const;
const LITERAL_BYTES = { least: 3, most: MAX_LITERAL_BYTES } as const;
const NONE: Omit<Anchors, "kind"> = { prefixes: [], literals: [], context: [] };
/** As far as the prefilter can look for it: a start may go on with a line break. */
const PRINTABLE = /^[\x20-\x7e]*/;
const FINDABLE =
  "Add prefixes (texts that every match starts with), literals (3 to 16 characters that always stand in or near the match) or context (words of the name that the value is assigned to)";

/** What the prefilter finds a rule by: its own words, else the fixed start of its pattern. */
export function anchorsOf(rule: ReadRule, facts: PatternFacts, origin: RuleText["origin"]): Anchors {
  const { source } = rule;
  const given = (["prefixes", "literals", "context"] as const).filter((field) => source[field] !== undefined);
  if (given.length > 1)
    fail(rule.at.get(given[1]!)!, `not together with ${given[0]}`, "A rule is found by one of prefixes, literals and context");
  if (source.context !== undefined)
    return { kind: "context", ...NONE, context: source.context.map((word) => contextWord(rule.at.get("context")!, word)) };
  if (source.literals !== undefined)
    return literalAnchors(source.literals.map((literal) => literalText(rule.at.get("literals")!, literal)));
  if (source.prefixes !== undefined) return givenPrefixes(rule, source.prefixes, facts, origin);
  return foundAnchors(rule.at.get("pattern")!, facts, source.ignoreCase === true);
}

function givenPrefixes(rule: ReadRule, prefixes: readonly string[], facts: PatternFacts, origin: RuleText["origin"]): Anchors {
  const cursor = rule.at.get("prefixes")!;
  for (const prefix of prefixes)
    if (!/^[\x21-\x7e]{2,120}$/.test(prefix))
      fail(cursor, `"${prefix}" is no prefix`, "Write 2 to 120 characters of ASCII without spaces");
  if (facts.automaton !== undefined) {
    const { impossible, uncovered } = checkPrefixes(facts.automaton, prefixes);
    if (impossible !== undefined) fail(cursor, `no match of the pattern starts with "${impossible}"`);
    if (uncovered !== undefined)
      fail(cursor, `the pattern also matches texts that start with "${printable(uncovered)}"`, "List every prefix");
  }
  const distinct = withoutCovered(prefixes);
  const ignoreCase = rule.source.ignoreCase === true;
  if (!ignoreCase && areFoundByRuns(facts, distinct)) return { kind: "prefix", ...NONE, prefixes: distinct };
  // the prefilter looks for such a prefix as for any other word
  const short = distinct.find((prefix) => prefix.length < LEAST_PREFIX_WORD[origin]);
  if (short === undefined) return prefixedLiterals(distinct);
  const why = ignoreCase
    ? "with ignoreCase, prefixes do not find every match"
    : `"${short}" and what follows it may be no run of ${RUN_BYTES} characters of [A-Za-z0-9_-]`;
  return fail(
    cursor,
    why,
    "Make the prefix or the pattern longer, or give context words or literals of 3 to 16 characters instead",
  );
}

/** For a rule that says nothing: the text that its pattern starts with, or else holds. */
function foundAnchors(pattern: Cursor, facts: PatternFacts, ignoreCase: boolean): Anchors {
  const starts = (facts.automaton === undefined ? [""] : fixedStarts(facts.automaton)).map((start) => PRINTABLE.exec(start)![0]);
  const prefixes = withoutCovered(starts.map((start) => start.slice(0, 32)));
  // what begins with punctuation (`.acme.com/`) may follow anything; else a match begins a token
  const beginsToken = starts.every((start) => /^[A-Za-z0-9]/.test(start));
  if (beginsToken && !ignoreCase && starts.every((start) => start.length >= LEAST_PREFIX) && areFoundByRuns(facts, prefixes))
    return { kind: "prefix", ...NONE, prefixes };
  if (starts.every(isLiteral)) return beginsToken ? prefixedLiterals(prefixes) : literalAnchors(prefixLiterals(prefixes));
  const inner = sureLiteral(facts.node, LITERAL_REACH);
  if (inner !== undefined && isLiteral(inner)) return literalAnchors([inner.toLowerCase().slice(0, LITERAL_BYTES.most)]);
  return fail(pattern, "nothing to find it by: the pattern neither starts with a fixed text nor holds one", FINDABLE);
}

function areFoundByRuns({ automaton }: PatternFacts, prefixes: readonly string[]): boolean {
  if (automaton === undefined) return false;
  // the prefilter compares 16 bytes: what ends a run behind them (`https://hooks.acme.com/`) would hide the prefix from it
  return prefixes.every(
    (prefix) => !/[^\w-]/.test(prefix.slice(MAX_LITERAL_BYTES)) && sureRunAt(automaton, prefix, RUN_BYTES) >= RUN_BYTES,
  );
}

/** Found by a word, but still only where a token begins. */
function prefixedLiterals(prefixes: readonly string[]): Anchors {
  return { kind: "literal", ...NONE, prefixes, literals: prefixLiterals(prefixes) };
}

function literalAnchors(literals: readonly string[]): Anchors {
  return { kind: "literal", ...NONE, literals: [...new Set(literals)].sort() };
}

function isLiteral(text: string): boolean {
  return text.length >= LITERAL_BYTES.least && /^[\x20-\x7e]*$/.test(text.slice(0, LITERAL_BYTES.most));
}

function literalText(cursor: Cursor, literal: string): string {
  if (isLiteral(literal) && literal.length <= LITERAL_BYTES.most) return literal.toLowerCase();
  return fail(cursor, `"${literal}" is no literal`, "Write 3 to 16 characters of ASCII");
}

function contextWord(cursor: Cursor, word: string): string {
  const plain = word.toLowerCase().replaceAll(/[_-]/g, "");
  if (/^[a-z0-9.]{2,40}$/.test(plain)) return plain;
  return fail(
    cursor,
    `"${word}" is no context word`,
    "Write 2 to 40 letters and digits; _, - and letter case make no difference",
  );
}

/** Drops prefixes that another one of the list covers: `sk_live_` beside `sk_`. */
function withoutCovered(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)]
    .filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)))
    .sort();
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
