/**
 * What the prefilter is told of the words of assigned secrets: those at most of whose places it sees by itself that nothing stands there.
 */

import type { NameTable } from "../../prefilter/tables.js";
import { LEAST_BITS_OF_LETTERS } from "./draw.js";
import { NAME_BYTES } from "./text.js";
import { type Borders, WORD_BORDERS } from "./word-borders.js";
import { ASSIGNED_WORDS, IS_WEAK, WORD_KINDS } from "./words.js";

const CHECK = { name: 1, weakName: 2, url: 3, call: 4, header: 5, codePoint: 6 } as const;

/**
 * The words that are checked, and the table that says for what.
 *
 * @param isOthers true for a word at which other rules look as well
 * @param codePoints escapes that are followed by a number and `}`
 */
export function nameTable(
  isOthers: (word: string) => boolean,
  codePoints: readonly string[] = [],
): { readonly words: readonly string[]; table(): NameTable } {
  const words: string[] = [];
  const checks: number[] = [];
  const borders: (Borders | undefined)[] = [];
  ASSIGNED_WORDS.forEach((word, index) => {
    const check = checkOf(word, index);
    if (check === undefined || isOthers(word)) return;
    words.push(word);
    borders.push(WORD_BORDERS[index]);
    checks.push(check);
  });
  for (const word of codePoints) {
    words.push(word);
    borders.push(undefined);
    checks.push(CHECK.codePoint);
  }
  return {
    words,
    table: () => ({
      checks: Uint8Array.from(checks),
      borders: recordsOf(borders),
      bytes: NAME_BYTES,
      leastOfWords: LEAST_BITS_OF_LETTERS,
    }),
  };
}

function checkOf(word: string, index: number): number | undefined {
  switch (WORD_KINDS[index]) {
    case "name":
      return IS_WEAK[index]! ? CHECK.weakName : CHECK.name;
    case "url":
      return CHECK.url;
    case "header":
      return CHECK.header;
    case "call":
      // a word with the first argument's quote in it is seldom enough
      return word.includes('"') ? undefined : CHECK.call;
    default:
      return undefined;
  }
}

const ANYTHING = 255;

function recordsOf(all: readonly (Borders | undefined)[]): Uint8Array {
  const offsets: number[] = [];
  const records: number[] = [];
  for (const { tails, notBehind = [], notBehindAlone = [], startsWord } of all.map((borders) => borders ?? {})) {
    const offset = all.length * 2 + records.length;
    offsets.push(offset & 0xff, offset >> 8);
    records.push(startsWord ? 1 : 0);
    if (tails === undefined) records.push(ANYTHING);
    else records.push(...listOf(tails.filter((tail) => !tail.endsWith("$"))));
    records.push(...listOf((tails ?? []).flatMap((tail) => (tail.endsWith("$") ? [tail.slice(0, -1)] : []))));
    records.push(...listOf(notBehind), ...listOf(notBehindAlone));
  }
  return Uint8Array.from([...offsets, ...records]);
}

function listOf(texts: readonly string[]): number[] {
  return [texts.length, ...texts.flatMap((text) => [text.length, ...Buffer.from(text, "latin1")])];
}
