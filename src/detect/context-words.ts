/**
 * Finds providers' names in the text around a value: `newrelic` in `NEW_RELIC_KEY`, `new-relic`, `newRelic` and `api.newrelic.com`.
 *
 * Owns the look-up. How near a name must stand is `context-rules`. Values stand close together in some texts, so that what is around
 * them overlaps: each stretch of text is gone over about once, and what stands in it is kept until the next one.
 */

import type { TextWindow } from "./match.js";

/** Words of up to this many letters must stand between borders (`_`, a change of case, punctuation): `box` is not in `inbox`. */
const BORDERED_LENGTH = 6;
/** Words are found by their first letters, digits folded in; there are words of three. */
const KEY_LETTERS = 4;
const KEY_BITS = 17;
/** So many keys have one list of words together. */
const KEYS_OF_LIST = 16;
/** Bytes that are gone over before and ahead where values stand close together. */
const BEHIND = 192;
const AHEAD = 832;
const LONGEST_STRETCH = 1024;

/** The words that stand in a stretch of text, in the order of their starts. Valid until the next call of `find`. */
export interface WordHits {
  /** Hits are those with index in [first, end); of one that reaches out of the asked stretch `from` and `to` tell. */
  first: number;
  end: number;
  readonly word: Uint16Array;
  /** Offset of the word's first byte, and behind its last one. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface ContextWords {
  /** Looks in [start, end) of the window, of which the last kilobyte counts. A window's text must not change while it is in use. */
  find(window: TextWindow, start: number, end: number): WordHits;
}

/** @param words lower case, without `_` and `-`, at least three characters */
export function createContextWords(words: readonly string[]): ContextWords {
  const table = createWordTable(words);
  const stretch = createStretch();
  const hits = {
    first: 0,
    end: 0,
    word: new Uint16Array(LONGEST_STRETCH * 2),
    from: new Int32Array(LONGEST_STRETCH * 2),
    to: new Int32Array(LONGEST_STRETCH * 2),
  };
  let count = 0;
  let lookedAt: TextWindow | undefined;
  let from = 0;
  let to = 0;

  const goOver = (window: TextWindow, start: number, end: number): void => {
    lookedAt = window;
    from = start;
    to = end;
    count = 0;
    const places = normalise(window, start, end, table, stretch);
    for (let i = 0; i < places; i++) {
      const place = stretch.places[i]!;
      for (let at = table.heads[stretch.lists[i]!]!; at !== 0 && count < hits.word.length; at = table.next[at]!) {
        const index = table.entries[at]!;
        const word = table.encoded[index]!;
        if (word.length <= BORDERED_LENGTH && !(stretch.border[place] === 1 && stretch.border[place + word.length] === 1))
          continue;
        if (!standsAt(stretch, place, word)) continue;
        hits.word[count] = index;
        hits.from[count] = stretch.origin[place]!;
        hits.to[count] = stretch.origin[place + word.length - 1]! + 1;
        count++;
      }
    }
  };

  return {
    find(window, start, end) {
      const first = Math.max(start, end - LONGEST_STRETCH);
      if (window !== lookedAt || first < from || end > to) {
        const isNear = window === lookedAt && end > from - BEHIND && first < to;
        const last = isNear ? Math.max(end, Math.min(window.end, first + AHEAD)) : end;
        // what is asked of the next value begins before what was asked of this one
        goOver(window, isNear ? Math.max(window.start, first - BEHIND, last - LONGEST_STRETCH) : first, last);
      }
      let at = 0;
      while (at < count && hits.from[at]! < first) at++;
      hits.first = at;
      while (at < count && hits.from[at]! < end) at++;
      hits.end = at;
      return hits;
    },
  };
}

interface WordTable {
  readonly encoded: readonly Uint8Array[];
  /** A bit for each key that some word begins with, behind a border and elsewhere, where only long words may begin. */
  readonly used: Uint8Array;
  readonly usedInside: Uint8Array;
  /** By list the first entry, by entry the next one, 0: none; `entries`: the word's index. In the order of the words. */
  readonly heads: Uint16Array;
  readonly next: Uint16Array;
  readonly entries: Uint16Array;
}

function createWordTable(words: readonly string[]): WordTable {
  const encoded = words.map((word) => Buffer.from(word, "latin1"));
  // a word of three may go on with anything
  const size = encoded.reduce((sum, word) => sum + (word.length < KEY_LETTERS ? 32 : 1), 1);
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
    if (encoded[index]!.length > BORDERED_LENGTH) table.usedInside[key >> 3]! |= 1 << (key & 7);
    const list = (key / KEYS_OF_LIST) | 0;
    table.entries[entry] = index;
    table.next[entry] = table.heads[list]!;
    table.heads[list] = entry;
  };
  for (let index = encoded.length - 1; index >= 0; index--) {
    const [a, b, c, d] = encoded[index]! as unknown as [number, number, number, number?];
    const three = ((a & 31) << 15) | ((b & 31) << 10) | ((c & 31) << 5);
    if (d !== undefined) add(three | (d & 31), index);
    else for (let last = 0; last < 32; last++) add(three | last, index);
  }
  return { ...table, encoded };
}

/** @param letters low five bits of each of four characters */
function keyOf(letters: number): number {
  return Math.imul(letters, 0x9e3779b1) >>> (32 - KEY_BITS);
}

/** A stretch of text in lower case without joints. */
interface Stretch {
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

function createStretch(): Stretch {
  return {
    plain: new Uint8Array(LONGEST_STRETCH),
    border: new Uint8Array(LONGEST_STRETCH + 1),
    origin: new Int32Array(LONGEST_STRETCH),
    length: 0,
    places: new Uint16Array(LONGEST_STRETCH),
    lists: new Uint16Array(LONGEST_STRETCH),
  };
}

function standsAt({ plain, length }: Stretch, at: number, word: Uint8Array): boolean {
  if (at + word.length > length) return false;
  for (let i = 0; i < word.length; i++) if (plain[at + i] !== word[i]) return false;
  return true;
}

const JOINT = 0;
const PUNCTUATION = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;

const KIND = new Uint8Array(256).fill(PUNCTUATION);
for (let i = 0; i < 26; i++) {
  KIND[0x41 + i] = UPPER;
  KIND[0x61 + i] = LOWER;
}
for (let i = 0; i < 10; i++) KIND[0x30 + i] = DIGIT;
KIND[0x5f] = JOINT;
KIND[0x2d] = JOINT;

/** May a word begin or end between two kinds of characters? 2: where a small letter follows. By the first kind times 8 and the second. */
const BORDERS = new Uint8Array(40);
for (let previous = JOINT; previous <= DIGIT; previous++) {
  for (let kind = JOINT; kind <= DIGIT; kind++) {
    const isBorder = previous <= PUNCTUATION || kind <= PUNCTUATION || (kind === DIGIT) !== (previous === DIGIT);
    // newRelic, apiKEYName: a capital behind a small letter, or before one in a row of capitals
    const isHump = kind === UPPER && previous === LOWER;
    BORDERS[(previous << 3) | kind] = isBorder || isHump ? 1 : kind === UPPER && previous === UPPER ? 2 : 0;
  }
}

/** Fills `stretch` with the text of [start, end); returns how many places of possible words it has. */
function normalise(window: TextWindow, start: number, end: number, { used, usedInside }: WordTable, stretch: Stretch): number {
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
