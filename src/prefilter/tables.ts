/**
 * The words and prefixes as the kernel wants them in its memory.
 *
 * Owns the layout below the window; `kernel/layout.ts` names the same offsets. Nothing here is touched while scanning.
 */

import { nibbleTables } from "./nibbles.js";

/** Bytes that the kernel compares of a word or prefix: one vector. */
export const COMPARED_BYTES = 16;

const HEADER = {
  window: 0,
  out: 4,
  wordBitmap: 8,
  wordHeads: 12,
  wordEntries: 16,
  prefixBitmap: 20,
  prefixHeads: 24,
  prefixEntries: 28,
} as const;
const PAIR_BITMAP = 32;
const DISTANCES = 36;
const PLACES = 40;
const BLOCKS = 44;
const WORD_MASKS = 48;
const TOKEN_MASKS = 52;
const NIBBLES = 64;
const CLASSES = 160;
const TOKENS = 240;
const TABLES_START = 512;
/** Scratch for one chunk of 4096 bytes: a u32 a byte and four more; 16 bytes a block of 64 and one more. */
const PLACES_SIZE = 4 * (4096 + 8);
const BLOCKS_SIZE = 16 * (4096 / 64 + 1);
const MASKS_SIZE = 4096 / 8;
const ENTRY_SIZE = 32;
const HASH_BITMAP_SIZE = 65536 / 8;
/** Makes capitals lower case, and some other bytes the same: the comparison that follows is exact. */
const FOLDING = 0x20202020;
const MAX_DISTANCE = 31;
/** The kernel looks at bytes around the window: 64 zero bytes before it, and stale bytes behind it, which never decide anything. */
const BEFORE_WINDOW = 64;
const BEHIND_WINDOW = 128;

/** Addresses in the kernel's memory, in bytes. */
export interface Layout {
  readonly window: number;
  readonly candidates: number;
  /** Number of u32 behind `candidates`: enough for every place of a full window. */
  readonly candidateWords: number;
  readonly size: number;
}

interface Chains {
  readonly heads: Uint16Array;
  readonly entries: Uint8Array;
}

/** What must be written where; made once, written into the memory when its size is known. */
export interface Tables {
  readonly layout: Layout;
  write(memory: Uint8Array): void;
}

/**
 * @param words lower-case ASCII, 3 to 16 bytes
 * @param prefixes printable ASCII, at least 2 bytes; only the first 16 bytes of a longer one are compared
 * @param capacity bytes of the window
 */
export function layOutTables(words: readonly string[], prefixes: readonly string[], capacity: number): Tables {
  const shortened = [...new Set(prefixes.map((prefix) => prefix.slice(0, COMPARED_BYTES)))];
  const wordChains = chains(words, 10, FOLDING);
  const prefixChains = chains(
    shortened.map((prefix) => (prefix.length > 2 ? prefix : "")),
    12,
    0,
  );
  const parts: { field: number; bytes: Uint8Array }[] = [
    { field: HEADER.wordBitmap, bytes: wordBitmap(words) },
    { field: HEADER.wordHeads, bytes: new Uint8Array(wordChains.heads.buffer) },
    { field: HEADER.wordEntries, bytes: wordChains.entries },
    { field: HEADER.prefixBitmap, bytes: prefixBitmap(shortened) },
    { field: HEADER.prefixHeads, bytes: new Uint8Array(prefixChains.heads.buffer) },
    { field: HEADER.prefixEntries, bytes: prefixChains.entries },
    { field: PAIR_BITMAP, bytes: pairBitmap(shortened) },
    { field: PLACES, bytes: new Uint8Array(PLACES_SIZE) },
    { field: BLOCKS, bytes: new Uint8Array(BLOCKS_SIZE) },
    { field: WORD_MASKS, bytes: new Uint8Array(MASKS_SIZE) },
    { field: TOKEN_MASKS, bytes: new Uint8Array(MASKS_SIZE) },
  ];
  let at = TABLES_START;
  const placed = parts.map((part) => {
    const address = at;
    at = align(at + part.bytes.length);
    return { ...part, address };
  });
  const window = at + BEFORE_WINDOW;
  const candidates = align(window + capacity + BEHIND_WINDOW);
  // a word may start at every byte; runs take 16 bytes and a border
  const candidateWords = 2 * (capacity + Math.ceil(capacity / 17) + 1);
  const layout: Layout = { window, candidates, candidateWords, size: candidates + 4 * candidateWords };
  const nibbles = nibbleTables(words);
  const distances = prefixDistances(shortened);
  return {
    layout,
    write(memory) {
      const view = new DataView(memory.buffer);
      view.setUint32(HEADER.window, window, true);
      view.setUint32(HEADER.out, candidates, true);
      view.setUint32(DISTANCES, distances, true);
      memory.set(nibbles, NIBBLES);
      memory.set(classTables(), CLASSES);
      memory.set(tokenTables(), TOKENS);
      for (const { field, bytes, address } of placed) {
        view.setUint32(field, address, true);
        memory.set(bytes, address);
      }
    },
  };
}

