/**
 * Whether a value can be a context rule's by its length and by what stands right beside it: asked before the rule's expression is, or
 * is even made; the prefilter asks the same of all rules that a word has.
 */

import { type RuleCore, SIGNS } from "../model/rule.js";
import { isTokenByte } from "./bytes.js";
import type { TextWindow } from "./match.js";

/** False where a rule surely matches no text that begins at or before the value's start and ends at or behind its end. */
export type FitCheck = (ruleIndex: number, window: TextWindow, start: number, end: number) => boolean;

export interface ContextFit {
  readonly mayFit: FitCheck;
  /**
   * For the prefilter: by word 20 bytes, low bytes first. 16 of them are a bitmap of the ASCII characters over which some match of its
   * rules goes on, then the least and the greatest length (u16) of a value that stands between other characters.
   */
  fitsOf(rulesOfWord: readonly (readonly number[])[]): Uint8Array;
}

/** Bytes of a word's record. */
const RECORD = 20;
const BITMAP = 16;
const ASCII = 128;
const LONGEST = 0xffff;
/** Bit of `RuleCore.signs` for all that `SIGNS` does not name. */
const OTHERS: number = 1 << SIGNS.length;

export function createContextFit(rules: readonly RuleCore[]): ContextFit {
  const maps = new Map<number, Uint8Array>();
  /** By byte: 1 where a match with these signs may go on over it. */
  const mapOf = (signs: number): Uint8Array => {
    let map = maps.get(signs);
    if (map === undefined) {
      map = joinsOf(signs);
      maps.set(signs, map);
    }
    return map;
  };

  const bitmaps = new Map<number, Uint8Array>();
  /** The same for ASCII, a bit each. Most words share a few: made for each word they would take longer than the rest of a start's tables. */
  const bitmapOf = (signs: number): Uint8Array => {
    let bitmap = bitmaps.get(signs);
    if (bitmap === undefined) {
      const joins = mapOf(signs);
      bitmap = new Uint8Array(BITMAP);
      for (let byte = 0; byte < ASCII; byte++) if (joins[byte] === 1) bitmap[byte >> 3]! |= 1 << (byte & 7);
      bitmaps.set(signs, bitmap);
    }
    return bitmap;
  };

  return {
    mayFit(ruleIndex, { bytes, start: first, end: last }, start, end) {
      const { signs, minLength, maxLength } = rules[ruleIndex]!;
      const length = end - start;
      if (length > maxLength) return false;
      if (length >= minLength) return true;
      const joins = mapOf(signs);
      return (start > first && joins[bytes[start - 1]!] === 1) || (end < last && joins[bytes[end]!] === 1);
    },
    fitsOf(rulesOfWord) {
      const fits = new Uint8Array(rulesOfWord.length * RECORD);
      rulesOfWord.forEach((indexes, word) => {
        let signs = 0;
        let least = LONGEST;
        let most = 0;
        for (const index of indexes) {
          const rule = rules[index]!;
          signs |= rule.signs;
          least = Math.min(least, rule.minLength);
          most = Math.max(most, rule.maxLength);
        }
        const at = word * RECORD;
        fits.set(bitmapOf(signs), at);
        fits.set([least & 0xff, least >> 8, Math.min(most, LONGEST) & 0xff, Math.min(most, LONGEST) >> 8], at + BITMAP);
      });
      return fits;
    },
  };
}

function joinsOf(signs: number): Uint8Array {
  const joins = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) if (isTokenByte(byte) || (signs & OTHERS) !== 0) joins[byte] = 1;
  for (let i = 0; i < SIGNS.length; i++) if ((signs & (1 << i)) !== 0) joins[SIGNS.charCodeAt(i)] = 1;
  return joins;
}
