/**
 * How many token characters every match of a pattern begins with, at least. A prefix in a shorter run begins no match, and the kernel
 * sees that by itself: `md-sys-…` is no key.
 */

import { TOKEN } from "./byte-set.js";
import type { PatternNode } from "./pattern-node.js";

/** Longer runs are not told apart. */
const MOST = 255;

/** `isWhole`: what follows goes on with the same run. */
interface Start {
  readonly least: number;
  readonly isWhole: boolean;
}

const NOTHING: Start = { least: 0, isWhole: true };

/** Token characters in a row with which every match begins; at most 255. */
export function leastRun(node: PatternNode): number {
  return Math.min(MOST, startOf(node).least);
}

function startOf(node: PatternNode): Start {
  switch (node.kind) {
    case "set": {
      const isToken = node.set.every((member, byte) => member === 0 || TOKEN[byte] === 1);
      return { least: isToken ? 1 : 0, isWhole: isToken };
    }
    case "sequence":
      return node.parts.reduce((before, part) => {
        if (!before.isWhole) return before;
        const { least, isWhole } = startOf(part);
        return { least: before.least + least, isWhole };
      }, NOTHING);
    case "choice":
      return node.options.map(startOf).reduce((a, b) => ({ least: Math.min(a.least, b.least), isWhole: a.isWhole && b.isWhole }));
    case "repeat": {
      const { least, isWhole } = startOf(node.body);
      if (isWhole) return { least: least * node.min, isWhole };
      return { least: node.min === 0 ? 0 : least, isWhole };
    }
    case "secret":
      return startOf(node.body);
    case "assertion":
      return NOTHING;
  }
}
