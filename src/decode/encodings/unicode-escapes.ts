/**
 * Escapes of string literals: `\u005f`, `\u{5f}`, `\x5f`, with surrogate pairs; and the one-letter ones beside them.
 */

import { hexNumber } from "./hex-digit.js";
import { type Escape, replaceEscapes } from "./replaced.js";

const BACKSLASH = 0x5c;
const SIMPLE: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 10, r: 13, t: 9, "\\": 92, "/": 47, '"': 34, "'": 39 }).map(([letter, point]) => [
    letter.charCodeAt(0),
    point,
  ]),
);

/** The value without its escapes; undefined when it has no numeric one. */
export function decodeUnicodeEscapes(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  let numeric = 0;
  const escapeAt = (at: number): Escape | undefined => {
    const found = numericEscape(bytes, at, end);
    if (found !== undefined) numeric++;
    const simple = SIMPLE.get(bytes[at + 1] ?? 0);
    return found ?? (simple === undefined || at + 2 > end ? undefined : { length: 2, point: simple });
  };
  const decoded = replaceEscapes(bytes, { start, end }, BACKSLASH, escapeAt, false);
  return numeric === 0 ? undefined : decoded;
}

function numericEscape(bytes: Uint8Array, at: number, end: number): Escape | undefined {
  const letter = bytes[at + 1];
  if (letter === 0x78) return character(4, hexNumber(bytes, at + 2, 2, end));
  if (letter !== 0x75) return undefined;
  if (bytes[at + 2] === 0x7b) {
    let close = at + 3;
    while (close < end && close < at + 10 && bytes[close] !== 0x7d) close++;
    if (close >= end || bytes[close] !== 0x7d || close === at + 3) return undefined;
    return character(close + 1 - at, hexNumber(bytes, at + 3, close - at - 3, end));
  }
  const unit = hexNumber(bytes, at + 2, 4, end);
  if (unit < 0xd800 || unit > 0xdbff) return character(6, unit);
  const low = bytes[at + 6] === BACKSLASH && bytes[at + 7] === 0x75 ? hexNumber(bytes, at + 8, 4, end) : -1;
  return low >= 0xdc00 && low <= 0xdfff ? character(12, ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000) : undefined;
}

function character(length: number, point: number): Escape | undefined {
  const isCharacter = point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? { length, point } : undefined;
}