/** Hash chains over texts of at least three bytes, longest first; an empty text takes an entry that no chain reaches. */
function chains(texts: readonly string[], headBits: number, folding: number): Chains {
  const heads = new Uint16Array(1 << headBits);
  const entries = new Uint8Array(texts.length * ENTRY_SIZE);
  const view = new DataView(entries.buffer);
  const shortestFirst = texts
    .map((text, index) => ({ text, index }))
    .sort((a, b) => a.text.length - b.text.length || b.index - a.index);
  for (const { text, index } of shortestFirst) {
    if (text === "") continue;
    const at = index * ENTRY_SIZE;
    for (let k = 0; k < text.length; k++) entries[at + k] = text.charCodeAt(k);
    const head = hash((view.getUint32(at, true) | folding) & 0xffffff) >>> (32 - headBits);
    view.setUint32(at + 16, 2 ** text.length - 1, true);
    view.setUint32(at + 20, text.length, true);
    view.setUint32(at + 24, index, true);
    view.setUint32(at + 28, heads[head]!, true);
    heads[head] = index + 1;
  }
  return { heads, entries };
}

/** The first four bytes of words, folded; a word of three goes with every fourth. */
function wordBitmap(words: readonly string[]): Uint8Array {
  const bitmap = new Uint8Array(HASH_BITMAP_SIZE);
  for (const word of words) {
    for (const bytes of word.length > 3 ? [first(word, 4)] : withEveryLast(first(word, 3), 3)) admit(bitmap, bytes | FOLDING);
  }
  return bitmap;
}

/** The first three bytes of prefixes; one of two bytes goes with every third. */
function prefixBitmap(prefixes: readonly string[]): Uint8Array {
  const bitmap = new Uint8Array(HASH_BITMAP_SIZE);
  for (const prefix of prefixes) {
    for (const bytes of prefix.length > 2 ? [first(prefix, 3)] : withEveryLast(first(prefix, 2), 2)) admit(bitmap, bytes);
  }
  return bitmap;
}

/** The first `count` bytes as a little-endian number. */
function first(text: string, count: number): number {
  let bytes = 0;
  for (let k = 0; k < count; k++) bytes |= text.charCodeAt(k) << (8 * k);
  return bytes;
}

function withEveryLast(bytes: number, position: number): number[] {
  return Array.from({ length: 256 }, (_, last) => bytes | (last << (8 * position)));
}

function admit(bitmap: Uint8Array, bytes: number): void {
  const bit = hash(bytes) >>> 16;
  bitmap[bit >> 3]! |= 1 << (bit & 7);
}

/** Classes of the characters of a run by low and by high nibble, then vectors of 0x0f, of the bits of hexadecimal digits, and of 0. */
function classTables(): Uint8Array {
  const digit = 1;
  const lower = 2;
  const upper4x = 4;
  const upper5x = 8;
  const hexLetter = 16;
  const joint = 128;
  const tables = new Uint8Array(5 * 16);
  for (let low = 0; low < 16; low++) {
    tables[low] = digit | lower | upper4x;
    if (low <= 0xa) tables[low]! |= upper5x;
    if (low >= 1 && low <= 6) tables[low]! |= hexLetter;
    if (low === 0xd || low === 0xf) tables[low]! |= joint;
  }
  const columns = [0, 0, joint, digit, upper4x | hexLetter, upper5x | joint, lower | hexLetter, lower];
  tables.set(columns, 16);
  tables.fill(0x0f, 32, 48);
  tables.fill(digit | hexLetter, 48, 64);
  return tables;
}

function hash(bytes: number): number {
  return Math.imul(bytes, 0x9e3779b1) >>> 0;
}

function pairBitmap(prefixes: readonly string[]): Uint8Array {
  const bitmap = new Uint8Array(8192);
  for (const prefix of prefixes) {
    if (prefix.length !== 2) continue;
    const pair = prefix.charCodeAt(0) | (prefix.charCodeAt(1) << 8);
    bitmap[pair >> 3]! |= 1 << (pair & 7);
  }
  return bitmap;
}

/** Token characters [A-Za-z0-9_-] by low and by high nibble: one bit a column of ASCII, columns 4x and 6x share theirs. */
function tokenTables(): Uint8Array {
  const tables = new Uint8Array(2 * 16);
  const columnBits = [0, 0, 1, 2, 4, 8, 4, 16];
  tables.set(columnBits, 16);
  for (let byte = 0x20; byte < 0x7f; byte++) {
    if (/[A-Za-z0-9_-]/.test(String.fromCharCode(byte))) tables[byte & 15]! |= columnBits[byte >> 4]!;
  }
  return tables;
}

/** Bit d: some prefix has its last non-token byte d - 1 bytes behind its start, so that a run behind it starts d bytes later. */
function prefixDistances(prefixes: readonly string[]): number {
  let distances = 0;
  for (const prefix of prefixes) {
    const distance = prefix.length - (/[A-Za-z0-9_-]*$/.exec(prefix)?.[0].length ?? 0);
    if (distance > 0 && distance <= MAX_DISTANCE) distances |= 1 << distance;
  }
  return distances >>> 0;
}

function align(address: number): number {
  return (address + 63) & ~63;
}
