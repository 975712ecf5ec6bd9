/**
 * Hash tables over words and prefixes: a bitmap that most places fail, and chains of entries that the kernel compares.
 *
 * Owns their form; `kernel/layout.ts` has the same. This runs at every start, before anything is compiled by the engine, so it
 * avoids work by the character where a call does the same.
 */

const ENTRY_SIZE = 32;
const FIELDS: number = ENTRY_SIZE / 4;
const HASH_BITMAP_SIZE = 65536 / 8;
/** Makes capitals lower case, and some other bytes the same: the comparison that follows is exact. */
const FOLDING = 0x20202020;
const LONGEST = 16;

export interface Chains {
  /** 65,536 bits by the high half of the hash: of a word's first four bytes folded, of a prefix's first three. */
  readonly bitmap: Uint8Array;
  /** First entry, counted from 1, by the high bits of the hash of the first three bytes (of a word folded). */
  readonly heads: Uint16Array;
  /** 32 bytes each: text padded with zeros, mask of its bytes, length, index, next entry of the chain. Longest first. */
  readonly entries: Uint8Array;
}

/** @param words 3 to 16 bytes of lower-case ASCII */
export function wordChains(words: readonly string[]): Chains {
  const { heads, entries, fields } = linked(words, 10, FOLDING);
  const bitmap = new Uint8Array(HASH_BITMAP_SIZE);
  for (let index = 0; index < words.length; index++) {
    const bytes = fields[index * FIELDS]! | FOLDING;
    if (fields[index * FIELDS + 5]! > 3) admit(bitmap, bytes);
    else for (let last = 0x20; last < 0x100; last++) admit(bitmap, (bytes & 0xffffff) | ((last | 0x20) << 24));
  }
  return { bitmap, heads, entries };
}

/** @param prefixes 2 to 16 bytes; those of two have a bitmap of their own and are in no chain */
export function prefixChains(prefixes: readonly string[]): Chains {
  const { heads, entries, fields } = linked(prefixes, 12, 0);
  const bitmap = new Uint8Array(HASH_BITMAP_SIZE);
  for (let index = 0; index < prefixes.length; index++) {
    if (fields[index * FIELDS + 5]! > 2) admit(bitmap, fields[index * FIELDS]! & 0xffffff);
  }
  return { bitmap, heads, entries };
}

/** 65,536 bits: the prefixes of two bytes. */
export function pairBitmap(prefixes: readonly string[]): Uint8Array {
  const bitmap = new Uint8Array(HASH_BITMAP_SIZE);
  for (const prefix of prefixes) {
    if (prefix.length === 2) setBit(bitmap, prefix.charCodeAt(0) | (prefix.charCodeAt(1) << 8));
  }
  return bitmap;
}

/** Entries in the order of `texts`; a chain gets its shortest text first, so that it starts with its longest. */
function linked(texts: readonly string[], headBits: number, folding: number): Omit<Chains, "bitmap"> & { fields: Uint32Array } {
  const heads = new Uint16Array(1 << headBits);
  const entries = Buffer.alloc(texts.length * ENTRY_SIZE);
  const fields = new Uint32Array(entries.buffer, entries.byteOffset, entries.length / 4);
  const byLength: number[][] = Array.from({ length: LONGEST + 1 }, () => []);
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    entries.write(text, index * ENTRY_SIZE, "latin1");
    byLength[text.length]!.push(index);
  }
  for (let length = 2; length <= LONGEST; length++) {
    for (const index of byLength[length]!) {
      const at = index * FIELDS;
      fields[at + 4] = 2 ** length - 1;
      fields[at + 5] = length;
      fields[at + 6] = index;
      if (length === 2) continue;
      const head = hash((fields[at]! | folding) & 0xffffff) >>> (32 - headBits);
      fields[at + 7] = heads[head]!;
      heads[head] = index + 1;
    }
  }
  return { heads, entries, fields };
}

function admit(bitmap: Uint8Array, bytes: number): void {
  setBit(bitmap, hash(bytes) >>> 16);
}

function setBit(bitmap: Uint8Array, bit: number): void {
  bitmap[bit >> 3]! |= 1 << (bit & 7);
}

function hash(bytes: number): number {
  return Math.imul(bytes, 0x9e3779b1) >>> 0;
}
