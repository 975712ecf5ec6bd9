/**
 * The places of a clean text where the kernel saw something and the judges nothing: what they looked at there, and whether it is still so
 * in a text that is made of it.
 */

import { ASSIGNED_WORDS, HAS_ROWS } from "../../detect/assigned/assigned.js";
import { latin1 } from "../../detect/bytes.js";
import { AHEAD, BEHIND } from "../../detect/repetition.js";
import type { Span } from "../../model/location.js";
import { HAS_PREFIX, MAY_BE_ENCODED, type Prefilter, RUN_LENGTH } from "../../prefilter/prefilter.js";
import { COPY_NUMBERS } from "../../sources/git/delta-copies.js";
import type { IntList } from "../../sources/git/int-list.js";
import { LOOKAHEAD, LOOKBACK } from "../blob-session.js";
import { ESCAPES } from "../escaped-span.js";

/** A candidate that was dropped. */
export interface Place extends Span {
  readonly isRun: boolean;
  /** Its judges look no further than this before it and behind it. */
  readonly behind: number;
  readonly ahead: number;
}

/** A text that has more of them is data. */
const MOST_PLACES = 1024;
const WORD = 0x80000000;
/** Of the kernel's words. */
const LONGEST_WORD = 16;

/** Whether one of some words stands at a place, in any letter case. */
type WordTest = (bytes: Uint8Array, at: number) => boolean;

/** @param words in lower case, of at least three characters */
export function wordTest(words: readonly string[]): WordTest {
  const byStart = new Map<string, string[]>();
  for (const word of words) byStart.set(word.slice(0, 3), [...(byStart.get(word.slice(0, 3)) ?? []), word]);
  return (bytes, at) => {
    const text = latin1(bytes, at, at + LONGEST_WORD).toLowerCase();
    return byStart.get(text.slice(0, 3))?.some((word) => text.startsWith(word)) === true;
  };
}

const isEscape: WordTest = wordTest(ESCAPES);
const hasRows: WordTest = wordTest(ASSIGNED_WORDS.filter((_, index) => HAS_ROWS[index]));

/**
 * @param count candidates of the kernel's last scan
 * @param size of the text in the window
 * @param isFarWord told the text from where a word stands: whether it is more than the word of a name
 * @returns undefined where one may be encoded or has rows, since it is not told how far that goes; or where there are too many
 */
export function placesIn(
  { candidates, window }: Prefilter,
  count: number,
  size: number,
  isFarWord: WordTest,
): readonly Place[] | undefined {
  if (count > MOST_PLACES) return undefined;
  const places: Place[] = [];
  for (let i = 0; i < count * 2; i += 2) {
    const start = candidates[i]!;
    const info = candidates[i + 1]!;
    const isRun = info < WORD;
    if (isRun ? (info & MAY_BE_ENCODED) !== 0 : isEscape(window, start) || hasRows(window, start)) return undefined;
    const end = isRun ? Math.min(size, start + (info & RUN_LENGTH)) : start + 1;
    // around a name or a value so much is looked at as makes a repetition; behind the start of a private key all that there is
    const isFar = isRun ? (info & HAS_PREFIX) !== 0 : isFarWord(window, start);
    places.push({ start, end, isRun, behind: isFar ? LOOKBACK : BEHIND, ahead: isFar ? LOOKAHEAD : AHEAD });
  }
  return places;
}

/**
 * Adds to `into` the places of the base that stand in the new text, but for those in its stretches, which the kernel has gone over.
 *
 * @param copies what the new text has of the base, from `copiesOf`
 * @param stretches of the new text, from `editedStretches`
 * @param isHarmless asked of each place within whose reach something was edited
 * @returns false when one is not harmless, or there are too many of them
 */
export function carryPlaces(
  base: { readonly size: number; readonly places: readonly Place[] },
  copies: IntList,
  stretches: IntList,
  size: number,
  into: Place[],
  isHarmless: (place: Place) => boolean,
): boolean {
  if (base.places.length === 0) return true;
  for (let i = 0; i < copies.length; i += COPY_NUMBERS) {
    const start = copies.at(i);
    const end = copies.at(i + 1);
    const from = copies.at(i + 2);
    const to = from + (end - start);
    const first = from === 0 && start === 0 ? Number.NEGATIVE_INFINITY : from;
    const last = to === base.size && end === size ? Number.POSITIVE_INFINITY : to;
    for (const place of base.places) {
      if (place.start < from || place.end > to) continue;
      const moved = { ...place, start: place.start + start - from, end: place.end + start - from };
      if (isWithin(stretches, moved.isRun ? moved.end - 1 : moved.start)) continue;
      const isSame = place.start - place.behind >= first && place.end + place.ahead <= last;
      if (!isSame && !isHarmless(moved)) return false;
      into.push(moved);
    }
  }
  return into.length <= MOST_PLACES;
}

function isWithin(stretches: IntList, at: number): boolean {
  for (let i = 0; i < stretches.length; i += 2) if (at >= stretches.at(i) && at < stretches.at(i + 1)) return true;
  return false;
}
