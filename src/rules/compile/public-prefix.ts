/**
 * How many leading characters of a rule's secrets are public, since the rule itself gives them away.
 */

import { fixedStarts } from "../pattern/fixed-start.js";
import { constantText, lengthBounds } from "../pattern/lengths.js";
import { type PatternNode, visitPattern } from "../pattern/pattern-node.js";
import type { PatternFacts } from "./pattern-facts.js";
import type { ReadRule } from "./rule-fields.js";
import { fail } from "./yaml-reader.js";

/** Below this many characters behind the prefix nothing is shown: too little would be left to guess. */
const LEAST_HIDDEN = 8;
const MOST_SHOWN = 40;

/**
 * The rule's own `publicPrefix`, or the length of the shortest prefix where the secret begins with it. A pattern that is one fixed
 * text (someone's own password as a rule) shows nothing.
 */
export function publicPrefixOf(rule: ReadRule, facts: PatternFacts, prefixes: readonly string[]): number {
  const { publicPrefix } = rule.source;
  if (publicPrefix !== undefined) {
    if (publicPrefix > facts.minLength) fail(rule.at.get("publicPrefix")!, `a match may have ${facts.minLength} characters only`);
    return publicPrefix;
  }
  if (facts.automaton === undefined || constantText(facts.node) !== undefined || !secretComesFirst(facts.node)) return 0;
  const shortest = Math.min(...(prefixes.length > 0 ? prefixes : [""]).map((prefix) => prefix.length));
  const shown = Math.max(shortest, commonStart(fixedStarts(facts.automaton)).length);
  return shown <= MOST_SHOWN && facts.minLength - shown >= LEAST_HIDDEN ? shown : 0;
}

function commonStart(texts: readonly string[]): string {
  const [first = "", ...rest] = texts;
  let length = first.length;
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** True when the secret is the whole match, or nothing that takes a byte stands before it. */
function secretComesFirst(node: PatternNode): boolean {
  let hasGroup = false;
  visitPattern(node, (part) => {
    if (part.kind === "secret") hasGroup = true;
  });
  if (!hasGroup || node.kind === "secret") return true;
  if (node.kind !== "sequence") return false;
  const first = node.parts.find((part) => lengthBounds(part).max > 0);
  return first?.kind === "secret";
}
