/**
 * The prefilter: one pass over a text that tells where a credential may stand.
 *
 * Owns the kernel's instance and memory. What a candidate means is `detect`'s business; how a file is cut into windows is `scan`'s.
 */

import { KERNEL_BASE64, RELAXED_KERNEL_BASE64 } from "./kernel-bytes.generated.js";
import { imageOf, type Layout, layOut, layOutImage, type Room, writeImage, writeTables } from "./memory.js";
import type { PrefilterTables } from "./tables.js";

/** Bits of a run's info. */
export const RUN_LENGTH = 0xfffff;
export const HAS_DIGIT: number = 1 << 20;
export const HAS_UPPER: number = 1 << 21;
export const HAS_LOWER: number = 1 << 22;
export const HAS_PREFIX: number = 1 << 23;
export const HEX_ONLY: number = 1 << 24;
/** With a model only: what machines make, or digits alone, where the context does not forbid it; and what may be an encoded text,
 * which all of those and hexadecimal digits are. */
export const MAY_BE_VALUE: number = 1 << 25;
export const MAY_BE_ENCODED: number = 1 << 26;
/** Bits of a word's info. */
export const WORD_INDEX = 0xffff;

/**
 * A kernel with its tables and the memory for one window of text. One for each thread; it keeps nothing between calls.
 *
 * A **run** is a maximal stretch of at least 16 token characters `[A-Za-z0-9_-]`. A known prefix may stand
 * - at its start;
 * - after each `_` and `-` in it, if it has four characters or one of those two itself;
 * - behind an escape that the run swallowed: `\n \r \t \b \f \u` (one character), `\xHH`, `\uHHHH` and `%HH`;
 * - before it, where a prefix has the byte before the run as its last one that is no token character: three bytes back for `SG.`,
 *   one for `$aact_`.
 *
 * A run is dropped when no known prefix stands at any of these places and it has no digit and is shorter than 24 characters or
 * lacks capitals or lower-case letters; with a model also when it is made of words and no text in hexadecimal.
 *
 * A **word** that is part of a name is dropped where behind the rest of the name, at most 64 bytes, no byte follows that may assign, and
 * with a syntax also where `detect/assigned` would find no value; the `://` of a URL where there is no password.
 */
export interface Prefilter {
  /** The kernel's memory for one window, always the same view of `capacity` bytes. Write the text at [0, length). */
  readonly window: Uint8Array;
  /**
   * Finds the candidates of window[from, to). Text before `from` and in [to, end) is context.
   *
   * - A word belongs to the scan in whose range it starts; of several that start at one byte the longest counts. It must end by `end`.
   * - A run belongs to the scan in whose range it ends, that is, whose last character lies in [from, to) and is followed by no
   *   token character before `end`; its offset is its true start, as far as the window reaches back. A run that fills all of
   *   [from, to) and goes on is reported too, as [start, to), so that nothing of an endless one is missed.
   *
   * With ranges that abut, every candidate is so found exactly once if context is given on both sides: 16 bytes behind, and before
   * as much as a run may be long. Without `end` a run that reaches `to` is cut there.
   *
   * Runs come in the order of their ends, words in the order of their starts, the two kinds mixed.
   *
   * @param end where the valid text ends; default `to`
   * @param syntax what is known of the text: whether a word without quotes may be a value; default: nothing
   * @returns the number of candidates, each two u32 in `candidates`: offset in the window and info. Bit 31 of info is the kind.
   *   Word: bits 0 to 15 its index in `words`. Run: bits 0 to 19 its length, capped at 0xFFFFF; bit 20 has a digit, 21 a capital,
   *   22 a lower-case letter; 23 a known prefix stands at one of the places above; 24 hexadecimal digits only; 25 and 26 see above.
   */
  scan(from: number, to: number, end?: number, syntax?: Syntax): number;
  /** The last scan's candidates; the buffer has room for every place of a full window, so it never overflows. */
  readonly candidates: Uint32Array;
  /**
   * Lines ended in window[from, to): each CR and each LF that follows no CR, so that CRLF counts once, at its CR. The byte before
   * `from` is looked at; at offset 0 it counts as no CR.
   */
  countLines(from: number, to: number): number;
  /** Behind the last CR or LF of window[from, to), or `from` where it holds none. */
  lineStart(from: number, to: number): number;
  /** UTF-16 units of window[from, to): two for a character above U+FFFF, one for any other and for each byte that is not valid UTF-8. */
  countUnits(from: number, to: number): number;
}

