/**
 * Percent escapes of URLs and forms: `%40`.
 */

import { hexNumber } from "./hex-digit.js";
import { replaceEscapes } from "./replaced.js";

const PERCENT = 0x25;

/** The value without its escapes; undefined when it has none. A percent sign that starts none stays. */
export function decodePercent(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const escapeAt = (at: number) => {
    const point = hexNumber(bytes, at + 1, 2, end);
    return point < 0 ? undefined : { length: 3, point };
  };
  return replaceEscapes(bytes, { start, end }, PERCENT, escapeAt, true);
}
