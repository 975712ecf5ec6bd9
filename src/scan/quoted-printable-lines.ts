/**
 * Lines of a mail in quoted-printable: a line that ends with `=` goes on in the next one.
 */

import type { Span } from "../model/location.js";

const LF = 0x0a;
const CR = 0x0d;
const EQUALS = 0x3d;
/** A line, its continuations included, that is longer is none that anybody wrote. */
const MOST_LINE = 8 << 10;
/** Of a mail, behind the header that names the encoding, this much is looked at. */
const MOST_BODY = 64 << 10;

/** The whole line around `at`, with those that it continues and that continue it. */
export function lineAround(bytes: Uint8Array, at: number, limits: Span): Span {
  let start = at;
  while (start > limits.start && at - start < MOST_LINE && !(bytes[start - 1] === LF && !isSoft(bytes, start - 1))) start--;
  return { start, end: lineEnd(bytes, at, limits.end) };
}

/** The lines behind `at` that are continued at least once. */
export function continuedLines(bytes: Uint8Array, at: number, limits: Span): Span[] {
  const lines: Span[] = [];
  const last = Math.min(limits.end, at + MOST_BODY);
  let start = lineEnd(bytes, at, last) + 1;
  while (start < last) {
    const end = lineEnd(bytes, start, last);
    if (bytes.subarray(start, end).includes(LF)) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

function lineEnd(bytes: Uint8Array, at: number, limit: number): number {
  let end = at;
  while (end < limit && end - at < MOST_LINE && !(bytes[end] === LF && !isSoft(bytes, end))) end++;
  return end > at && bytes[end] === LF && bytes[end - 1] === CR ? end - 1 : end;
}

/** True for a line feed that only keeps the line short. */
function isSoft(bytes: Uint8Array, lineFeed: number): boolean {
  return bytes[bytes[lineFeed - 1] === CR ? lineFeed - 2 : lineFeed - 1] === EQUALS;
}
