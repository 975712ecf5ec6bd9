/**
 * How much of a value is made of words, also of words written in leet (`p4ssw0rd`).
 *
 * Owns the word list's look-up; the list is `word-table.ts`.
 */

import { PRIME, SEED, SLOTS, wordTable } from "./word-table.js";

const LONGEST = 14;
const SHORTEST = 3;
/** Longer values are measured by their first characters. */
const MAX_LENGTH = 48;

let table: Int32Array | undefined;

function has(slots: Int32Array, hash: number): boolean {
  let at = (hash >>> 7) & (SLOTS - 1);
  while (slots[at] !== 0) {
    if (slots[at] === hash) return true;
    at = (at + 1) & (SLOTS - 1);
  }
  return false;
}

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "+": "t",
};

/** The value in lower case with the usual signs and digits read as the letters they stand for. */
export function withoutLeet(value: string): string {
  let text = "";
  for (const sign of value.toLowerCase()) text += LEET[sign] ?? sign;
  return text;
}

export interface WordCover {
  /** Share of the letters in words of three letters or more, best split, 0 to 1; a little less for many short words. */
  readonly cover: number;
  /** Letters of the longest word in that split. */
  readonly longest: number;
}

/** @param lower text in lower case */
export function wordCover(lower: string): WordCover {
  table ??= wordTable();
  const length = Math.min(lower.length, MAX_LENGTH);
  let letters = 0;
  // best[i]: most letters covered in the first i characters, a word of n letters counting n - 1/n so that fewer, longer ones win
  const best = new Float64Array(length + 1);
  const longestTo = new Uint8Array(length + 1);
  for (let i = 0; i < length; i += 1) {
    const code = lower.charCodeAt(i);
    const isLetter = code >= 97 && code <= 122;
    if (isLetter) letters += 1;
    if (best[i]! >= best[i + 1]!) {
      best[i + 1] = best[i]!;
      longestTo[i + 1] = longestTo[i]!;
    }
    if (!isLetter) continue;
    let hash = SEED;
    for (let j = i; j < length && j - i < LONGEST; j += 1) {
      const next = lower.charCodeAt(j);
      if (next < 97 || next > 122) break;
      hash = Math.imul(hash ^ next, PRIME);
      const size = j - i + 1;
      if (size < SHORTEST || !has(table, hash)) continue;
      const value = best[i]! + size - 1 / size;
      if (value > best[j + 1]!) {
        best[j + 1] = value;
        longestTo[j + 1] = Math.max(longestTo[i]!, size);
      }
    }
  }
  return { cover: letters === 0 ? 0 : Math.min(1, best[length]! / letters), longest: longestTo[length]! };
}
