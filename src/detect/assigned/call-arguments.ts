/**
 * The arguments of a call that are one literal each, in whatever dress: `b"v"`, `[]byte("v")`, `Some("v")`, `"v".toCharArray()`, `"a" + "b"`.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { quotedEnd } from "./literal.js";
import { isQuote } from "./text.js";

/** Arguments and bytes that are looked at. */
const MAX_ARGUMENTS = 6;
const MAX_LENGTH = 400;

export interface Argument {
  /** Of the literal between its quotes; -1 for anything but one literal. */
  readonly start: number;
  readonly end: number;
  readonly quote: number;
  /** A number, which is a port. */
  readonly isNumber: boolean;
  /** A variable that is called as a user is. */
  readonly isUser: boolean;
}

const NO_LITERAL: Argument = { start: -1, end: -1, quote: 0, isNumber: false, isUser: false };
const A_NUMBER: Argument = { ...NO_LITERAL, isNumber: true };
const A_USER: Argument = { ...NO_LITERAL, isUser: true };

/** What may stand before the quote: a conversion, and the kind of text. */
const OPENING =
  /^\s*(?:(?:new\s+)?(?:\[\]byte|bytes|Some|(?:std::)?string(?:::from|::new)?|[\w.]*GetBytes|Buffer\.from|to_bytes|Secure?String|SecretStr(?:ing)?|Secret(?:::new)?|concat!|String\.Concat)\(\s*){0,2}(?:[bfruLN@]|rb|br|u8)?(?=["'`])/i;
/** What may stand behind it: brackets of what came before, conversions, a further piece. */
const CLOSING =
  /^(?:\)|\s|\.(?:to_?string|to_?owned|into|to_?char_?array|get_?bytes|encode|as_bytes|as_str|trim)\([^()]{0,24}\))*$|^\s*(?:\+|\.{1,2}|&|<>|\+\+)?\s*@?["'`][\s\S]*["'`]\s*$/i;

/** The first arguments, all up to the closing parenthesis; undefined where one has no end within reach. @param from behind the opening one */
export function argumentsAt(window: TextWindow, from: number): Argument[] | undefined {
  const { bytes, end } = window;
  const limit = Math.min(end, from + MAX_LENGTH);
  const list: Argument[] = [];
  let at = from;
  while (list.length < MAX_ARGUMENTS) {
    const next = endOfArgument(window, at, limit);
    if (next < 0) return undefined;
    list.push(argumentIn(window, at, next));
    if (bytes[next] === 0x29) return list;
    at = next + 1;
  }
  return list;
}

function argumentIn(window: TextWindow, from: number, to: number): Argument {
  const { bytes } = window;
  const text = latin1(bytes, from, to);
  const opening = OPENING.exec(text);
  if (opening === null) {
    if (/^\s*\d+\s*$/.test(text)) return A_NUMBER;
    return /^\s*[$@\w.>-]*(?:us(?:e?r)|login|account|uid|name|\$u)\w{0,4}\s*$/i.test(text) ? A_USER : NO_LITERAL;
  }
  const start = from + opening[0].length + 1;
  const quote = bytes[start - 1]!;
  const close = quotedEnd(window, start, quote, false);
  if (close < 0 || close > to || !CLOSING.test(latin1(bytes, close + 1, to))) return NO_LITERAL;
  return { start, end: close, quote, isNumber: false, isUser: false };
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