/** `code`: a bare word is a variable. `lines`: a value runs to the end of its line. */
export type Syntax = "unknown" | "code" | "lines" | "other";

const SYNTAXES: Readonly<Record<Syntax, number>> = { unknown: 0, code: 1, lines: 2, other: 3 };

interface KernelExports {
  prepare(): void;
  scan(from: number, to: number, end: number, syntax: number): number;
  countLines(from: number, to: number): number;
  lineStart(from: number, to: number): number;
  countUnits(from: number, to: number): number;
}

const PAGE = 65536;
let kernelModule: WebAssembly.Module | undefined;

/** The kernel's tables, made before; see `tablesImage`. */
export interface TablesImage {
  readonly image: Uint8Array;
}

/**
 * @param source tables, or what was made of them
 * @param capacity bytes of the window; the kernel's memory takes some ten times as much of address space, of which only what is
 *   used becomes resident
 * @throws RangeError for a word or prefix that the tables cannot hold: the rule compiler checks them first, so it is a bug
 */
export function createPrefilter(source: PrefilterTables | TablesImage, capacity: number): Prefilter {
  const { memory, room, kernel } = "image" in source ? fromImage(source.image, capacity) : fromTables(source, capacity);
  return {
    window: new Uint8Array(memory.buffer, room.window, capacity),
    candidates: new Uint32Array(memory.buffer, room.candidates, room.candidateWords),
    scan: (from, to, end = to, syntax = "unknown") => kernel.scan(from, to, end, SYNTAXES[syntax]),
    countLines: (from, to) => kernel.countLines(from, to),
    lineStart: (from, to) => kernel.lineStart(from, to),
    countUnits: (from, to) => kernel.countUnits(from, to),
  };
}

/**
 * What the kernel makes of the tables, which takes a short run longer than all its scanning.
 *
 * @throws RangeError as `createPrefilter`
 */
export function tablesImage(tables: PrefilterTables): Uint8Array {
  const { memory, room } = fromTables(tables, 0);
  return imageOf(memory.buffer, room);
}

interface Kernel<Place extends Room> {
  readonly memory: WebAssembly.Memory;
  readonly room: Place;
  readonly kernel: KernelExports;
}

function fromTables(tables: PrefilterTables, capacity: number): Kernel<Layout> {
  checkTables(tables);
  const room = layOut(tables, capacity);
  const memory = memoryOf(room);
  writeTables(memory.buffer, room, tables);
  const kernel = instanceIn(memory);
  kernel.prepare();
  return { memory, room, kernel };
}

function fromImage(image: Uint8Array, capacity: number): Kernel<Room> {
  const room = layOutImage(image, capacity);
  const memory = memoryOf(room);
  writeImage(memory.buffer, room, image);
  return { memory, room, kernel: instanceIn(memory) };
}

function memoryOf({ size }: Room): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
}

function instanceIn(memory: WebAssembly.Memory): KernelExports {
  kernelModule ??= compileKernel();
  return new WebAssembly.Instance(kernelModule, { env: { memory } }).exports as unknown as KernelExports;
}

/** A module with `i8x16.relaxed_swizzle` in its only function. */
const RELAXED_PROBE = "AGFzbQEAAAABBAFgAAADAgEAChABDgBBAP0PQQD9D/2AAhoL";

/** The faster kernel where the engine knows its instructions: V8 from Node 22 on. Asked of a few bytes, since all of it takes a millisecond. */
function compileKernel(): WebAssembly.Module {
  const isRelaxed = WebAssembly.validate(Buffer.from(RELAXED_PROBE, "base64"));
  return new WebAssembly.Module(Buffer.from(isRelaxed ? RELAXED_KERNEL_BASE64 : KERNEL_BASE64, "base64"));
}

/** 3 to 16 bytes: ASCII without capitals, and UTF-8 as a latin-1 string. */
const WORD = /^(?=[\x20-\xff]{3,16}$)(?:[\x20-\x40\x5b-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})+$/;

function checkTables(tables: PrefilterTables): void {
  const word = tables.words.find((text) => !WORD.test(text));
  if (word !== undefined) throw new RangeError(`not a word for the prefilter: ${JSON.stringify(word)}`);
  const prefix = tables.prefixes.find((text) => !/^[\x20-\x7e]{2,}$/.test(text));
  if (prefix !== undefined) throw new RangeError(`not a prefix for the prefilter: ${JSON.stringify(prefix)}`);
  if (Math.max(tables.words.length, tables.prefixes.length) > 0xffff)
    throw new RangeError("too many words or prefixes for the prefilter");
}
