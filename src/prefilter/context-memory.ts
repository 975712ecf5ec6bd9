/**
 * The tables of context words in the kernel's memory.
 *
 * Owns their addresses behind the start of the block; `kernel/layout.ts` names the same.
 */

import type { ContextTable } from "./tables.js";

const BORDERS = 256;
/** Four addresses: of `next`, of `entries`, of the texts, of `fits`. */
const ADDRESSES = 320;
/** By byte: as it is compared, in lower case, 0 for a joint. */
const PLAIN = 384;
/** 2^12 u8 by the hash of a word's first three letters: bits by the fourth one. */
const SIEVE = 640;
const HEADS = 4736;
const NEXT = 21120;
/** 31 bytes of a word and its length; of a longer one its start counts. */
const TEXT_SIZE = 32;
const LONGEST = TEXT_SIZE - 1;

/** Kinds of bytes, and what a NUL is compared as: no word holds it. */
const JOINT = 0;
const CAPITAL = 3;
const NOTHING = 1;
const GOLDEN = 0x9e3779b1;

/** Bytes of the block. */
export function contextSize(table: ContextTable): number {
  return fitsAt(table) + table.fits.length;
}

export function writeContext(memory: ArrayBuffer, at: number, table: ContextTable): void {
  const { kinds, borders, heads, next, entries, texts, fits } = table;
  const bytes = new Uint8Array(memory, at, contextSize(table));
  bytes.set(kinds, 0);
  bytes.set(borders, BORDERS);
  const textStart = textsAt(next, entries);
  new Uint32Array(memory, at + ADDRESSES, 4).set([at + NEXT, at + NEXT + next.byteLength, at + textStart, at + fitsAt(table)]);
  bytes.set(fits, fitsAt(table));
  for (const text of texts) admit(bytes, text);
  kinds.forEach((kind, byte) => {
    bytes[PLAIN + byte] = kind === JOINT ? 0 : kind === CAPITAL ? byte | 0x20 : byte || NOTHING;
  });
  new Uint16Array(memory, at + HEADS, heads.length).set(heads);
  new Uint16Array(memory, at + NEXT, next.length).set(next);
  new Uint16Array(memory, at + NEXT + next.byteLength, entries.length).set(entries);
  // one string, since one long write is cheaper than many short ones
  let entriesText = "";
  for (const text of texts)
    entriesText += text.slice(0, LONGEST).padEnd(LONGEST, "\0") + String.fromCharCode(Math.min(text.length, LONGEST));
  Buffer.from(memory, at).write(entriesText, textStart, "latin1");
}

/** Lets the first four letters of a word through; those of a word of three with every fourth. */
function admit(bytes: Uint8Array, word: string): void {
  const three = ((word.charCodeAt(0) & 31) << 10) | ((word.charCodeAt(1) & 31) << 5) | (word.charCodeAt(2) & 31);
  bytes[SIEVE + (Math.imul(three, GOLDEN) >>> 20)]! |= word.length > 3 ? 1 << (word.charCodeAt(3) & 7) : 0xff;
}

function fitsAt({ next, entries, texts }: ContextTable): number {
  return textsAt(next, entries) + texts.length * TEXT_SIZE;
}

function textsAt(next: Uint16Array, entries: Uint16Array): number {
  return NEXT + Math.ceil((next.byteLength + entries.byteLength) / TEXT_SIZE) * TEXT_SIZE;
}
