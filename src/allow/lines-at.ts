/**
 * The line of a place in a window of bytes, and the one above it, as text: what inline markers are looked for in.
 */

import { Buffer } from "node:buffer";
import { MARKER } from "./inline-marker.js";

/** Bytes of a line that are looked at before and after the place: a marker beyond is none that anybody reads. */
const REACH = 64 << 10;
const LF = 0x0a;
const CR = 0x0d;

export interface LinesAt {
  readonly line: string;
  /** Undefined for the first line. */
  readonly previousLine: string | undefined;
  readonly lineStart: number;
  readonly previousStart: number;
}

/**
 * @param bytes UTF-8 text in `[0, length)`
 * @param at offset of the secret
 * @returns texts without line ends, and the offsets at which they begin; a line that begins more than 64 KiB before the place is empty, since what is a string in it and
 *   what a comment cannot be told from its middle
 */
export function linesAt(bytes: Uint8Array, length: number, at: number): LinesAt {
  const start = lineStart(bytes, at);
  const end = lineEnd(bytes, at, Math.min(length, at + REACH));
  if (start === undefined) return { line: "", previousLine: undefined, lineStart: 0, previousStart: 0 };
  const line = text(bytes, start, end);
  if (start === 0) return { line, previousLine: undefined, lineStart: 0, previousStart: 0 };
  const before = bytes[start - 1] === LF && bytes[start - 2] === CR ? start - 2 : start - 1;
  const previousStart = lineStart(bytes, before);
  const previousLine = previousStart === undefined ? "" : text(bytes, previousStart, before);
  return { line, previousLine, lineStart: start, previousStart: previousStart ?? 0 };
}

/** How many lines further down `to` stands than `from`; negative when it stands above. */
export function lineEndsBetween(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = Math.min(from, to); at < Math.max(from, to); at++)
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count++;
  return to < from ? -count : count;
}

/** True when there is any marker of ours in `[0, length)`; asked once a window before `linesAt` is worth its while. */
export function hasMarker(bytes: Uint8Array, length: number): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).includes(MARKER);
}

function lineStart(bytes: Uint8Array, at: number): number | undefined {
  let start = at;
  while (start > 0 && !isLineEnd(bytes[start - 1]!)) {
    if (at - start > REACH) return undefined;
    start--;
  }
  return start;
}

function lineEnd(bytes: Uint8Array, at: number, most: number): number {
  let end = at;
  while (end < most && !isLineEnd(bytes[end]!)) end++;
  return end;
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
