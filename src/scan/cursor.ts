/**
 * Line and column of byte offsets, counted forward once: linear however many findings a line of 200 MB holds.
 */

import type { Prefilter } from "../prefilter/prefilter.js";

/**
 * Position in the text, moving forward only. Bytes are UTF-8 where they are valid; any other byte counts one column.
 *
 * A class, and one for all blobs of a scanner, since objects with accessors are dear to make and there is a blob every 20 microseconds.
 */
export class Cursor {
  /** 1-based. */
  line = 1;
  column = 1;
  readonly #window: Pick<Prefilter, "countLines" | "lineStart" | "countUnits">;
  #offset = 0;

  /** @param window the kernel's, which counts in it some twenty times faster than a loop here */
  constructor(window: Pick<Prefilter, "countLines" | "lineStart" | "countUnits">) {
    this.#window = window;
  }

  /** To the start of another text. */
  reset(): void {
    this.line = 1;
    this.column = 1;
    this.#offset = 0;
  }

  /** Moves to `to` (not before the current offset) of the window. */
  moveTo(to: number): void {
    const from = this.#offset;
    if (to <= from) return;
    const ended = this.#window.countLines(from, to);
    if (ended === 0) {
      this.column += this.#window.countUnits(from, to);
    } else {
      this.line += ended;
      this.column = 1 + this.#window.countUnits(this.#window.lineStart(from, to), to);
    }
    this.#offset = to;
  }

  /** Passes over `count` bytes at the very start without counting a column: a byte order mark. */
  skip(count: number): void {
    this.#offset = count;
  }

  /** The bytes were moved down by `count`: offsets count from there on. */
  rebase(count: number): void {
    this.#offset -= count;
  }
}

/** UTF-16 units of [start, end): two for a character above U+FFFF, one for any other and for each byte that is not valid UTF-8. */
export function utf16Units(bytes: Uint8Array, start: number, end: number): number {
  const ascii = asciiPrefix(bytes, start, end);
  let units = ascii - start;
  for (let i = ascii; i < end; ) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      units++;
      i++;
      continue;
    }
    const length = sequenceLength(bytes, i, end);
    units += length === 4 ? 2 : 1;
    i += length;
  }
  return units;
}

/** Where the first byte above ASCII stands, or a little before it; four bytes at a time, since lines of a megabyte are walked here. */
function asciiPrefix(bytes: Uint8Array, start: number, end: number): number {
  const aligned = start + ((4 - ((bytes.byteOffset + start) & 3)) & 3);
  const count = (end - aligned) >> 2;
  if (count <= 0) return start;
  for (let i = start; i < aligned; i++) if (bytes[i]! >= 0x80) return i;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + aligned, count);
  let word = 0;
  while (word < count && (words[word]! & 0x80808080) === 0) word++;
  return aligned + word * 4;
}

/** Bytes of the valid UTF-8 sequence at `at` (Unicode 16, table 3-7), or 1 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > end) return 1;
  const second = bytes[at + 1]!;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 1;
  for (let i = at + 2; i < at + length; i++) if ((bytes[i]! & 0xc0) !== 0x80) return 1;
  return length;
}
