/**
 * Calls that take a user and a password by their place: `login("user", "v")`, `connect("host", "user", "v")`.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { quotedEnd } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { identifierStart, isBlank, isLetter, isLineEnd, isQuote, skipSpace } from "./text.js";

/** Arguments and bytes that are looked at. */
const MAX_ARGUMENTS = 6;
const MAX_LENGTH = 400;

interface Argument {
  /** Of the literal between its quotes; -1 for anything but one literal. */
  readonly start: number;
  readonly end: number;
  readonly quote: number;
}

/** @param at offset of the word, `length` that of the word with its parenthesis */
export function credentialCall(window: TextWindow, at: number, length: number): Candidate | undefined {
  const { bytes, start } = window;
  const open = at + length;
  const first = bytes[skipSpace(bytes, open, window.end)];
  if (first === 0x29 || first === undefined) return undefined;
  const nameStart = identifierStart(bytes, at, start);
  const list = argumentsAt(window, open);
  if (list === undefined || list.length < 2) return undefined;
  const name = latin1(bytes, nameStart, open - 1);
  if (/connection$/i.test(name) && !/(?:get|create|open|make)_?connection$/i.test(name)) return undefined;
  const value = list[placeOf(name, list.length)];
  if (value === undefined || value.start < 0 || value.end - value.start < MIN_VALUE) return undefined;
  return {
    form: "call",
    operator: ",",
    nameStart,
    nameEnd: open - 1,
    nameQuoted: false,
    valueStart: value.start,
    valueEnd: value.end,
    quote: value.quote,
    wrapped: false,
  };
}

/** `login(user, v)`, `create_user(name, mail, v)`, `connect(host, user, v, database)`, `getConnection(url, user, v)`. */
function placeOf(name: string, count: number): number {
  if (/login$/i.test(name)) return 1;
  return /_user$/i.test(name) ? count - 1 : 2;
}

/** The arguments up to the closing parenthesis; undefined where there is none within reach. */
function argumentsAt(window: TextWindow, from: number): Argument[] | undefined {
  const { bytes, end } = window;
  const limit = Math.min(end, from + MAX_LENGTH);
  const list: Argument[] = [];
  let at = from;
  while (at < limit && list.length < MAX_ARGUMENTS) {
    at = skipSpace(bytes, at, limit);
    if (isLetter(bytes[at]) && isQuote(bytes[at + 1])) at += 1;
    const quote = bytes[at]!;
    let argument: Argument = { start: -1, end: -1, quote: 0 };
    if (isQuote(quote)) {
      const close = quotedEnd(window, at + 1, quote, false);
      if (close < 0) return undefined;
      argument = { start: at + 1, end: close, quote };
      at = close + 1;
    }
    const next = endOfArgument(window, at, limit);
    if (next < 0) return undefined;
    if (next > at && !isBlankOnly(bytes, at, next)) argument = { start: -1, end: -1, quote: 0 };
    list.push(argument);
    if (bytes[next] === 0x29) return list;
    at = next + 1;
  }
  return undefined;
}

function isBlankOnly(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (!isBlank(bytes[i]) && !isLineEnd(bytes[i])) return false;
  return true;
}

/** Offset of the comma or parenthesis that ends the argument, over nested ones and literals; -1 out of reach. */
function endOfArgument(window: TextWindow, from: number, limit: number): number {
  const { bytes } = window;
  let depth = 0;
  for (let i = from; i < limit; i += 1) {
    const byte = bytes[i]!;
    if (isQuote(byte)) {
      i = quotedEnd(window, i + 1, byte, false);
      if (i < 0) return -1;
    } else if (byte === 0x28 || byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x29 || byte === 0x5d || byte === 0x7d) {
      if (depth === 0) return byte === 0x29 ? i : -1;
      depth -= 1;
    } else if (byte === 0x2c && depth === 0) return i;
    else if (byte === 0x3b) return -1;
  }
  return -1;
}
