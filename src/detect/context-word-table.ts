/**
 * The words of `context-words` by their first letters.
 */

/** Words of up to this many letters must stand between borders (`_`, a change of case, punctuation): `box` is not in `inbox`. */
export const BORDERED_LENGTH = 6;
/** Words are found by their first letters, digits folded in; there are words of three. */
export const KEY_LETTERS = 4;
const KEY_BITS = 17;
/** So many keys have one list of words together. */
export const KEYS_OF_LIST = 16;
export interface WordTable {
  /** A bit for each key that some word begins with, behind a border and elsewhere, where only long words may begin. */
  readonly used: Uint8Array;
  readonly usedInside: Uint8Array;
  /** By list the first entry, by entry the next one, 0: none; `entries`: the word's index. In the order of the words. */
  readonly heads: Uint16Array;
  readonly next: Uint16Array;
  readonly entries: Uint16Array;
}

export function createWordTable(words: readonly string[]): WordTable {
  // a word of three may go on with anything
  let size = 1;
  for (const word of words) size += word.length < KEY_LETTERS ? 32 : 1;
  const table = {
    used: new Uint8Array(1 << (KEY_BITS - 3)),
    usedInside: new Uint8Array(1 << (KEY_BITS - 3)),
    heads: new Uint16Array((1 << KEY_BITS) / KEYS_OF_LIST),
    next: new Uint16Array(size),
    entries: new Uint16Array(size),
  };
  let entry = 0;
  const add = (letters: number, index: number): void => {
    const key = keyOf(letters);
    entry++;
    table.used[key >> 3]! |= 1 << (key & 7);
    if (words[index]!.length > BORDERED_LENGTH) table.usedInside[key >> 3]! |= 1 << (key & 7);
    const list = (key / KEYS_OF_LIST) | 0;
    table.entries[entry] = index;
    table.next[entry] = table.heads[list]!;
    table.heads[list] = entry;
  };
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index]!;
    const three = ((word.charCodeAt(0) & 31) << 15) | ((word.charCodeAt(1) & 31) << 10) | ((word.charCodeAt(2) & 31) << 5);
    if (word.length >= KEY_LETTERS) add(three | (word.charCodeAt(3) & 31), index);
    else for (let last = 0; last < 32; last++) add(three | last, index);
  }
  return table;
}

/** @param letters low five bits of each of four characters */
export function keyOf(letters: number): number {
  return Math.imul(letters, 0x9e3779b1) >>> (32 - KEY_BITS);
}
