/**
 * A constant text that stands in every match of a pattern, for rules that have no fixed start.
 */

import { constantText, lengthBounds } from "./lengths.js";
import type { PatternNode } from "./pattern-node.js";

/**
 * The longest such text, or undefined.
 *
 * @param reach the text must begin within this many bytes of the match's start
 */
export function sureLiteral(node: PatternNode, reach: number): string | undefined {
  let best = "";
  let current = "";
  let before = 0;
  for (const part of flatParts(node)) {
    const text = constantText(part);
    if (text === undefined) current = "";
    else if (before - current.length <= reach) current += text;
    if (current.length > best.length) best = current;
    before += lengthBounds(part).max;
  }
  return best === "" ? undefined : best;
}

/** The parts that every match goes through, nested sequences taken apart. */
function flatParts(node: PatternNode): PatternNode[] {
  if (node.kind === "sequence") return node.parts.flatMap(flatParts);
  if (node.kind === "secret") return flatParts(node.body);
  if (node.kind === "repeat" && node.min > 0 && constantText(node) === undefined && node.max === 1) return flatParts(node.body);
  return [node];
}
