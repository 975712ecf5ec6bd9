/**
 * What belongs to a value: its name, its statement, the lines that lead to it. All that a context rule may look at.
 */

import type { Span } from "../model/location.js";
import { isAlnumByte } from "./bytes.js";
import type { TextWindow } from "./match.js";

/** Bytes of the line that are looked at on either side; in minified text a line is no statement. */
const LINE_REACH = 160;
const RIGHT_REACH = 120;
/** Bytes of the lines above: enough for `provider:` over `api_key: …`. */
const ABOVE_REACH = 160;
const NAME_REACH = 80;
const MAX_LINES_ABOVE = 2;

export interface Reach {
  /** The name that the value is given to, as written; empty where there is none. */
  readonly name: Span;
  readonly left: Span;
  readonly right: Span;
  readonly above: Span;
}

export function reachOf({ bytes, start, end }: TextWindow, valueStart: number, valueEnd: number): Reach {
  let left = valueStart;
  const leftLimit = Math.max(start, valueStart - LINE_REACH);
  while (left > leftLimit && !isLineEnd(bytes[left - 1]!)) left--;

  let right = valueEnd;
  const rightLimit = Math.min(end, valueEnd + RIGHT_REACH);
  while (right < rightLimit && !isLineEnd(bytes[right]!)) right++;

  let above = left;
  if (left > leftLimit || left === start) {
    const aboveLimit = Math.max(start, left - ABOVE_REACH);
    let lines = 0;
    while (above > aboveLimit && lines <= MAX_LINES_ABOVE) {
      above--;
      if (bytes[above] === 0x0a) lines++;
    }
  }
  return {
    name: nameBefore(bytes, left, valueStart),
    left: { start: left, end: valueStart },
    right: { start: valueEnd, end: right },
    above: { start: above, end: left },
  };
}

/** `NAME = "`, `"name": "`, `name=`, `.setName("`, `--name `, `Name: Bearer `: the last stretch of name characters before the operator. */
function nameBefore(bytes: Uint8Array, lineStart: number, valueStart: number): Span {
  const limit = Math.max(lineStart, valueStart - NAME_REACH);
  let end = valueStart;
  let isGiven = false;
  for (; end > limit && !isNameByte(bytes[end - 1]!); end--) isGiven ||= !isBase64Joint(bytes[end - 1]!);
  // nothing but `/` or `+` between: a piece of a path or of base64, not a name and its value
  if (!isGiven) return { start: valueStart, end: valueStart };
  let start = end;
  while (start > limit && isNameByte(bytes[start - 1]!)) start--;
  return { start, end };
}

function isNameByte(byte: number): boolean {
  return isAlnumByte(byte) || byte === 0x5f || byte === 0x2d || byte === 0x2e;
}

function isBase64Joint(byte: number): boolean {
  return byte === 0x2f || byte === 0x2b;
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}
