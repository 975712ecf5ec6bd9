/**
 * Places in which a value stands in a block of its own: YAML's block scalars, tables of Markdown, defaults of references.
 */

import type { TextWindow } from "../match.js";
import { createSeeker } from "../seeker.js";
import type { Candidate } from "./candidate.js";
import { bareEnd, MAX_VALUE } from "./literal.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { BACKTICK, identifierEnd, isBlank, isDigit, isLetter, isLineEnd, isQuote, lineStart, skipBlanks } from "./text.js";

const REACH = 240;

const toFallbackEnd = createSeeker((byte) => byte === 0x7d || isLineEnd(byte) || isQuote(byte));

/** `key: |` with one line of value below; `at` is at the `|` or `>`. */
export function scalarAt(place: NamePlace, at: number): Candidate | undefined {
  const { window, nameStart } = place;
  const { bytes, start, end } = window;
  let i = at + 1;
  while (i < at + 3 && (bytes[i] === 0x2b || bytes[i] === 0x2d || isDigit(bytes[i]))) i += 1;
  i = skipBlanks(bytes, i, end);
  if (!isLineEnd(bytes[i])) return undefined;
  const line = bytes[i] === 0x0d && bytes[i + 1] === 0x0a ? i + 2 : i + 1;
  const valueStart = skipBlanks(bytes, line, Math.min(end, line + 80));
  if (valueStart - line <= indentOf(bytes, nameStart, start)) return undefined;
  const valueEnd = bareEnd(window, valueStart, true);
  if (valueEnd - valueStart < MIN_VALUE || !(valueEnd === end || isLineEnd(bytes[valueEnd]))) return undefined;
  const next = valueEnd + (bytes[valueEnd] === 0x0d ? 2 : 1);
  if (next < end && !isLineEnd(bytes[next]) && skipBlanks(bytes, next, end) - next >= valueStart - line) return undefined;
  return assignedCandidate(place, { form: "bare", operator: ":", valueStart, valueEnd });
}

/** `!!str v`: offset behind the tag and its blanks, or `at` where a value begins so. `!ref v` names what stands elsewhere. */
export function behindTag({ bytes, end }: TextWindow, at: number): number {
  if (bytes[at] !== 0x21 || bytes[at + 1] !== 0x21) return at;
  let i = at + 2;
  while (isLetter(bytes[i])) i += 1;
  const value = skipBlanks(bytes, i, end);
  return i > at + 2 && value > i && !isLineEnd(bytes[value]) ? value : at;
}

/** `&name v`: offset behind the anchor and its blanks, or `at` where there is none, or nothing but the end of the line behind it. */
export function behindAnchor({ bytes, end }: TextWindow, at: number): number {
  if (bytes[at] !== 0x26 || !isLetter(bytes[at + 1])) return at;
  const value = skipBlanks(bytes, identifierEnd(bytes, at + 1, end), end);
  return isBlank(bytes[value - 1]) && !isLineEnd(bytes[value]) ? value : at;
}

/** `!ref v`, `!vault |`: what is named or encrypted stands elsewhere. */
export function isTagged({ bytes, end }: TextWindow, at: number): boolean {
  if (bytes[at] !== 0x21 || !isLetter(bytes[at + 1])) return false;
  let i = at + 1;
  while (i < end && (isLetter(bytes[i]) || isDigit(bytes[i]) || bytes[i] === 0x2d || bytes[i] === 0x2e)) i += 1;
  return isBlank(bytes[i]) && !isLineEnd(bytes[skipBlanks(bytes, i, end)]);
}

function indentOf(bytes: Uint8Array, at: number, start: number): number {
  const from = lineStart(bytes, at, start, REACH);
  return skipBlanks(bytes, from, at) - from;
}

/** `| password | v |`; `at` is at the sign behind the name. */
export function cellAt(place: NamePlace, at: number): Candidate | undefined {
  const { window, nameStart } = place;
  const { bytes, start, end } = window;
  let before = nameStart - 1;
  while (before > start && (isBlank(bytes[before]) || bytes[before] === BACKTICK || bytes[before] === 0x2a)) before -= 1;
  if (bytes[before] !== 0x7c) return undefined;
  let valueStart = skipBlanks(bytes, at + 1, end);
  if (bytes[valueStart] === BACKTICK) valueStart += 1;
  let valueEnd = valueStart;
  const limit = Math.min(end, valueStart + MAX_VALUE);
  while (valueEnd < limit && bytes[valueEnd]! > 0x20 && bytes[valueEnd] !== 0x7c && bytes[valueEnd] !== BACKTICK) valueEnd += 1;
  let close = bytes[valueEnd] === BACKTICK ? valueEnd + 1 : valueEnd;
  close = skipBlanks(bytes, close, end);
  if (bytes[close] !== 0x7c || valueEnd - valueStart < MIN_VALUE) return undefined;
  // a word, and further columns behind it: what is listed there has properties, not a value
  if (isWord(bytes, valueStart, valueEnd) && !isLineEnd(bytes[skipBlanks(bytes, close + 1, end)])) return undefined;
  return assignedCandidate(place, { form: "bare", operator: ":", valueStart, valueEnd });
}

/** Letters, with points between them. */
function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const letter = bytes[i]! | 0x20;
    if (bytes[i] !== 0x2e && !(letter >= 0x61 && letter <= 0x7a)) return false;
  }
  return true;
}

/** `${NAME:-v}` and Spring's `${NAME:v}`. */
export function fallbackAt(place: NamePlace, at: number): Candidate | undefined {
  const { bytes, end } = place.window;
  const from = isQuote(bytes[at]) ? at + 1 : at;
  const to = toFallbackEnd(place.window, from, Math.min(end, from + MAX_VALUE + 1));
  if (to - from < MIN_VALUE || to - from > MAX_VALUE || bytes[from] === 0x24 || isLineEnd(bytes[to])) return undefined;
  return assignedCandidate(place, { form: "fallback", operator: ":", valueStart: from, valueEnd: to });
}
