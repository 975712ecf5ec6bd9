/**
 * Whether a `value` expression of an allowlist may run on a secret without a deadline.
 *
 * Such an expression is searched with flag `u` and may hold what a rule's pattern may not: anchors, names of groups, characters beyond
 * ASCII. It is taken down to the shape that a rule's cost is proved by, never to less than it matches.
 */

import { type AST, RegExpParser, RegExpSyntaxError } from "@eslint-community/regexpp";
import { addAll, complement, DIGITS, emptySet, rangeSet, SPACE, WORD } from "../rules/pattern/byte-set.js";
import { matchSteps } from "../rules/pattern/cost.js";
import type { ByteSet, PatternNode } from "../rules/pattern/pattern-node.js";

/** Characters of a secret that an expression may see: a private key is as long as they get. */
const LONGEST_SECRET = 4096;
/** Longer ones are not analysed: that takes time of its own. */
const LONGEST_EXPRESSION = 4096;
/** Stands for itself and every character beyond it. */
const BEYOND = 0xff;

/** False also for what cannot be analysed. */
export function isSafePattern(source: string): boolean {
  if (source.length > LONGEST_EXPRESSION) return false;
  let pattern: AST.Pattern;
  try {
    pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch (error) {
    if (error instanceof RegExpSyntaxError || isTooDeep(error)) return false;
    throw error;
  }
  try {
    const node = choiceOf(pattern.alternatives);
    return node !== undefined && Number.isFinite(matchSteps(node, LONGEST_SECRET));
  } catch (error) {
    if (isTooDeep(error)) return false;
    throw error;
  }
}

/** Groups in groups, thousands of them: the stack is full. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

/** Undefined for what has no bound here: back-references. */
function choiceOf(alternatives: readonly AST.Alternative[]): PatternNode | undefined {
  const options: PatternNode[] = [];
  for (const { elements } of alternatives) {
    const parts: PatternNode[] = [];
    for (const element of elements) {
      const part = nodeOf(element);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    options.push({ kind: "sequence", parts });
  }
  return { kind: "choice", options };
}

function nodeOf(element: AST.Element): PatternNode | undefined {
  switch (element.type) {
    case "Character":
    case "CharacterClass":
    case "CharacterSet":
      return { kind: "set", set: setOf(element) };
    case "Group":
    case "CapturingGroup":
      return choiceOf(element.alternatives);
    case "Quantifier": {
      const body = nodeOf(element.element);
      return body && { kind: "repeat", body, min: element.min, max: element.max, greedy: element.greedy };
    }
    case "Assertion": {
      if (!("alternatives" in element)) return { kind: "assertion", text: element.raw };
      const body = choiceOf(element.alternatives);
      return body && { kind: "assertion", body, text: element.raw };
    }
    default:
      return undefined;
  }
}

function setOf(element: AST.Character | AST.CharacterClass | AST.CharacterClassElement | AST.CharacterSet): ByteSet {
  switch (element.type) {
    case "Character":
      return rangeSet(Math.min(element.value, BEYOND), Math.min(element.value, BEYOND));
    case "CharacterClassRange":
      return rangeSet(Math.min(element.min.value, BEYOND), element.max.value);
    case "CharacterSet": {
      if (element.kind === "any" || element.kind === "property") return rangeSet(0, BEYOND);
      const set = { digit: DIGITS, word: WORD, space: withBeyond(SPACE) }[element.kind];
      return element.negate ? withBeyond(complement(set)) : set;
    }
    case "CharacterClass": {
      const set = emptySet();
      for (const part of element.elements) addAll(set, setOf(part as AST.CharacterClassElement));
      // What a negated class takes out beyond the bytes leaves others there.
      return element.negate ? withBeyond(negated(element)) : set;
    }
    default:
      return rangeSet(0, BEYOND);
  }
}

function withBeyond(set: ByteSet): ByteSet {
  const larger = set.slice();
  larger[BEYOND] = 1;
  return larger;
}

/** The complement of a class; a property in it may take out anything, so it takes out nothing here. */
function negated(element: AST.CharacterClass): ByteSet {
  const taken = emptySet();
  for (const part of element.elements) {
    if (part.type !== "CharacterSet" || part.kind !== "property") addAll(taken, setOf(part as AST.CharacterClassElement));
  }
  return complement(taken);
}
