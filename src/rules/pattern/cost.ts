/**
 * How many steps a backtracking matcher may need for a pattern at one place, in the worst text.
 *
 * The matcher walks the paths of the pattern's automaton. Each text leads to one set of states; for each such set the number of paths to
 * its states is bounded, step by step, by the worst text that leads there. The bound is an upper one, so a pattern that passes is safe,
 * and one that does not pass is not proved to be bad. Patterns in which no text has two paths to one state, which is most, are linear.
 *
 * Owns the bound. What is done with a pattern above it is the compiler's business.
 */

import { type Automaton, buildAutomaton } from "./automaton.js";
import { byteClasses } from "./byte-classes.js";
import { lengthBounds } from "./lengths.js";
import type { PatternNode } from "./pattern-node.js";

/** Steps at one place that a pattern may need: about a millisecond of V8's matcher. */
export const SAFE_STEPS = 250_000;

/** What may be spent on one analysis. */
const MAX_STATE_SETS = 600;
const MAX_WORK = 30_000_000;
/** Patterns with counts written out are analysed up to this many states; beyond, counts become loops. */
const MAX_COUNTED_STATES = 400;

/**
 * Upper bound of the paths that a match may begin, `Infinity` when no bound up to `limit` could be proved.
 *
 * @param maxLength bytes of text that the matcher gets to see
 */
export function matchSteps(pattern: PatternNode, maxLength: number, limit: number = SAFE_STEPS): number {
  const lookAround = lookAroundSteps(pattern, maxLength, limit);
  const looped = bound(withLoops(pattern), maxLength, limit / lookAround, Number.POSITIVE_INFINITY);
  const best = looped < Number.POSITIVE_INFINITY ? looped : bound(pattern, maxLength, limit / lookAround, MAX_COUNTED_STATES);
  return best * lookAround;
}

/** A set of states that some text leads to, and the sets that one more byte leads to. */
interface StateSet {
  readonly states: readonly number[];
  /** For each class of bytes that leads anywhere: the next set, and how its states are reached from this one's. */
  steps: readonly {
    readonly to: number;
    readonly matrix: readonly (readonly { readonly from: number; readonly ways: number }[])[];
  }[];
}

function bound(pattern: PatternNode, maxLength: number, limit: number, maxStates: number): number {
  const automaton = buildAutomaton(pattern);
  if (automaton === undefined || automaton.sets.length > maxStates) return Number.POSITIVE_INFINITY;
  const sets = determinize(automaton);
  if (sets === undefined) return Number.POSITIVE_INFINITY;
  const isUnambiguous = sets.every(({ steps }) =>
    steps.every(({ matrix }) => matrix.every((ways) => ways.length === 1 && ways[0]!.ways === 1)),
  );
  const widest = Math.max(...sets.map(({ states }) => states.length));
  if (isUnambiguous) return widest * maxLength <= limit ? widest * maxLength : Number.POSITIVE_INFINITY;
  return countPaths(sets, maxLength, limit);
}

/** The sum over all lengths of the most paths that any text of that length has. */
function countPaths(sets: readonly StateSet[], maxLength: number, limit: number): number {
  let paths = new Map<number, Float64Array>([[0, new Float64Array([1])]]);
  let total = 0;
  let work = 0;
  for (let length = 1; length <= maxLength && paths.size > 0; length++) {
    const longer = new Map<number, Float64Array>();
    for (const [at, counts] of paths) {
      for (const { to, matrix } of sets[at]!.steps) {
        const reached = longer.get(to) ?? new Float64Array(matrix.length);
        longer.set(to, reached);
        matrix.forEach((ways, state) => {
          let sum = 0;
          for (const { from, ways: times } of ways) sum += counts[from]! * times;
          if (sum > reached[state]!) reached[state] = sum;
          work += ways.length;
        });
      }
    }
    paths = longer;
    let most = 0;
    for (const counts of paths.values())
      most = Math.max(
        most,
        counts.reduce((a, b) => a + b, 0),
      );
    total += most;
    if (total > limit || work > MAX_WORK) return Number.POSITIVE_INFINITY;
  }
  return total;
}

/** All sets of states that texts lead to; the first is the start, before any byte. Undefined when they are too many. */
function determinize(automaton: Automaton): StateSet[] | undefined {
  const { classesOf, count } = byteClasses(automaton.sets);
  // the start is a state of its own, behind the others
  const start = automaton.sets.length;
  const edgesOf = (state: number) => (state === start ? automaton.first : automaton.next[state]!);
  const sets: StateSet[] = [{ states: [start], steps: [] }];
  const indexes = new Map<string, number>([[String(start), 0]]);
  for (let at = 0; at < sets.length; at++) {
    const { states } = sets[at]!;
    const reached: Map<number, { from: number; ways: number }[]>[] = Array.from({ length: count }, () => new Map());
    states.forEach((state, from) => {
      for (const { to, ways } of edgesOf(state)) {
        for (const byteClass of classesOf[to]!) {
          const sources = reached[byteClass]!.get(to);
          if (sources === undefined) reached[byteClass]!.set(to, [{ from, ways }]);
          else sources.push({ from, ways });
        }
      }
    });
    const steps = new Map<string, StateSet["steps"][number]>();
    for (const targets of reached) {
      if (targets.size === 0) continue;
      const next = [...targets.keys()].sort((a, b) => a - b);
      const key = next.join();
      if (steps.has(key)) continue;
      let to = indexes.get(key);
      if (to === undefined) {
        to = sets.push({ states: next, steps: [] }) - 1;
        indexes.set(key, to);
        if (sets.length > MAX_STATE_SETS) return undefined;
      }
      steps.set(key, { to, matrix: next.map((state) => targets.get(state)!) });
    }
    sets[at]!.steps = [...steps.values()];
  }
  return sets;
}

/**
 * The pattern with a loop in place of each count: `x{3,9}` becomes `x+`. Every path of the counted pattern is one of the looped one's and
 * no two become the same, so its bound holds for both.
 */
function withLoops(node: PatternNode): PatternNode {
  switch (node.kind) {
    case "set":
    case "assertion":
      return node;
    case "sequence":
      return { ...node, parts: node.parts.map(withLoops) };
    case "choice":
      return { ...node, options: node.options.map(withLoops) };
    case "secret":
      return { ...node, body: withLoops(node.body) };
    case "repeat": {
      const body = withLoops(node.body);
      // a required repetition may match nothing, which a loop does not tell from its absence
      const skips = node.min > 0 && lengthBounds(body).min === 0;
      if (node.max <= 1 || (node.min === node.max && node.max <= 4) || skips) return { ...node, body };
      return { ...node, body, min: Math.min(node.min, 1), max: Number.POSITIVE_INFINITY };
    }
  }
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
      return node.body === undefined ? 1 : 1 + matchSteps(node.body, Math.min(maxLength, lengthBounds(node.body).max), limit);
  }
}
