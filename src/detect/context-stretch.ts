/**
 * A stretch of text as `context-words` looks at it: in lower case, without joints, with its borders and the places of possible words.
 */

import { KEY_LETTERS, KEYS_OF_LIST, keyOf, type WordTable } from "./context-word-table.js";
import type { TextWindow } from "./match.js";

export const LONGEST_STRETCH = 1024;

/** A stretch of text in lower case without joints. */
export interface Stretch {
  readonly plain: Uint8Array;
  /** 1 where a word may begin or end before the character. */
  readonly border: Uint8Array;
  /** Where the character stands in the window. */
  readonly origin: Int32Array;
  length: number;
  /** Characters at which the key of some word stands, and the lists of these keys. */
  readonly places: Uint16Array;
  readonly lists: Uint16Array;
}

export function createStretch(): Stretch {
  return {
    plain: new Uint8Array(LONGEST_STRETCH),
    border: new Uint8Array(LONGEST_STRETCH + 1),
    origin: new Int32Array(LONGEST_STRETCH),
    length: 0,
    places: new Uint16Array(LONGEST_STRETCH),
    lists: new Uint16Array(LONGEST_STRETCH),
  };
}

/** Does a word stand at a character? */
export function standsAt({ plain, length }: Stretch, at: number, word: Uint8Array): boolean {
  if (at + word.length > length) return false;
  for (let i = 0; i < word.length; i++) if (plain[at + i] !== word[i]) return false;
  return true;
}

const JOINT = 0;
const PUNCTUATION = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;

/** By byte; a copy of the table is the kernel's. */
export const KIND: Uint8Array = new Uint8Array(256).fill(PUNCTUATION);
for (let i = 0; i < 26; i++) {
  KIND[0x41 + i] = UPPER;
  KIND[0x61 + i] = LOWER;
}
for (let i = 0; i < 10; i++) KIND[0x30 + i] = DIGIT;
KIND[0x5f] = JOINT;
KIND[0x2d] = JOINT;
// "Air Visual", "Alchemy API key": people write in words what code writes in one
KIND[0x20] = JOINT;

/** May a word begin or end between two kinds of characters? 2: where a small letter follows. By the first kind times 8 and the second. */
export const BORDERS: Uint8Array = new Uint8Array(40);
for (let previous = JOINT; previous <= DIGIT; previous++) {
  for (let kind = JOINT; kind <= DIGIT; kind++) {
    const isBorder = previous <= PUNCTUATION || kind <= PUNCTUATION || (kind === DIGIT) !== (previous === DIGIT);
    // newRelic, apiKEYName: a capital behind a small letter, or before one in a row of capitals
    const isHump = kind === UPPER && previous === LOWER;
    BORDERS[(previous << 3) | kind] = isBorder || isHump ? 1 : kind === UPPER && previous === UPPER ? 2 : 0;
  }
}

/** Fills `stretch` with the text of [start, end); returns how many places of possible words it has. */
export function normalise(
  window: TextWindow,
  start: number,
  end: number,
  { used, usedInside }: WordTable,
  stretch: Stretch,
): number {
  const { bytes } = window;
  const { plain, border, origin, places, lists } = stretch;
  let length = 0;
  let found = 0;
  let letters = 0;
  let previous = start > window.start ? KIND[bytes[start - 1]!]! : PUNCTUATION;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    const kind = KIND[byte]!;
    if (kind !== JOINT) {
      border[length] = borderAt(window, i, (previous << 3) | kind);
      plain[length] = kind === UPPER ? byte | 0x20 : byte;
      origin[length] = i;
      length++;
      letters = ((letters << 5) | (byte & 31)) & 0xfffff;
      if (length >= KEY_LETTERS) {
        const key = keyOf(letters);
        const place = length - KEY_LETTERS;
        if (((border[place] === 1 ? used : usedInside)[key >> 3]! & (1 << (key & 7))) !== 0) {
          places[found] = place;
          lists[found] = key / KEYS_OF_LIST;
          found++;
        }
      }
    }
    previous = kind;
  }
  border[length] = end < window.end ? borderAt(window, end, (previous << 3) | KIND[bytes[end]!]!) : 1;
  stretch.length = length;
  // a word of three at the end
  if (length >= KEY_LETTERS - 1) {
    places[found] = length - (KEY_LETTERS - 1);
    lists[found] = keyOf((letters << 5) & 0xfffff) / KEYS_OF_LIST;
    found++;
  }
  return found;
}

function borderAt({ bytes, end }: TextWindow, at: number, kinds: number): number {
  const border = BORDERS[kinds]!;
  if (border < 2) return border;
  return at + 1 < end && KIND[bytes[at + 1]!] === LOWER ? 1 : 0;
}
