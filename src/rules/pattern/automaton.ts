/**
 * A pattern as an automaton with a state for each byte that can be read (Glushkov's construction, counts written out).
 *
 * Edges carry how many ways lead from one state to the next, so that the ways a backtracking matcher may take can be counted
 * (`cost.ts`); without the numbers it says which bytes may follow which (`fixed-start.ts`).
 */

import { lengthBounds } from "./lengths.js";
import type { ByteSet, PatternNode } from "./pattern-node.js";

export interface Edge {
  readonly to: number;
  /** Number of different ways; above 1 the pattern is ambiguous here. */
  readonly ways: number;
}

export interface Automaton {
  readonly sets: readonly ByteSet[];
  readonly first: readonly Edge[];
  /** Indexed by state. */
  readonly next: readonly (readonly Edge[])[];
  /** States in which a match may end. */
  readonly last: ReadonlySet<number>;
  readonly matchesEmpty: boolean;
}

/** Patterns beyond this are not analysed: counts are written out, so that `(?:[a-z]{200}-){200}` has 40,200 states. */
export const MAX_STATES = 40_000;
const MAX_EDGES = 400_000;
/** Where ways are counted, "very many" is enough. */
const MANY = 1e15;

type Ways = Map<number, number>;

interface Fragment {
  readonly first: Ways;
  readonly last: Ways;
  /** Ways to match nothing. */
  readonly empty: number;
}

/** @returns undefined when the pattern is too large. Look-around is left out: whoever counts on it must look at the pattern itself. */
export function buildAutomaton(pattern: PatternNode): Automaton | undefined {
  const builder = new Builder();
  try {
    const whole = builder.build(pattern);
    return {
      sets: builder.sets,
      first: toEdges(whole.first),
      next: builder.next.map(toEdges),
      last: new Set(whole.last.keys()),
      matchesEmpty: whole.empty > 0,
    };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

class TooLarge extends Error {}

/** One construction. Fragments are used once, so their maps are changed in place: copying them would cost the square of a count. */
class Builder {
  readonly sets: ByteSet[] = [];
  readonly next: Ways[] = [];
  #edges = 0;

  build(node: PatternNode): Fragment {
    switch (node.kind) {
      case "set":
        return this.#state(node.set);
      case "sequence":
        return node.parts.reduce((before, part) => this.#inSequence(before, this.build(part)), nothing());
      case "choice":
        return node.options.map((option) => this.build(option)).reduce(inChoice);
      case "repeat":
        return this.#repeat(node.body, node.min, node.max);
      case "secret":
        return this.build(node.body);
      case "assertion":
        return nothing();
    }
  }

  #state(set: ByteSet): Fragment {
    if (this.sets.length >= MAX_STATES) throw new TooLarge();
    const state = this.sets.push(set) - 1;
    this.next.push(new Map());
    return { first: new Map([[state, 1]]), last: new Map([[state, 1]]), empty: 0 };
  }

  #repeat(body: PatternNode, min: number, max: number): Fragment {
    if (max === Number.POSITIVE_INFINITY) {
      // the last required copy is the one that loops, unless it may be empty: then what loops is one more way
      const lastLoops = min > 0 && lengthBounds(body).min > 0;
      const required = lastLoops ? min - 1 : min;
      let all = nothing();
      for (let copy = 0; copy < required; copy++) all = this.#inSequence(all, this.build(body));
      const loop = this.build(body);
      this.#connect(loop.last, loop.first);
      return this.#inSequence(all, lastLoops ? loop : optional(loop));
    }
    let tail = nothing();
    for (let copy = min; copy < max; copy++) tail = optional(this.#inSequence(this.build(body), tail));
    let all = nothing();
    for (let copy = 0; copy < min; copy++) all = this.#inSequence(all, this.build(body));
    return this.#inSequence(all, tail);
  }

  #inSequence(a: Fragment, b: Fragment): Fragment {
    this.#connect(a.last, b.first);
    if (a.empty > 0) addAll(a.first, b.first, a.empty);
    if (b.empty > 0) addAll(b.last, a.last, b.empty);
    return { first: a.first, last: b.last, empty: Math.min(MANY, a.empty * b.empty) };
  }

  #connect(from: Ways, to: Ways): void {
    this.#edges += from.size * to.size;
    if (this.#edges > MAX_EDGES) throw new TooLarge();
    for (const [source, ways] of from) for (const [target, more] of to) add(this.next[source]!, target, ways * more);
  }
}

function nothing(): Fragment {
  return { first: new Map(), last: new Map(), empty: 1 };
}

function optional(fragment: Fragment): Fragment {
  return { ...fragment, empty: Math.min(MANY, fragment.empty + 1) };
}

function inChoice(a: Fragment, b: Fragment): Fragment {
  addAll(a.first, b.first, 1);
  addAll(a.last, b.last, 1);
  return { first: a.first, last: a.last, empty: Math.min(MANY, a.empty + b.empty) };
}

function addAll(target: Ways, source: Ways, times: number): void {
  for (const [state, ways] of source) add(target, state, ways * times);
}

function add(target: Ways, state: number, ways: number): void {
  target.set(state, Math.min(MANY, (target.get(state) ?? 0) + ways));
}

function toEdges(ways: Ways): Edge[] {
  return [...ways].map(([to, count]) => ({ to, ways: count }));
}
