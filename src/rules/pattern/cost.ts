/**
 * How many steps a backtracking matcher may need for a pattern at one place, in the worst text.
 *
 * The number of ways to read a text up to a state is bounded step by step: for each state, the sum over the states before it that can
 * have read one and the same byte, for the worst such byte. The bound is an upper one (the worst text of one state need not be that of
 * another), so a pattern that passes is safe, and one that does not pass is not proved to be bad.
 *
 * Owns the bound. What is done with a pattern above it is the compiler's business.
 */

import { buildAutomaton, type Edge } from "./automaton.js";
import type { ByteSet, PatternNode } from "./pattern-node.js";

/** Steps at one place that a pattern may need; V8 does some hundred million a second. */
export const SAFE_STEPS = 100_000;

/**
 * Upper bound of the paths that can be begun, `Infinity` when it exceeds `limit`, the pattern is too large to analyse or it looks around
 * with a pattern whose own cost is not constant.
 *
 * @param maxLength bytes of text that the matcher gets to see
 */
export function matchSteps(pattern: PatternNode, maxLength: number, limit: number = SAFE_STEPS): number {
  const lookAround = lookAroundSteps(pattern, maxLength, limit);
  const automaton = buildAutomaton(pattern);
  if (automaton === undefined || lookAround === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const { classOf, count } = byteClasses(automaton.sets);

  let active = new Map<number, number>();
  for (const { to, ways } of automaton.first) active.set(to, ways);
  let total = sumOf(active);
  for (let step = 1; step < maxLength && active.size > 0 && total * lookAround <= limit; step++) {
    active = stepOn(active, automaton.next, classOf, count);
    total += sumOf(active);
  }
  return total * lookAround <= limit ? total * lookAround : Number.POSITIVE_INFINITY;
}

function stepOn(
  active: Map<number, number>,
  next: readonly (readonly Edge[])[],
  classOf: readonly Uint8Array[],
  classes: number,
): Map<number, number> {
  const reached = new Map<number, Float64Array>();
  for (const [state, paths] of active) {
    for (const { to, ways } of next[state]!) {
      const perClass = reached.get(to) ?? new Float64Array(classes);
      reached.set(to, perClass);
      for (const byteClass of classOf[state]!) perClass[byteClass]! += paths * ways;
    }
  }
  const after = new Map<number, number>();
  for (const [state, perClass] of reached) after.set(state, Math.max(...perClass));
  return after;
}

/** Bytes that every set treats alike form one class; for each state, the classes it reads. */
function byteClasses(sets: readonly ByteSet[]): { classOf: readonly Uint8Array[]; count: number } {
  const distinct = new Map<string, ByteSet>();
  const keys = sets.map((set) => {
    const key = String.fromCharCode(...set);
    if (!distinct.has(key)) distinct.set(key, set);
    return key;
  });
  const ids = new Map<string, number>();
  const ofByte = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const signature = [...distinct.values()].map((set) => set[byte]).join("");
    if (!ids.has(signature)) ids.set(signature, ids.size);
    ofByte[byte] = ids.get(signature)!;
  }
  const classesOf = new Map<string, Uint8Array>();
  for (const [key, set] of distinct)
    classesOf.set(key, new Uint8Array(new Set([...ofByte].filter((_, byte) => set[byte] === 1))));
  return { classOf: keys.map((key) => classesOf.get(key)!), count: ids.size };
}

/** Each look-around runs at most once for each path that comes to it; 1 where there is none. */
function lookAroundSteps(node: PatternNode, maxLength: number, limit: number): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.parts.reduce((steps, part) => steps + lookAroundSteps(part, maxLength, limit) - 1, 1);
    case "choice":
      return node.options.reduce((steps, option) => steps + lookAroundSteps(option, maxLength, limit) - 1, 1);
    case "repeat":
    case "secret":
      return lookAroundSteps(node.body, maxLength, limit);
    case "assertion":
      return node.body === undefined ? 1 : 1 + matchSteps(node.body, maxLength, limit);
  }
}

function sumOf(active: Map<number, number>): number {
  let sum = 0;
  for (const paths of active.values()) sum += paths;
  return sum;
}
