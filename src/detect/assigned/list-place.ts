/**
 * Values behind other brackets than quotes: Lua's long ones, Ruby's lists of words, and the lines of a list below its name.
 */

import { latin1 } from "../bytes.js";
import type { Candidate, Operator } from "./candidate.js";
import { dashedAt, isElement, isListName } from "./list-elements.js";
import { bareEnd, MAX_VALUE } from "./literal.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { skipSpace } from "./text.js";

/** A list's type before its braces: `[]string{"v"`, `new List<string> { "v"`. */
const BRACED = /^(?:new\s{1,8})?(?:\[\])?[A-Za-z_][\w.<>]{0,40}(?:\[\])?(?:\(\))?\s{0,8}\{\s{0,40}(?=["'`])/;
const REACH = 120;

/** Offset of the quote of the first literal of a list in braces, or -1. */
export function bracedEnd({ window, nameStart, nameEnd, kind }: NamePlace, at: number): number {
  const { bytes, end } = window;
  if (kind !== "code" || !isListName(latin1(bytes, nameStart, nameEnd))) return -1;
  const found = BRACED.exec(latin1(bytes, at, Math.min(end, at + REACH)));
  return found === null ? -1 : at + found[0].length;
}

/** `%w[v1 v2]`; `at` is at the `%`. */
export function wordsAt(place: NamePlace, at: number, operator: Operator): Candidate | undefined {
  const { bytes, end } = place.window;
  if ((bytes[at + 1]! | 32) !== 0x77 || (bytes[at + 2] !== 0x5b && bytes[at + 2] !== 0x28)) return undefined;
  const valueStart = skipSpace(bytes, at + 3, end);
  const valueEnd = bareEnd(place.window, valueStart, false);
  return valueEnd - valueStart < MIN_VALUE
    ? undefined
    : assignedCandidate(place, { form: "bare", operator, valueStart, valueEnd });
}

/** The first line of a list below its name, where it is a password's look; `at` is at the dash. */
export function dashedPlace(place: NamePlace, at: number): Candidate | undefined {
  const { nameStart, nameEnd, window, kind } = place;
  if (place.nameQuoted || !isListName(latin1(window.bytes, nameStart, nameEnd))) return undefined;
  const first = dashedAt(
    window,
    at,
    assignedCandidate(place, { form: "bare", operator: ":", valueStart: at, valueEnd: at }),
    kind,
  );
  return first !== undefined && isElement(window, first) ? first : undefined;
}

/** `[[v]]`; `valueStart` is behind the brackets. */
export function longBracketAt(place: NamePlace, valueStart: number, operator: Operator): Candidate | undefined {
  const { bytes, end } = place.window;
  const limit = Math.min(end, valueStart + MAX_VALUE);
  let valueEnd = valueStart;
  while (valueEnd < limit && bytes[valueEnd] !== 0x5d) valueEnd += 1;
  if (bytes[valueEnd] !== 0x5d || bytes[valueEnd + 1] !== 0x5d || valueEnd - valueStart < MIN_VALUE) return undefined;
  return assignedCandidate(place, { form: "quoted", operator, valueStart, valueEnd, quote: 0x5d });
}
