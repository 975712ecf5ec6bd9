/**
 * Places of words that repeat what was judged before: `key="abc" key="abc" …` for a megabyte is judged once.
 *
 * What is said of a place depends on nothing but the text around it, so where that text is the same as one period before, and nothing
 * was found there, nothing is found here. Each byte is compared once, however long the repetition.
 */

import type { TextWindow } from "./match.js";

/** More than any look at a place reaches, but at one with rows: before it, and behind it over a list of values. */
export const BEHIND = 1024;
export const AHEAD = 8192;
const LONGEST_PERIOD = 512;

export interface Repetition {
  /** True where the last place of the word held nothing and the text around both is the same. */
  isHarmless(window: TextWindow, at: number, word: number): boolean;
  /** To be told of each place that was judged, in the order of the text. */
  judged(window: TextWindow, at: number, word: number, isHarmless: boolean): void;
}

/** @param words how many there are */
export function createRepetition(words: number): Repetition {
  /** By word its last harmless place. */
  const places = new Int32Array(words);
  let last: TextWindow | undefined;
  let period = 0;
  // bytes in [from, to) are those one period before
  let from = 0;
  let to = 0;

  return {
    isHarmless(window, at, word) {
      if (window !== last) return false;
      const { bytes } = window;
      const distance = at - places[word]!;
      const first = at - BEHIND;
      const end = at + AHEAD;
      if (distance > LONGEST_PERIOD || first - distance < window.start || end > window.end) return false;
      if (distance !== period || first < from || first > to) {
        period = distance;
        from = first;
        to = first;
      }
      while (to < end && bytes[to] === bytes[to - distance]) to++;
      if (to < end) return false;
      places[word] = at;
      return true;
    },
    judged(window, at, word, isHarmless) {
      if (window !== last) {
        last = window;
        places.fill(-LONGEST_PERIOD - 1);
        period = 0;
      }
      places[word] = isHarmless ? at : -LONGEST_PERIOD - 1;
    },
  };
}
