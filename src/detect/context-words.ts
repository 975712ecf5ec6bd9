/**
 * Finds providers' names in the text around a value: `newrelic` in `NEW_RELIC_KEY`, `new-relic`, `newRelic`, "New Relic" and
 * `api.newrelic.com`.
 *
 * Owns the look-up. How near a name must stand is `context-rules`. Values stand close together in some texts, so that what is around
 * them overlaps: each stretch of text is gone over about once, and what stands in it is kept until the next one.
 */

import { createStretch, LONGEST_STRETCH, normalise, standsAt } from "./context-stretch.js";
import { BORDERED_LENGTH, createWordTable, type WordTable } from "./context-word-table.js";
import type { TextWindow } from "./match.js";

/** Bytes that are gone over before and ahead where values stand close together. */
const BEHIND = 192;
const AHEAD = 832;

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
  readonly table: WordTable;
  /** Looks in [start, end) of the window, of which the last kilobyte counts. A window's text must not change while it is in use. */
  find(window: TextWindow, start: number, end: number): WordHits;
}

/** @param words lower case, without `_` and `-`, at least three characters */
export function createContextWords(words: readonly string[]): ContextWords {
  const table = createWordTable(words);
  // encoded when they are met: a short run meets none
  const encoded: Uint8Array[] = new Array(words.length);
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
        encoded[index] ??= Buffer.from(words[index]!, "latin1");
        const word = encoded[index];
        if (word.length <= BORDERED_LENGTH && !(stretch.border[place] === 1 && stretch.border[place + word.length] === 1))
          continue;
        if (!standsAt(stretch, place, word)) continue;
        const first = stretch.origin[place]!;
        const behind = stretch.origin[place + word.length - 1]! + 1;
        const isSpread = behind - first > word.length && holdsBlank(window.bytes, first, behind);
        // of several words each has to be whole
        if (isSpread && !(stretch.border[place] === 1 && stretch.border[place + word.length] === 1)) continue;
        hits.word[count] = index;
        hits.from[count] = first;
        hits.to[count] = behind;
        count++;
      }
    }
  };

  return {
    table,
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

const BLANK = 0x20;

function holdsBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === BLANK) return true;
  return false;
}
