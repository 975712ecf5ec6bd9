/**
 * Which characters beside those of tokens a pattern's matches may hold.
 */

import { SIGNS } from "../../model/rule.js";
import { TOKEN } from "./byte-set.js";
import { type PatternNode, visitPattern } from "./pattern-node.js";

/** @returns bits by the characters of `SIGNS`, the one above them for any other; see `RuleCore.signs` */
export function signsOf(node: PatternNode): number {
  let signs = 0;
  visitPattern(node, (part) => {
    if (part.kind !== "set") return;
    for (let byte = 0; byte < 256; byte++) {
      if (part.set[byte] !== 1 || TOKEN[byte] === 1) continue;
      const index = SIGNS.indexOf(String.fromCharCode(byte));
      signs |= 1 << (index < 0 ? SIGNS.length : index);
    }
  });
  return signs;
}
