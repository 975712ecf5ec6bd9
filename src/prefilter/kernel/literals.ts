// Whether behind an operator a literal may stand that can be a secret: quoted, within a call, or bare. See `places.ts`.

import { behindLast } from "./edges";
import { LEAST_BITS, SYNTAX } from "./layout";
import { CODE, holdsGram, isBlank, isDigit, isElement, isKeyword, isLetter, isLineEnd, isLiteralPrefix, isQuote, LINES, nameStart, opensQuote, OTHER, skipBlanks, skipSpace } from "./steps";
import { bitsOf } from "./values";

/** What the operator allows: a value without quotes, a bracket before it, a type before it, a block below; a list of which a later
 * one may count. */
export const BARE: u32 = 1, OPENS: u32 = 2, TYPED: u32 = 4, SCALAR: u32 = 8, ARGUMENT: u32 = 16;
/** The name is a weak one: a short value of letters is no secret of it. */
export const WEAK: u32 = 32;

const BACKSLASH: u32 = 0x5c, BACKTICK: u32 = 0x60;
const SHORTEST: usize = 3, SHORTEST_ARGUMENT: usize = 12;
const LONG_LETTERS: usize = 24, MEASURED: usize = 256;
const MAX_BLANKS: usize = 160, WRAPPER: usize = 120, LINE: usize = 300, CALL: usize = 40;
/** Four letters of words in a call that takes a user before the secret, and of names whose value people make up. */
const USER: u32 = 0x72657375, AUTH: u32 = 0x68747561, CREDENTIALS: u32 = 0x64657263, LOGIN: u32 = 0x69676f6c;
const SECRET: u32 = 0x72636573, PASSWORD: u32 = 0x73736170, PRIVATE: u32 = 0x76697270;
const ENCRYPTION: u32 = 0x72636e65, SIGNING: u32 = 0x6e676973, SECURITY: u32 = 0x75636573;
/** Three letters. */
const JWT: u32 = 0x74776a, PWD: u32 = 0x647770;

// no quote but a lifetime's and no end of a statement stands in [plainFrom, plainTo), no line end in [lineFrom, lineTo)
let plainFrom: usize = 0;
let plainTo: usize = 0;
let lineFrom: usize = 0;
let lineTo: usize = 0;

/** Of a new text: nothing is known. */
export function newLiterals(): void {
  plainFrom = 0;
  plainTo = 0;
  lineFrom = 0;
  lineTo = 0;
}

/** The literal at `from`, behind the operator. */
export function mayBeLiteral(word: usize, past: usize, from: usize, window: usize, allowed: u32, isEscaped: bool): bool {
  let at = skipBlanks(from, from + MAX_BLANKS);
  if (at == from + MAX_BLANKS) return true;
  if (isLineEnd(load<u8>(at))) {
    at = skipSpace(at);
    // a list below its name
    if ((allowed & SCALAR) != 0 && load<u32>(SYNTAX) != CODE && load<u8>(at) == 0x2d && isBlank(load<u8>(at, 1))) return true;
    return isQuote(load<u8>(at)) && mayBeQuoted(word, past, at, window, allowed, isEscaped);
  }
  const first = <u32>load<u8>(at), second = <u32>load<u8>(at, 1);
  const syntax = load<u32>(SYNTAX);
  if ((allowed & OPENS) != 0 && (first == 0x28 || first == 0x5b || first == 0x7b)) {
    if (first == 0x5b && second == 0x5b) return true;
    const next = skipSpace(at + 1);
    if (isQuote(load<u8>(next)) && (first != 0x7b || (syntax == CODE && isElement(next)))) return mayBeQuoted(word, past, next, window, first == 0x28 ? ARGUMENT : allowed, isEscaped);
  }
  if ((allowed & SCALAR) != 0) {
    if (syntax == LINES && (first == 0x7c || first == 0x3e)) return true;
    if (syntax == OTHER && first == 0x2a && second == 0x2a) return true;
    // an anchor
    if (syntax != CODE && first == 0x26 && isLetter(second)) return true;
  }
  // `%w[v w]`
  if ((allowed & OPENS) != 0 && syntax == CODE && first == 0x25 && (second | 32) == 0x77) return true;
  if (isQuote(first)) return mayBeQuoted(word, past, at, window, allowed, isEscaped);
  if (first == 0x24 && second == 0x7b && syntax == LINES) return true;
  if (first == BACKSLASH && isQuote(second)) return true;
  const isBare = (allowed & BARE) != 0 && !isKeyword(at);
  if (isBare && syntax != CODE && startsBare(at)) return true;
  const opens = isLetter(first) || first == 0x40 || first == 0x24 || first == 0x5b || first == 0x26 || first == 0x5f;
  if (opens && mayBeWrapped(at, (allowed & TYPED) != 0)) return true;
  return isBare && mayBeBare(word, past, at, window);
}

/** The literal whose opening quote stands at `at`: letters that nothing but a strong name could make a secret are told at once. */
function mayBeQuoted(word: usize, past: usize, at: usize, window: usize, allowed: u32, isEscaped: bool): bool {
  const quote = <u32>load<u8>(at), start = at + 1;
  if (isEscaped || (load<u8>(start) == quote && (quote == BACKTICK || load<u8>(start, 1) == quote))) return true;
  let end = start, hasBlank = false;
  for (; end < start + MEASURED && isOfWord(load<u8>(end)); end++) hasBlank = hasBlank || load<u8>(end) == 0x20;
  for (let digits = 0; digits < 2 && isDigit(load<u8>(end)); digits++) end++;
  const last = <u32>load<u8>(end), length = end - start;
  if (last != quote) return quote == BACKTICK || !isLineEnd(last);
  if (goesOn(end + 1)) return true;
  const isArgument = (allowed & ARGUMENT) != 0;
  if (length < SHORTEST && !isArgument) return false;
  if ((allowed & WEAK) == 0) return true;
  if (isArgument) {
    const call = max(window, at - CALL);
    if (holdsGram(call, at, USER, AUTH, CREDENTIALS) || holdsGram(call, at, LOGIN, LOGIN, LOGIN)) return true;
    if (length < SHORTEST_ARGUMENT) return false;
  }
  if (isOwnSecret(nameStart(word, window), past)) return true;
  const isShort = load<u32>(SYNTAX) == CODE && length < LONG_LETTERS;
  return bitsOf(start, end) >= load<f64>(LEAST_BITS + (isShort || hasBlank ? 8 : 16));
}

