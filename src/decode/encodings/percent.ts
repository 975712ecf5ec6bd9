/**
 * Percent escapes of URLs and forms: `%40`.
 */

import { hexNumber } from "./hex-digit.js";
import { replaceEscapes } from "./replaced.js";

const PERCENT = 0x25;
const ESCAPE_LENGTH = 3;

/** The value without its escapes; undefined when it has none. A percent sign that starts none stays. */
export function decodePercent(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const escapeAt = (at: number) => {
    const point = hexNumber(bytes, at + 1, 2, end);
    return point < 0 ? undefined : { length: ESCAPE_LENGTH, point };
  };
  return replaceEscapes(bytes, { start, end }, PERCENT, escapeAt, true);
}

/** Where in the escaped text its first `count` bytes without escapes end. @param start where the text begins @param end where it ends */
export function percentPlace(bytes: Uint8Array, start: number, end: number, count: number): number {
  let at = start;
  for (let left = count; left > 0; left--)
    at += bytes[at] === PERCENT && hexNumber(bytes, at + 1, 2, end) >= 0 ? ESCAPE_LENGTH : 1;
  return at;
}
