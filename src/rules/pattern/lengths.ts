/**
 * How long a pattern's matches are, and how long a run of token characters each of them is sure to hold.
 */

import { onlyMember, TOKEN } from "./byte-set.js";
import type { PatternNode } from "./pattern-node.js";

/** In bytes; `max` may be `Infinity`. */
export interface LengthBounds {
  readonly min: number;
  readonly max: number;
}

export function lengthBounds(node: PatternNode): LengthBounds {
  switch (node.kind) {
    case "set":
      return { min: 1, max: 1 };
    case "sequence":
      return node.parts.map(lengthBounds).reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), { min: 0, max: 0 });
    case "choice":
      return node.options.map(lengthBounds).reduce((a, b) => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }));
    case "repeat": {
      const { min, max } = lengthBounds(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case "secret":
      return lengthBounds(node.body);
    case "assertion":
      return { min: 0, max: 0 };
  }
}

/** Lower bounds on runs of token characters, over all matches. `whole`: every match is one run, of `best` bytes at least. */
interface RunBounds {
  readonly best: number;
  readonly left: number;
  readonly right: number;
  readonly whole: boolean;
}

const NO_BYTE: RunBounds = { best: 0, left: 0, right: 0, whole: true };

/** The length of a run of `[A-Za-z0-9_-]` that every match holds; a lower bound. */
export function sureRun(node: PatternNode): number {
  return runBounds(node).best;
}

function runBounds(node: PatternNode): RunBounds {
  switch (node.kind) {
    case "set":
      return node.set.every((member, byte) => member === 0 || TOKEN[byte] === 1)
        ? { best: 1, left: 1, right: 1, whole: true }
        : { best: 0, left: 0, right: 0, whole: false };
    case "sequence":
      return node.parts.map(runBounds).reduce(joined, NO_BYTE);
    case "choice":
      return node.options.map(runBounds).reduce(either);
    case "repeat":
      return repeated(runBounds(node.body), node.min, node.max);
    case "secret":
      return runBounds(node.body);
    case "assertion":
      return NO_BYTE;
  }
}

function joined(a: RunBounds, b: RunBounds): RunBounds {
  return {
    best: Math.max(a.best, b.best, a.right + b.left),
    left: a.whole ? a.left + b.left : a.left,
    right: b.whole ? a.right + b.right : b.right,
    whole: a.whole && b.whole,
  };
}

function either(a: RunBounds, b: RunBounds): RunBounds {
  return {
    best: Math.min(a.best, b.best),
    left: Math.min(a.left, b.left),
    right: Math.min(a.right, b.right),
    whole: a.whole && b.whole,
  };
}

function repeated(body: RunBounds, min: number, max: number): RunBounds {
  if (body.whole) return { best: body.best * min, left: body.left * min, right: body.right * min, whole: true };
  if (min === 0) return { best: 0, left: 0, right: 0, whole: max === 0 };
  return {
    best: min > 1 ? Math.max(body.best, body.right + body.left) : body.best,
    left: body.left,
    right: body.right,
    whole: false,
  };
}

/** The text that the pattern is when it has one match only, else undefined. */
export function constantText(node: PatternNode): string | undefined {
  if (node.kind === "set") {
    const byte = onlyMember(node.set);
    return byte === undefined ? undefined : String.fromCharCode(byte);
  }
  if (node.kind === "sequence") {
    const parts = node.parts.map(constantText);
    return parts.includes(undefined) ? undefined : parts.join("");
  }
  if (node.kind === "repeat" && node.min === node.max && node.max <= 64) return constantText(node.body)?.repeat(node.min);
  return node.kind === "secret" ? constantText(node.body) : undefined;
}