/** Behind a literal's quote: another piece of it, behind a sign or beside it, in code with space between. */
function goesOn(from: usize): bool {
  const at = skipSpace(load<u8>(from) == 0x29 ? from + 1 : from), next = <u32>load<u8>(at);
  if (next == 0x2b || next == 0x2e || next == 0x26 || next == 0x3c || next == 0x7c) return true;
  if (load<u32>(SYNTAX) != CODE) return isQuote(load<u8>(from));
  return isQuote(next) || next == BACKSLASH || (isLiteralPrefix(next) && isQuote(load<u8>(at, 1)));
}

/** Letters and what joins words. */
function isOfWord(byte: u32): bool {
  return isLetter(byte) || byte == 0x20 || byte - 0x2d < 3 || byte == 0x5f || byte == 0x3a;
}

/** The name of something that people make up. */
function isOwnSecret(start: usize, past: usize): bool {
  for (let at = start; at + 3 <= past; at++) {
    const gram = load<u32>(at) | 0x20202020, three = gram & 0xffffff;
    if (three == JWT || three == PWD) return true;
    if (gram == SECRET || gram == PASSWORD || gram == PRIVATE || gram == ENCRYPTION || gram == SIGNING || gram == SECURITY) return true;
  }
  return false;
}

/** Calls and conversions around a literal, or with `isTyped` a type and a sign before it. */
function mayBeWrapped(at: usize, isTyped: bool): bool {
  const quote = quoteWithin(at, at + WRAPPER);
  if (quote == 0) return false;
  let before = quote - 1;
  while (before >= at && before + 2 >= quote && isLiteralPrefix(load<u8>(before))) before--;
  while (before >= at && load<u8>(before) <= 0x20) before--;
  return before < at || load<u8>(before) == 0x28 || load<u8>(before) == 0x7b || (isTyped && load<u8>(before) == 0x3d);
}

/** A type, a sign and a quote: `string = "v"`. */
export function isBehindSign(at: usize): bool {
  const quote = quoteWithin(at, at + WRAPPER);
  if (quote == 0) return false;
  let before = quote - 1;
  while (before > at && (isBlank(load<u8>(before)) || load<u8>(before) == 0x40)) before--;
  return load<u8>(before) == 0x3d;
}

/** The first quote in [from, most), but a lifetime's, in the same statement; 0 where there is none. */
function quoteWithin(from: usize, most: usize): usize {
  let at = from;
  // what one name has gone over none goes over again: `key=key=key=`
  if (from >= plainFrom && from <= plainTo) at = plainTo;
  else plainFrom = from;
  for (; at < most; at++) {
    const byte = <u32>load<u8>(at);
    if (isQuote(byte)) {
      if (at != from && load<u8>(at - 1) == 0x26) continue;
    } else if ((!isLineEnd(byte) && byte != 0x3b && byte != 0x7b && byte != 0x7d && byte != 0x29) || (byte == 0x7b && opensQuote(at))) continue;
    plainTo = at;
    return isQuote(byte) ? at : 0;
  }
  plainTo = max(plainTo, at);
  return 0;
}

/** A value without quotes; in code such a one stands in a comment or within a string only. */
export function mayBeBare(word: usize, past: usize, at: usize, window: usize): bool {
  if (!startsBare(at)) return false;
  if (load<u32>(SYNTAX) != CODE) return true;
  const start = nameStart(word, window);
  const line = lineStart(max(window, start - LINE), start);
  if (start - line >= LINE) return false;
  let i = skipBlanks(line, start);
  const first = <u32>load<u8>(i), second = <u32>load<u8>(i, 1);
  if (first == 0x23 || (first == 0x2a && !isLetter(second)) || (first == 0x2f && (second == 0x2f || second == 0x2a))) return true;
  if (isBlank(load<u8>(at - 1))) return false;
  for (; i < start; i++) if (load<u8>(i) == 0x22 || load<u8>(i) == 0x27) return true;
  return false;
}

/** Behind the last line end in [least, at), or `least`. */
function lineStart(least: usize, at: usize): usize {
  if (at < lineFrom || least > lineTo) {
    lineFrom = behindLast(least, at, false);
  } else if (at > lineTo) {
    const start = behindLast(lineTo, at, false);
    if (start > lineTo || load<u8>(start - 1) == 0x0a || load<u8>(start - 1) == 0x0d) lineFrom = start;
  } else return max(least, lineFrom);
  lineTo = at;
  return max(least, lineFrom);
}

/** No bracket, reference, anchor or operator. */
function startsBare(at: usize): bool {
  const byte = <u32>load<u8>(at);
  if (isLetter(byte) || isDigit(byte) || byte >= 0x80) return true;
  if (byte == 0x24) {
    const next = <u32>load<u8>(at, 1);
    return !(isLetter(next) || next == 0x7b || next == 0x28 || next == 0x5f);
  }
  return byte == 0x21 || byte == 0x25 || byte == 0x2b || byte - 0x2d < 3 || byte == 0x40 || byte - 0x5e < 2 || byte == 0x7e;
}
