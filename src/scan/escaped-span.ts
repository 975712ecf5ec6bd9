/**
 * Texts that are wholly escaped, as `\u0070\u0061\u0073\u0073`: they hold no run of token characters, so the kernel looks
 * for the escapes themselves.
 */

import type { Span } from "../model/location.js";

/** Starts of escapes of ASCII letters and digits, lower case, and of an escaped `://`. */
export const ESCAPES: readonly string[] = ["\\u00", "\\x6", "\\x7", "&#x", "&#1", "&#9", "%3a%2f%2f"];

/** Escapes in a row from which on a text counts as escaped; fewer are a character that had to be. */
const LEAST_ESCAPES = 4;
const BEFORE = 64;
const REACH = 4096;

/** The text between quotes or white space around the escape at `at`; undefined unless the escapes begin here and go on. */
export function escapedSpan(bytes: Uint8Array, at: number, limits: Span): Span | undefined {
  const isPercent = bytes[at] === 0x25;
  if (!isPercent && !beginsMany(bytes, at, limits)) return undefined;
  let start = at;
  while (start > limits.start && at - start < BEFORE && !isDelimiter(bytes[start - 1]!)) start--;
  let end = at;
  while (end < limits.end && end - at < REACH && !isDelimiter(bytes[end]!)) end++;
  return { start, end };
}

function beginsMany(bytes: Uint8Array, at: number, limits: Span): boolean {
  const first = bytes[at];
  // the first of a row: none of its kind stands right before it
  for (let back = 1; back <= 6 && at - back >= limits.start; back++) if (bytes[at - back] === first) return false;
  let count = 0;
  for (let i = at; i < limits.end && i < at + LEAST_ESCAPES * 6 && !isDelimiter(bytes[i]!); i++) if (bytes[i] === first) count++;
  return count >= LEAST_ESCAPES;
}

function isDelimiter(byte: number): boolean {
  return byte <= 0x20 || byte === 0x22 || byte === 0x27 || byte === 0x60 || byte === 0x3c || byte === 0x3e;
}
