/**
 * `"v".toCharArray()`: what Java turns into characters to hand it on is a password, whatever takes it.
 */

import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { MAX_VALUE } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { BACKSLASH, isLineEnd, QUOTE } from "./text.js";

/** @param at offset of `.toCharArray(` */
export function charactersOf({ bytes, start }: TextWindow, at: number): Candidate | undefined {
  const valueEnd = at - 1;
  if (bytes[valueEnd] !== QUOTE || bytes[valueEnd - 1] === BACKSLASH) return undefined;
  const limit = Math.max(start, valueEnd - MAX_VALUE);
  let valueStart = valueEnd;
  while (valueStart > limit && bytes[valueStart - 1] !== QUOTE && !isLineEnd(bytes[valueStart - 1])) valueStart -= 1;
  if (bytes[valueStart - 1] !== QUOTE || valueEnd - valueStart < MIN_VALUE) return undefined;
  return {
    form: "call",
    operator: "(",
    nameStart: at + 1,
    nameEnd: at + ".toCharArray".length,
    nameQuoted: false,
    valueStart,
    valueEnd,
    quote: QUOTE,
    wrapped: true,
  };
}
