/**
 * What belongs to a value: its name, its statement, the lines that lead to it. All that a context rule may look at.
 */

import type { Span } from "../model/location.js";
import { isAlnumByte, isTokenByte, isValueByte, latin1 } from "./bytes.js";
import { lineEndWithin, lineStartWithin } from "./line.js";
import type { TextWindow } from "./match.js";

/** Bytes of the line that are looked at on either side; in minified text a line is no statement. */
const LINE_REACH = 160;
const RIGHT_REACH = 120;
/** Bytes of the lines above: enough for `provider:` over `api_key: …`. */
const ABOVE_REACH = 160;
const NAME_REACH = 80;
const MAX_LINES_ABOVE = 2;
const SLASH = 0x2f;
const HOST_BEFORE = /:\/\/([a-z0-9.-]{4,64})(?::[0-9]{2,5})?(?:\/(?:api|rpc|soap|ws|v[0-9]{1,2})){0,2}\/$/i;

const HOST_REACH = 96;

/** A line above a bare value that is longer than this is text or data, not a label. */
const LABEL_LENGTH = 100;

/** The line before the value, as far as it is looked at. */
export function leftOf(window: TextWindow, valueStart: number): Span {
  return { start: lineStartWithin(window, valueStart, LINE_REACH), end: valueStart };
}

/** The line behind the value. */
export function rightOf(window: TextWindow, valueEnd: number): Span {
  return { start: valueEnd, end: lineEndWithin(window, valueEnd, RIGHT_REACH) };
}

/** The lines above the one that `left` is of; empty where that line starts out of reach. */
export function aboveOf({ bytes, start }: TextWindow, left: Span): Span {
  let above = left.start;
  if (left.start > left.end - LINE_REACH || left.start === start) {
    const limit = Math.max(start, left.start - ABOVE_REACH);
    let lines = 0;
    while (above > limit && lines <= MAX_LINES_ABOVE) {
      above--;
      if (bytes[above] === 0x0a) lines++;
    }
  }
  return { start: above, end: left.start };
}

/**
 * `NAME = "`, `"name": "`, `name=`, `.setName("`, `--name `, `Name: Bearer `: the last stretch of name characters before the operator.
 * Empty where there is none.
 */
export function nameBefore(bytes: Uint8Array, left: Span): Span {
  const valueStart = left.end;
  const limit = Math.max(left.start, valueStart - NAME_REACH);
  let end = valueStart;
  let isGiven = false;
  for (; end > limit && !isNameByte(bytes[end - 1]!); end--) isGiven ||= !isBase64Joint(bytes[end - 1]!);
  // nothing but `/` or `+` between: a piece of a path or of base64, not a name and its value
  if (!isGiven) return { start: valueStart, end: valueStart };
  let start = end;
  while (start > limit && isNameByte(bytes[start - 1]!)) start--;
  return { start, end };
}

/** A host that the value is the first part of the path of, but for a version: `https://mainnet.provider.io/v3/VALUE`. */
export function hostBefore({ bytes, start }: TextWindow, valueStart: number): Span | undefined {
  if (valueStart <= start || bytes[valueStart - 1] !== SLASH) return undefined;
  const limit = Math.max(start, valueStart - HOST_REACH);
  let scheme = valueStart - 2;
  while (scheme > limit && !(bytes[scheme] === SLASH && bytes[scheme - 1] === SLASH)) {
    if (bytes[scheme]! <= 0x20) return undefined;
    scheme--;
  }
  if (scheme <= limit) return undefined;
  const before = latin1(bytes, limit, valueStart);
  const host = HOST_BEFORE.exec(before)?.[1];
  if (host === undefined) return undefined;
  const from = valueStart - (before.length - before.lastIndexOf(host));
  return { start: from, end: from + host.length };
}

/** The short line right above a value that is alone on its line: what people write over a pasted key. Never a piece of data. */
export function labelOf(window: TextWindow, left: Span, valueEnd: number): Span | undefined {
  const { bytes, start } = window;
  const right = rightOf(window, valueEnd);
  // a value with punctuation goes on before and behind its longest run
  let first = left.end;
  while (first > left.start && isValueByte(bytes[first - 1])) first--;
  let behind = right.start;
  while (behind < right.end && isValueByte(bytes[behind])) behind++;
  if (holdsAlnum(bytes, { start: left.start, end: first }) || holdsAlnum(bytes, { start: behind, end: right.end }))
    return undefined;
  let end = left.start;
  while (end > start && bytes[end - 1]! <= 0x20) end--;
  let from = end;
  let run = 0;
  while (from > start && end - from < LABEL_LENGTH && bytes[from - 1] !== 0x0a) {
    from--;
    run = isTokenByte(bytes[from]) ? run + 1 : 0;
    if (run > 40) return undefined;
  }
  return end - from < LABEL_LENGTH && end > from ? { start: from, end } : undefined;
}

function holdsAlnum(bytes: Uint8Array, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (isAlnumByte(bytes[at])) return true;
  return false;
}

function isNameByte(byte: number): boolean {
  return isAlnumByte(byte) || byte === 0x5f || byte === 0x2d || byte === 0x2e;
}

function isBase64Joint(byte: number): boolean {
  return byte === 0x2f || byte === 0x2b;
}
