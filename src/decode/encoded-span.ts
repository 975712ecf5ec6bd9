/**
 * From a run of token characters to the encoded text that it begins.
 *
 * The kernel's runs hold no `+`, `/`, `=` and no line ends, base64 does. Owns where such a text starts and ends, in bounded time;
 * whether it is one is `decodeValue`'s business.
 */

import type { Span } from "../model/location.js";

/** A piece of this many token characters is a run of its own: the text was, or will be, looked at from there. */
const RUN = 16;
/** How far to the left short pieces are followed: paths have many. */
const REACH = 256;
/** Wrapped base64 has lines of 64 or 76 characters; shorter ones than this are no lines of it. */
const LEAST_LINE = 40;
const MOST_LENGTH = 1 << 20;

/**
 * The stretch of base64 characters around the run, padding and wrapped lines included; undefined when the run lies further inside
 * of one, whose first run gives the same stretch.
 *
 * @param start the run's first byte
 * @param limits the valid text around it
 */
export function encodedSpan(bytes: Uint8Array, start: number, limits: Span): Span | undefined {
  const from = spanStart(bytes, start, limits.start);
  if (from === undefined || continuesLine(bytes, from, limits.start)) return undefined;
  const stop = Math.min(limits.end, from + MOST_LENGTH);
  let lineStart = from;
  let end = stretchEnd(bytes, start, stop);
  for (;;) {
    const next = nextLine(bytes, end, stop);
    if (end - lineStart < LEAST_LINE || next === end) break;
    const nextEnd = stretchEnd(bytes, next, stop);
    if (nextEnd === next || !endsLine(bytes, nextEnd, stop)) break;
    lineStart = next;
    end = nextEnd;
  }
  for (let padding = 0; padding < 6 && end < stop && bytes[end] === 0x3d; padding++) end++;
  return { start: from, end };
}

/** Where the stretch starts; undefined when a run stands further left in it, or too much to tell. */
function spanStart(bytes: Uint8Array, start: number, limit: number): number | undefined {
  let at = start;
  let piece = 0;
  while (at > limit && isBase64(bytes[at - 1]!)) {
    at--;
    piece = bytes[at] === 0x2b || bytes[at] === 0x2f ? 0 : piece + 1;
    if (piece === RUN || start - at === REACH) return undefined;
  }
  return at;
}

/** True when the line before consists of base64 alone and is long enough to be wrapped. */
function continuesLine(bytes: Uint8Array, start: number, limit: number): boolean {
  let at = start;
  while (at > limit && (bytes[at - 1] === 0x20 || bytes[at - 1] === 0x09)) at--;
  if (at === limit || bytes[at - 1] !== 0x0a) return false;
  at--;
  if (at > limit && bytes[at - 1] === 0x0d) at--;
  const lineEnd = at;
  while (at > limit && lineEnd - at < LEAST_LINE && isBase64(bytes[at - 1]!)) at--;
  return lineEnd - at === LEAST_LINE;
}

function stretchEnd(bytes: Uint8Array, start: number, stop: number): number {
  let end = start;
  while (end < stop && isBase64(bytes[end]!)) end++;
  return end;
}

/** The first byte of the next line behind its indentation; `end` itself when no line ends there. */
function nextLine(bytes: Uint8Array, end: number, stop: number): number {
  let at = end;
  if (at < stop && bytes[at] === 0x0d) at++;
  if (at >= stop || bytes[at] !== 0x0a) return end;
  at++;
  while (at < stop && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at;
}

/** Nothing but padding and a quote may stand behind a line of base64. */
function endsLine(bytes: Uint8Array, end: number, stop: number): boolean {
  const byte = bytes[end];
  return end >= stop || byte === 0x0d || byte === 0x0a || byte === 0x3d || byte === 0x22 || byte === 0x27 || byte === 0x60;
}

function isBase64(byte: number): boolean {
  const letter = byte | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (byte >= 0x2f && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x5f;
}
