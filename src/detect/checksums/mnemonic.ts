/**
 * BIP39 mnemonics: 12, 15, 18, 21 or 24 English words of 11 bits; the last bits are the start of a SHA-256 over the others.
 *
 * Only the English list is known here. A text with other words is no mnemonic for us: nothing is said.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { MNEMONIC_WORDS } from "./mnemonic-words.js";
import { sha256 } from "./sha256.js";

const BITS_A_WORD = 11;
const SEPARATOR = /[\s,"'-]+/;

let wordList: readonly string[] | undefined;
let wordIndex: ReadonlyMap<string, number> | undefined;

export const BIP39: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const words = wordsOf(secret);
    const indexes = words.map(indexOf);
    return isCount(words.length) && !indexes.includes(-1) ? judged(completed(indexes).at(-1) === indexes.at(-1)) : undefined;
  },
  /** Words outside the list are replaced by words of the list; blanks between words become one. */
  complete(draft: string): string {
    const words = wordsOf(draft);
    if (!isCount(words.length)) return draft;
    const indexes = words.map((word) => (indexOf(word) >= 0 ? indexOf(word) : standInFor(word)));
    return completed(indexes)
      .map((index) => list()[index])
      .join(" ");
  },
};

function wordsOf(text: string): readonly string[] {
  return text.trim().toLowerCase().split(SEPARATOR);
}

function isCount(words: number): boolean {
  return words >= 12 && words <= 24 && words % 3 === 0;
}

function list(): readonly string[] {
  wordList ??= MNEMONIC_WORDS.trim().split(/\s+/);
  return wordList;
}

function indexOf(word: string): number {
  wordIndex ??= new Map(list().map((entry, index) => [entry, index]));
  return wordIndex.get(word) ?? -1;
}

function standInFor(word: string): number {
  let hash = 0;
  for (const character of word) hash = (hash * 31 + character.charCodeAt(0)) % list().length;
  return hash;
}

/** The same words with the checksum bits of the last one made right. */
function completed(indexes: readonly number[]): readonly number[] {
  const bits = indexes.map((index) => index.toString(2).padStart(BITS_A_WORD, "0")).join("");
  const sumLength = indexes.length / 3;
  const entropy = bits.slice(0, bits.length - sumLength);
  const bytes = Uint8Array.from(entropy.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
  const sum = (sha256(bytes)[0] ?? 0).toString(2).padStart(8, "0").slice(0, sumLength);
  const last = Number.parseInt((entropy + sum).slice(-BITS_A_WORD), 2);
  return [...indexes.slice(0, -1), last];
}
