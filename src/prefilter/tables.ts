/**
 * The kernel's memory: a header, what is to be looked for, scratch, the window and the candidates.
 *
 * Owns the addresses; `kernel/layout.ts` names the same offsets of the header.
 */

import { pairBitmap, prefixChains, wordChains } from "./chains.js";
import { classTables, tokenTables } from "./classes.js";
import { nibbleTables, PASS_SIZE } from "./nibbles.js";

/** Bytes that the kernel compares of a word or prefix: one vector. */
const COMPARED_BYTES = 16;
/** The kernel works in chunks; scratch for one: places (a u32 a byte and some more), blocks of 64 (16 bytes each and one more), masks. */
const CHUNK = 4096;
const PLACES_SIZE = 4 * (CHUNK + 8);
const BLOCKS_SIZE = 16 * (CHUNK / 64 + 1);
const MASKS_SIZE = CHUNK / 8;
/** The kernel looks at bytes around the window: zeros before it; behind it stale ones, which never decide anything. */
const BEFORE_WINDOW = 64;
const BEHIND_WINDOW = 128;

/** Offsets of the header's fields: addresses, and what is small enough to stand there itself. */
const FIELD = {
  window: 0,
  out: 4,
  wordBitmap: 8,
  wordHeads: 12,
  wordEntries: 16,
  prefixBitmap: 20,
  prefixHeads: 24,
  prefixEntries: 28,
  pairBitmap: 32,
  places: 40,
  blocks: 44,
  wordMasks: 48,
  tokenMasks: 52,
} as const;
const WORD_PASSES = 56;
const CLASSES = 64;
const TOKENS = 144;
const NIBBLES = 192;
const DISTANCES = 448;
const HEADER_SIZE: number = DISTANCES + 4 * 128;

/** Addresses in the kernel's memory, in bytes. */
export interface Layout {
  readonly window: number;
  readonly candidates: number;
  /** Number of u32 behind `candidates`: enough for every place of a full window. */
  readonly candidateWords: number;
  readonly size: number;
}

/** What must be written where; made first, since it tells how much memory it takes. */
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
  const starts = prefixes.map((prefix) => (prefix.length > COMPARED_BYTES ? prefix.slice(0, COMPARED_BYTES) : prefix));
  const word = wordChains(words);
  const prefix = prefixChains(starts);
  const parts: { field: number; bytes: Uint8Array }[] = [
    { field: FIELD.wordBitmap, bytes: word.bitmap },
    { field: FIELD.wordHeads, bytes: new Uint8Array(word.heads.buffer) },
    { field: FIELD.wordEntries, bytes: word.entries },
    { field: FIELD.prefixBitmap, bytes: prefix.bitmap },
    { field: FIELD.prefixHeads, bytes: new Uint8Array(prefix.heads.buffer) },
    { field: FIELD.prefixEntries, bytes: prefix.entries },
    { field: FIELD.pairBitmap, bytes: pairBitmap(starts) },
  ];
  const cursor = { at: HEADER_SIZE };
  const placed = parts.map((part) => ({ ...part, address: take(cursor, part.bytes.length) }));
  const scratch = {
    places: take(cursor, PLACES_SIZE),
    blocks: take(cursor, BLOCKS_SIZE),
    // the vector before a chunk has a mask as well
    wordMasks: take(cursor, 16 + MASKS_SIZE) + 16,
    tokenMasks: take(cursor, MASKS_SIZE),
  };
  const window = take(cursor, BEFORE_WINDOW + capacity + BEHIND_WINDOW) + BEFORE_WINDOW;
  // a word may start at every byte; runs take 16 bytes and a border
  const candidateWords = 2 * (capacity + Math.ceil(capacity / 17) + 1);
  const candidates = take(cursor, 4 * candidateWords);
  return {
    layout: { window, candidates, candidateWords, size: cursor.at },
    write(memory) {
      const header = new Uint32Array(memory.buffer, 0, HEADER_SIZE / 4);
      header[FIELD.window / 4] = window;
      header[FIELD.out / 4] = candidates;
      header.set(prefixDistances(starts), DISTANCES / 4);
      for (const [name, address] of Object.entries(scratch)) header[FIELD[name as keyof typeof scratch] / 4] = address;
      const nibbles = nibbleTables(words);
      header[WORD_PASSES / 4] = nibbles.length / PASS_SIZE;
      memory.set(nibbles, NIBBLES);
      memory.set(classTables(), CLASSES);
      memory.set(tokenTables(), TOKENS);
      for (const { field, bytes, address } of placed) {
        header[field / 4] = address;
        memory.set(bytes, address);
      }
    },
  };
}

/**
 * For each byte of ASCII: bit d, some prefix has it at its d-th place and only token characters behind it, so that a run may start
 * there.
 */
function prefixDistances(prefixes: readonly string[]): Uint32Array {
  const distances = new Uint32Array(128);
  for (const prefix of prefixes) {
    if (!/[^\w-]/.test(prefix)) continue;
    const head = prefix.replace(/[\w-]*$/, "");
    distances[head.charCodeAt(head.length - 1)]! |= 1 << head.length;
  }
  return distances;
}

/** The next free address, on a line of the cache. */
function take(cursor: { at: number }, size: number): number {
  const address = cursor.at;
  cursor.at = (address + size + 63) & ~63;
  return address;
}
