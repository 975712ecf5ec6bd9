/**
 * Where a match stands: at its secret, but for a key in armour at its `-----BEGIN` line, since that is the line one looks for,
 * comments on and deletes.
 */

import type { Match } from "../detect/match.js";
import type { Span } from "../model/location.js";

/** A place in the text and what of it may be shown before the secret's mask. */
export interface Place extends Span {
  readonly head: string;
}

const BEGIN = /^-----BEGIN [A-Z0-9 ]{3,60}-----/;
const LONGEST_BEGIN = 80;
const DASH = 0x2d;

/** @param window the bytes that the match points into, valid up to `length` */
export function placeOf(match: Match, window: Uint8Array, length: number): Place {
  const { start, end, matchStart, matchEnd } = match;
  if (window[matchStart] !== DASH || matchStart === start) return { start, end, head: "" };
  const head = BEGIN.exec(Buffer.from(window.subarray(matchStart, matchStart + LONGEST_BEGIN)).toString("latin1"))?.[0];
  if (head === undefined) return { start, end, head: "" };
  let last = matchEnd;
  while (last < length && window[last] === DASH) last++;
  return { start: matchStart, end: last, head };
}
