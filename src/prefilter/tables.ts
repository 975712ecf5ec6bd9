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
const NIBBLES = 64;
const TABLES_START = 512;
const ENTRY_SIZE = 32;
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
  readonly bitmap: Uint8Array;
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
  const wordChains = chains(words, { bitmapBits: 15, headBits: 10, folded: true });
  const prefixChains = chains(
    shortened.map((prefix) => (prefix.length > 2 ? prefix : "")),
    { bitmapBits: 16, headBits: 12, folded: false },
  );
  const pairs = pairBitmap(shortened);
  const parts: { field: number; bytes: Uint8Array }[] = [
    { field: HEADER.wordBitmap, bytes: wordChains.bitmap },
    { field: HEADER.wordHeads, bytes: new Uint8Array(wordChains.heads.buffer) },
    { field: HEADER.wordEntries, bytes: wordChains.entries },
    { field: HEADER.prefixBitmap, bytes: prefixChains.bitmap },
    { field: HEADER.prefixHeads, bytes: new Uint8Array(prefixChains.heads.buffer) },
    { field: HEADER.prefixEntries, bytes: prefixChains.entries },
    { field: PAIR_BITMAP, bytes: pairs },
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
      for (const { field, bytes, address } of placed) {
        view.setUint32(field, address, true);
        memory.set(bytes, address);
      }
    },
  };
}

/** Hash chains over texts of at least three bytes, longest first; an empty text takes an entry that no chain reaches. */
function chains(texts: readonly string[], options: { bitmapBits: number; headBits: number; folded: boolean }): Chains {
  const bitmap = new Uint8Array(1 << (options.bitmapBits - 3));
  const heads = new Uint16Array(1 << options.headBits);
  const entries = new Uint8Array(texts.length * ENTRY_SIZE);
  const view = new DataView(entries.buffer);
  const shortestFirst = texts
    .map((text, index) => ({ text, index }))
    .sort((a, b) => a.text.length - b.text.length || b.index - a.index);
  for (const { text, index } of shortestFirst) {
    if (text === "") continue;
    const at = index * ENTRY_SIZE;
    for (let k = 0; k < text.length; k++) entries[at + k] = text.charCodeAt(k);
    const folding = options.folded ? 0x202020 : 0;
    const hash = hash3(view.getUint32(at, true) | folding);
    bitmap[hash >>> (35 - options.bitmapBits)]! |= 1 << ((hash >>> (32 - options.bitmapBits)) & 7);
    const head = hash >>> (32 - options.headBits);
    view.setUint32(at + 16, 2 ** text.length - 1, true);
    view.setUint32(at + 20, text.length, true);
    view.setUint32(at + 24, index, true);
    view.setUint32(at + 28, heads[head]!, true);
    heads[head] = index + 1;
  }
  return { bitmap, heads, entries };
}

function hash3(bytes: number): number {
  return Math.imul(bytes & 0xffffff, 0x9e3779b1) >>> 0;
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
