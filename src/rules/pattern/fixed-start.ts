/**
 * How the matches of a pattern begin: the texts that every match starts with, and whether given prefixes cover them all.
 */

import type { Automaton, Edge } from "./automaton.js";
import { members, TOKEN } from "./byte-set.js";

/** No start is told apart into more texts than this: `[a-z]{20}` has no fixed start. */
const MAX_STARTS = 24;
const MAX_START_BYTES = 64;

/**
 * The texts with which matches begin, each as long as it is certain; `[""]` when there is no fixed start.
 * `gh[pousr]_x…` has five: `ghp_`, `gho_`, ….
 */
export function fixedStarts(automaton: Automaton): string[] {
  let starts = [{ text: "", states: automaton.first, ended: automaton.matchesEmpty }];
  for (;;) {
    const grown = starts.flatMap((start) => (start.ended ? [start] : extend(automaton, start)));
    if (
      grown.length > MAX_STARTS ||
      grown.every((start, index) => start === starts[index]) ||
      grown.some(({ text }) => text.length > MAX_START_BYTES)
    )
      break;
    starts = grown;
  }
  return [...new Set(starts.map(({ text }) => text))].sort();
}

interface Start {
  readonly text: string;
  readonly states: readonly Edge[];
  /** No more bytes are certain. */
  readonly ended: boolean;
}

function extend(automaton: Automaton, start: Start): Start[] {
  const bytes = bytesAhead(automaton, start.states);
  if (bytes.length > 5) return [{ ...start, ended: true }];
  return bytes.map((byte) => {
    const reached = start.states.filter(({ to }) => automaton.sets[to]![byte] === 1);
    const states = distinctTargets(reached.flatMap(({ to }) => automaton.next[to]!));
    return {
      text: start.text + String.fromCharCode(byte),
      states,
      ended: states.length === 0 || reached.some(({ to }) => automaton.last.has(to)),
    };
  });
}

/** A prefix with which no match can begin, and a start that no prefix covers; both absent when the list is right. */
export interface PrefixFault {
  readonly impossible?: string;
  readonly uncovered?: string;
}

/** Holds the prefixes that a rule gives against what its matches can begin with. */
export function checkPrefixes(automaton: Automaton, prefixes: readonly string[]): PrefixFault {
  for (const prefix of prefixes) if (!canBeginWith(automaton, prefix)) return { impossible: prefix };
  const uncovered = firstUncovered(automaton, prefixes, "", automaton.first, automaton.matchesEmpty);
  return uncovered === undefined ? {} : { uncovered };
}

function canBeginWith(automaton: Automaton, prefix: string): boolean {
  let states = automaton.first;
  for (const char of prefix) {
    const reached = states.filter(({ to }) => automaton.sets[to]![char.charCodeAt(0)] === 1);
    if (reached.length === 0) return false;
    states = distinctTargets(reached.flatMap(({ to }) => automaton.next[to]!));
  }
  return true;
}

function firstUncovered(
  automaton: Automaton,
  prefixes: readonly string[],
  text: string,
  states: readonly Edge[],
  mayEnd: boolean,
): string | undefined {
  if (prefixes.includes(text)) return undefined;
  if (mayEnd || states.length === 0) return text;
  for (const byte of bytesAhead(automaton, states)) {
    const longer = text + String.fromCharCode(byte);
    if (!prefixes.some((prefix) => prefix.startsWith(longer))) return longer;
    const reached = states.filter(({ to }) => automaton.sets[to]![byte] === 1);
    const fault = firstUncovered(
      automaton,
      prefixes,
      longer,
      distinctTargets(reached.flatMap(({ to }) => automaton.next[to]!)),
      reached.some(({ to }) => automaton.last.has(to)),
    );
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/**
 * How long the run of token characters is at least that begins behind the prefix's last other character: what the prefilter sees of a
 * match that starts with `prefix`. Counted up to `enough`.
 */
export function sureRunAt(automaton: Automaton, prefix: string, enough: number): number {
  let run = 0;
  let states = automaton.first;
  let mayEnd = false;
  for (const char of prefix) {
    const reached = states.filter(({ to }) => automaton.sets[to]![char.charCodeAt(0)] === 1);
    run = TOKEN[char.charCodeAt(0)] === 1 ? run + 1 : 0;
    mayEnd = reached.some(({ to }) => automaton.last.has(to));
    states = distinctTargets(reached.flatMap(({ to }) => automaton.next[to]!));
  }
  while (run < enough && !mayEnd && bytesAhead(automaton, states).every((byte) => TOKEN[byte] === 1)) {
    run++;
    mayEnd = states.some(({ to }) => automaton.last.has(to));
    states = distinctTargets(states.flatMap(({ to }) => automaton.next[to]!));
  }
  return run;
}

function bytesAhead(automaton: Automaton, states: readonly Edge[]): number[] {
  const ahead = new Uint8Array(256);
  for (const { to } of states) for (const byte of members(automaton.sets[to]!)) ahead[byte] = 1;
  return members(ahead);
}

function distinctTargets(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((edge) => [edge.to, edge])).values()];
}
