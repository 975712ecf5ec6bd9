/**
 * The text that a page's content stream shows.
 *
 * Owns the operators that show text. Fonts with an encoding of their own come out as they are written, which is mostly Latin-1. One
 * pass over the bytes without regular expressions: a stream may be one string of 60 MB.
 */

import { hexValue } from "../encodings/hex-digit.js";

const NEWLINE = 0x0a;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
/** Kerning of this many thousandths of the font's size is a blank. */
const BLANK = -200;
const SHOWS: ReadonlySet<string> = new Set(["Tj", "TJ", "'", '"']);
const MOVES: ReadonlySet<string> = new Set(["Td", "TD", "T*", "Tm", "ET"]);
const LONGEST_OPERATOR = 4;
const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }).map(([letter, byte]) => [letter.charCodeAt(0), byte]),
);

/** What has been written: never more than was read. */
interface Output {
  readonly bytes: Buffer;
  length: number;
  /** Up to here it has been shown; the rest are operands. */
  shown: number;
}

/** The shown text in UTF-8, a line for each move to a new place; undefined when the stream shows none. */
export function pageText(stream: Uint8Array): Uint8Array | undefined {
  const out: Output = { bytes: Buffer.allocUnsafe(stream.length), length: 0, shown: 0 };
  let shows = 0;
  for (let at = 0; at < stream.length; ) {
    const byte = stream[at]!;
    if (byte === 0x28) at = writeLiteral(stream, at + 1, out);
    else if (byte === 0x3c && stream[at + 1] !== 0x3c) at = writeHex(stream, at + 1, out);
    else if (byte === 0x2d || byte === 0x2e || isDigit(byte)) {
      const end = wordEnd(stream, at);
      if (out.length > out.shown && byte === 0x2d && Number(wordAt(stream, at, end)) < BLANK) write(out, SPACE);
      at = end;
    } else if (isOperatorStart(byte)) {
      const end = wordEnd(stream, at);
      const operator = wordAt(stream, at, end);
      if (SHOWS.has(operator)) {
        shows++;
        out.shown = out.length;
      }
      out.length = out.shown;
      if (MOVES.has(operator) && out.bytes[out.length - 1] !== NEWLINE) write(out, NEWLINE);
      out.shown = out.length;
      at = end;
    } else at = byte === 0x2f ? wordEnd(stream, at + 1) : at + 1;
  }
  return shows === 0 ? undefined : Buffer.from(out.bytes.toString("latin1", 0, out.shown));
}

/** A string in parentheses, which may nest; returns where it ends. */
function writeLiteral(stream: Uint8Array, start: number, out: Output): number {
  let depth = 1;
  for (let at = start; at < stream.length; ) {
    const byte = stream[at]!;
    if (byte === BACKSLASH) {
      at = writeEscape(stream, at + 1, out);
      continue;
    }
    at++;
    if (byte === 0x28) depth++;
    if (byte === 0x29 && --depth === 0) return at;
    write(out, byte);
  }
  return stream.length;
}

function writeEscape(stream: Uint8Array, start: number, out: Output): number {
  const byte = stream[start] ?? 0;
  if (byte === 0x0d) return stream[start + 1] === NEWLINE ? start + 2 : start + 1;
  if (byte === NEWLINE) return start + 1;
  let at = start;
  let octal = 0;
  while (at < start + 3 && stream[at]! >= 0x30 && stream[at]! <= 0x37) octal = octal * 8 + stream[at++]! - 0x30;
  write(out, at > start ? octal & 0xff : (ESCAPES.get(byte) ?? byte));
  return Math.max(at, start + 1);
}

/** A string of hexadecimal digits; the zero bytes of two-byte fonts are left out. */
function writeHex(stream: Uint8Array, start: number, out: Output): number {
  let high = -1;
  for (let at = start; at < stream.length; at++) {
    if (stream[at] === 0x3e) return at + 1;
    const digit = hexValue(stream[at]);
    if (digit < 0) continue;
    const byte = high * 16 + digit;
    if (high >= 0 && byte > 0) write(out, byte);
    high = high < 0 ? digit : -1;
  }
  return stream.length;
}

function write(out: Output, byte: number): void {
  out.bytes[out.length] = byte;
  out.length++;
}

/** Where the word at `at` ends: at white space or a delimiter. */
function wordEnd(stream: Uint8Array, at: number): number {
  let end = at;
  while (end < stream.length && stream[end]! > SPACE && !DELIMITERS.has(stream[end]!)) end++;
  return Math.max(end, at);
}

const DELIMITERS: ReadonlySet<number> = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));

function wordAt(stream: Uint8Array, at: number, end: number): string {
  return end - at > LONGEST_OPERATOR + 4 ? "" : String.fromCharCode(...stream.subarray(at, end));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isOperatorStart(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a ? true : byte === 0x27 || byte === 0x22;
}
