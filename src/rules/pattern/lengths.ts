/**
 * How long a pattern's matches are.
 */

import { onlyMember } from "./byte-set.js";
import type { PatternNode } from "./pattern-node.js";

/** In bytes; `max` may be `Infinity`. */
export interface LengthBounds {
  readonly min: number;
  readonly max: number;
}

/** In bytes; infinite where a repetition is open. */
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
