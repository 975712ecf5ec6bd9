/**
 * Texts that are escaped, as `\u0070\u0061\u0073\u0073`: they hold no run of token characters, so the kernel looks for the escapes
 * themselves.
 */

import { hexNumber } from "../decode/encodings/hex-digit.js";
import type { Span } from "../model/location.js";
import { continuedLines, lineAround } from "./quoted-printable-lines.js";

/**
 * `%31%`: an escaped character before another escape. These of the letters and digits cost nothing to look for, all of them would
 * make the kernel slower by a twentieth; a secret without one of them is rare.
 */
const TELLING: readonly string[] = Array.from(
  "0123456789PQRSTUVWXYZpqrstuvwxyz",
  (letter) => `%${letter.charCodeAt(0).toString(16)}%`,
);

/**
 * Lower case: starts of escapes of ASCII letters and digits; an escaped `://`, `=` and `_`, which URLs with a secret have; the same
 * in quoted-printable, and what the header of such a mail says.
 */
export const ESCAPES: readonly string[] = [
  ...TELLING,
  ...["\\u00", "\\u{", "\\x6", "\\x7", "&#x", "&#1", "&#9", "&lowbar;"],
  ...["%3a%2f%2f", "%3a//", "%3d", "%5f"],
  ...["=3d", "=5f", "-printable"],
];

/** Escapes in a row from which on a text counts as escaped; fewer are a character that had to be. */
const LEAST_ESCAPES = 4;
const BEFORE = 64;
const REACH = 4096;

const PERCENT = 0x25;
/** Bytes of a percent escape. */
const PERCENT_LENGTH = 3;
const EQUALS = 0x3d;
const DASH = 0x2d;

/** What is escaped at, or announced by, the escape at `at`. */
export function escapedSpans(bytes: Uint8Array, at: number, limits: Span): Span[] {
  if (bytes[at] === EQUALS) return [lineAround(bytes, at, limits)];
  if (bytes[at] === DASH) return continuedLines(bytes, at, limits);
  const span = escapedSpan(bytes, at, limits);
  return span === undefined ? [] : [span];
}

/** The text between quotes or white space around the escape at `at`; undefined unless the escapes begin here and go on. */
function escapedSpan(bytes: Uint8Array, at: number, limits: Span): Span | undefined {
  let first = at;
  if (bytes[at] === PERCENT) {
    // one that a URL must have may stand alone; letters are escaped to be hidden, all of them
    const row = percentRow(bytes, at, limits);
    if (isLetter(hexNumber(bytes, at + 1, 2, limits.end)) && row.end - row.start < LEAST_ESCAPES * PERCENT_LENGTH)
      return undefined;
    first = row.start;
  } else if (!beginsMany(bytes, at, limits) && !isOfValue(bytes, at, limits.end)) return undefined;
  let start = first;
  while (start > limits.start && first - start < BEFORE && !isDelimiter(bytes[start - 1]!)) start--;
  let end = at;
  while (end < limits.end && end - at < REACH && !isDelimiter(bytes[end]!)) end++;
  return { start, end };
}

/** The percent escapes around the one at `at` that stand side by side. */
function percentRow(bytes: Uint8Array, at: number, limits: Span): Span {
  const isEscape = (place: number): boolean => bytes[place] === PERCENT && hexNumber(bytes, place + 1, 2, limits.end) >= 0;
  let start = at;
  while (start - PERCENT_LENGTH >= limits.start && at - start < REACH && isEscape(start - PERCENT_LENGTH))
    start -= PERCENT_LENGTH;
  let end = at;
  while (end - at < REACH && isEscape(end)) end += PERCENT_LENGTH;
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

/** `=`, `+`, `/`, `_` or `-`, which writers of JSON, HTML and Markdown escape one by one within a value. */
const OF_VALUE = /^(?:\\u(?:00|\{)(?:3d|2b|2f|5f|2d)|&(?:#(?:95|x5f|x2d|x2b|x2f|x3d)|lowbar);)/i;
const LONGEST_OF_VALUE = 8;

function isOfValue(bytes: Uint8Array, at: number, end: number): boolean {
  return OF_VALUE.test(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + LONGEST_OF_VALUE))));
}

function isLetter(point: number): boolean {
  const letter = point | 0x20;
  return (point >= 0x30 && point <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

function isDelimiter(byte: number): boolean {
  return byte <= 0x20 || byte === 0x22 || byte === 0x27 || byte === 0x60 || byte === 0x3c || byte === 0x3e;
}
