/**
 * The stretches of a version that the kernel must go over again: its edits, with all around them from where they can be seen.
 *
 * The kernel looks at most some 420 bytes back and 1,024 ahead, but for what goes on without a break: a run of token characters, a row of
 * blanks. So a stretch reaches four quarters of 320 bytes beyond its edits, in each of which a blank and something else must stand; then
 * nothing that an edit is a part of, or is parted from by blanks alone, goes on beyond it.
 */

import { COPY_NUMBERS } from "../../sources/git/delta-copies.js";
import type { IntList } from "../../sources/git/int-list.js";

const QUARTER = 320;
const QUARTERS = 4;
const REACH: number = QUARTER * QUARTERS;
const BLANK = 0x20;

/**
 * @param copies what the version has of its base, from `copiesOf`
 * @param bytes the version
 * @param into takes the stretches, by offset: where each begins and ends
 * @returns false where something goes on beyond them
 */
export function editedStretches(copies: IntList, size: number, baseSize: number, bytes: Uint8Array, into: IntList): boolean {
  into.length = 0;
  let from = -1;
  let to = -1;
  const edited = (start: number, end: number): boolean => {
    const first = Math.max(0, start - REACH);
    if (from >= 0 && first <= to) {
      to = Math.min(size, end + REACH);
      return true;
    }
    if (from >= 0 && !close()) return false;
    from = first;
    to = Math.min(size, end + REACH);
    return start < REACH || isBroken(bytes, start - REACH);
  };
  const close = (): boolean => {
    into.push(from);
    into.push(to);
    return to === size || isBroken(bytes, to - REACH);
  };
  let last = 0;
  let lastInBase = 0;
  for (let i = 0; i < copies.length; i += COPY_NUMBERS) {
    const start = copies.at(i);
    const inBase = copies.at(i + 2);
    // between two stretches of the base something was taken out at least
    if ((start > 0 || inBase > 0) && !edited(last, start)) return false;
    last = copies.at(i + 1);
    lastInBase = inBase + (last - start);
  }
  if ((last < size || lastInBase < baseSize) && !edited(last, size)) return false;
  return from < 0 || close();
}

/** In each quarter stands a blank, or a line's end, and something that is none. */
function isBroken(bytes: Uint8Array, start: number): boolean {
  for (let quarter = start; quarter < start + REACH; quarter += QUARTER) {
    const end = quarter + QUARTER;
    let at = quarter;
    const isFirstBlank = bytes[at]! <= BLANK;
    while (at < end && bytes[at]! <= BLANK === isFirstBlank) at++;
    if (at === end) return false;
  }
  return true;
}
