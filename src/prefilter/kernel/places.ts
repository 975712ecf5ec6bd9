// Whether something that may be a secret can be assigned to a name, by the bytes behind it.
//
// `detect/assigned/place` reads places exactly, and most of those it is asked about hold nothing: `token: string`, `key = next()`. What is
// here lets through all that it takes, and some more. No step goes on for more than the zeros that stand behind the text.

import { SYNTAX } from "./layout";
import { ARGUMENT, BARE, isBehindSign, mayBeBare, mayBeLiteral, OPENS, SCALAR, TYPED, WEAK } from "./literals";
import { CODE, holdsGram, isBlank, isDigit, isLetter, isLineEnd, isQuote, LINES, nameStart, OTHER, skipBlanks, skipSpace } from "./steps";

const MAX_NAME: usize = 64, MAX_BLANKS: usize = 60;
const BACKSLASH: u32 = 0x5c;
/** `get;`. */
const GET: u32 = 0x3b746567;
/** Four letters of each. */
const FIELD: u32 = 0x6c656966, VALUE: u32 = 0x756c6176, OPTION: u32 = 0x74706f74;
const MACHINE: u32 = 0x6863616d, LOGIN: u32 = 0x69676f6c, AUTHORIZATION: u32 = 0x68747561;
const NAME: u32 = 0x656d616e;
/** Three. */
const KEY: u32 = 0x79656b;
const SET: u32 = 0x746573, ENV: u32 = 0x766e65, ARG: u32 = 0x677261;

/** The name's word stands at `word`, the name ends at `past`. `isWeak`: short values of letters are no secrets of such a name. */
export function mayHoldValue(word: usize, past: usize, window: usize, isWeak: bool): bool {
  const syntax = load<u32>(SYNTAX);
  let at = past, isQuoted = false, inCall = false;
  const isEscaped = load<u8>(at) == BACKSLASH && isQuote(load<u8>(at, 1));
  if (isEscaped) at++;
  if (isQuote(load<u8>(at))) {
    isQuoted = true;
    at++;
  }
  const behindName = at;
  while (load<u8>(at) == 0x5d || (isQuoted && load<u8>(at) == 0x29)) {
    inCall = inCall || load<u8>(at) == 0x29;
    if (++at > past + MAX_NAME) return true;
  }
  const isClosed = at > behindName;
  if (load<u8>(at) == 0x5b && (load<u8>(at, 1) == 0x5d || isDigit(load<u8>(at, 1)))) at = behindBracket(at + 1, past + MAX_NAME);
  if (syntax == OTHER && load<u16>(at) == 0x2a2a) at += 2;
  const beforeBlanks = at;
  at = skipBlanks(at, at + MAX_BLANKS);
  const isSpaced = at > beforeBlanks;
  const next = <u32>load<u8>(at), second = <u32>load<u8>(at, 1);
  if (inCall && (next == 0x3a || (next == 0x3d && second != 0x3d))) return false;
  const isFree = syntax != CODE;
  const weak = isWeak ? WEAK : 0;
  switch (next) {
    case 0x3d: // =
      if (second == 0x3e) return mayBeLiteral(word, past, at + 2, window, OPENS | weak | (syntax == OTHER ? BARE : 0), isEscaped);
      if (second == 0x3d) return (!isWeak || syntax == LINES) && mayBeCompared(word, past, at + 2, window, isEscaped);
      if (second == 0x7e) return false;
      return mayBeLiteral(word, past, at + 1, window, OPENS | weak | (isQuoted ? 0 : BARE), isEscaped);
    case 0x3a: // :
      if (second == 0x3d)
        return opensVariable(word, window) || mayBeLiteral(word, past, at + 2, window, weak | (isFree ? BARE : 0), isEscaped);
      if (second == 0x3a && syntax == OTHER && isBlank(load<u8>(at, 2))) return true;
      if (second == 0x3a) return load<u8>(at, 2) == 0x3d && mayBeLiteral(word, past, at + 3, window, weak | (isFree ? BARE : 0), isEscaped);
      if (second == 0x2d || (!isSpaced && opensVariable(word, window))) return true;
      return mayBeLiteral(word, past, at + 1, window, OPENS | TYPED | SCALAR | BARE | weak, isEscaped);
    case 0x21: // !=
      return second == 0x3d && (!isWeak || syntax == LINES) && mayBeCompared(word, past, at + 2, window, isEscaped);
    case 0x3f: // ?= ?: ??
      if (second == 0x3d) return mayBeLiteral(word, past, at + 2, window, OPENS | weak | (isQuoted ? 0 : BARE), isEscaped);
      if (second == 0x3f) return mayBeLiteral(word, past, at + 2, window, OPENS, isEscaped);
      return second == 0x3a && mayBeLiteral(word, past, at + 2, window, OPENS | TYPED | SCALAR | BARE, isEscaped);
    case 0x7c: // || or a table's border
      if (second != 0x7c) return syntax == OTHER;
      return mayBeLiteral(word, past, load<u8>(at, 2) == 0x3d ? at + 3 : at + 2, window, OPENS, isEscaped);
    case 0x3c: // <-
      return second == 0x2d && mayBeLiteral(word, past, at + 2, window, weak, isEscaped);
    case 0x3e: // <name>v</name>
      return (isQuoted || load<u8>(nameStart(word, window) - 1) == 0x3c) && mayBeElement(at + 1);
    case 0x28: // name("v")
      return !isQuoted && (mayBePair(at + 1) || mayBeLiteral(word, past, at + 1, window, weak | ARGUMENT, isEscaped));
    case 0x7b:
      return isSpaced && (isQuoted || mayBeProperty(at + 1));
    case 0x69: // the password is v
      return isSpaced && isFree && second == 0x73 && isBlank(load<u8>(at, 2));
    case 0x2c: // ("name", "v")
      return mayBePair(at) || (isQuoted && isNamed(word, window)) || (mayOpenList(word, past, window, isQuoted) && mayBeLiteral(word, past, at + 1, window, 0, isEscaped));
    case 0x6f: // or "v"
      return (
        isSpaced && second == 0x72 && isBlank(load<u8>(at, 2)) && (!isQuoted || isClosed) &&
        mayBeLiteral(word, past, at + 2, window, OPENS, isEscaped)
      );
    default:
      if ((next == 0x7d || next <= 0x20) && isNamed(word, window)) return true;
      return isSpaced ? mayFollowBlank(word, past, at, window, isQuoted, isEscaped) : mayBePair(at);
  }
}

/** `"name": "X"`, `key: X`: what stands beside it may be the value. */
function isNamed(word: usize, window: usize): bool {
  let at = nameStart(word, window);
  if (isQuote(load<u8>(at - 1))) at--;
  const least = max(window, at - MAX_BLANKS);
  while (at > least && isBlank(load<u8>(at - 1))) at--;
  if (load<u8>(at - 1) != 0x3a) return false;
  at -= isQuote(load<u8>(at - 2)) ? 2 : 1;
  const last = load<u32>(at - 4) | 0x20202020;
  return last == NAME || last >> 8 == KEY;
}

function behindBracket(at: usize, most: usize): usize {
  let i = at;
  while (i < most && isDigit(load<u8>(i))) i++;
  return load<u8>(i) == 0x5d ? i + 1 : at;
}

/** Keys are compared with names of keys all over. */
function mayBeCompared(word: usize, past: usize, at: usize, window: usize, isEscaped: bool): bool {
  const last = <u32>load<u8>(past - 1);
  if ((last | 32) == 0x79 || last == 0x73) return false;
  return mayBeLiteral(word, past, load<u8>(at) == 0x3d ? at + 1 : at, window, 0, isEscaped);
}

/** `${NAME` or `{{NAME`. */
function opensVariable(word: usize, window: usize): bool {
  const start = nameStart(word, window), sign = <u32>load<u8>(start - 2);
  return load<u8>(start - 1) == 0x7b && (sign == 0x24 || sign == 0x7b || sign == 0x23);
}

/** Text up to an end tag. */
function mayBeElement(from: usize): bool {
  const start = skipSpace(from);
  if (load<u8>(start) == 0x3c) return true;
  for (let at = start; at < start + 400; at++) {
    const byte = <u32>load<u8>(at);
    if (isLineEnd(byte)) return false;
    if (byte == 0x3c) return at - start >= 3 && load<u8>(at, 1) == 0x2f;
  }
  return true;
}

/** `{ get; …` and `{ public get; …`: an automatic property. */
function mayBeProperty(from: usize): bool {
  let at = from;
  while (at < from + 8 && isSpace(load<u8>(at))) at++;
  if (load<u32>(at) == GET) return true;
  const word = at;
  while (at < word + MAX_NAME * 3 && (isLetter(load<u8>(at)) || isDigit(load<u8>(at)) || load<u8>(at) == 0x5f)) at++;
  const behind = at;
  while (at < behind + 4 && isSpace(load<u8>(at))) at++;
  return load<u32>(at) == GET;
}

/** `{name: "X", value: "v"}`, `- name: X` and `value: v` in the next line, `<add key="X" value="v"/>`. */
function mayBePair(from: usize): bool {
  let at = skipSpace(load<u8>(from) == 0x2c ? from + 1 : from);
  if (isQuote(load<u8>(at))) at++;
  const first = <u32>load<u8>(at) | 32;
  if (first != 0x76 && first != 0x64 && first != 0x63 && first != 0x77) return false;
  const word = at;
  while (at < word + 24 && isLetter(load<u8>(at))) at++;
  if (isQuote(load<u8>(at))) at++;
  while (at < word + 48 && isSpace(load<u8>(at))) at++;
  return load<u8>(at) == 0x3a || load<u8>(at) == 0x3d;
}

/** All that a regular expression takes for one. */
function isSpace(byte: u32): bool {
  return byte <= 0x20 || byte == 0xa0;
}

/** The name is the first of a list, a symbol, or the second argument of a call that says so. */
function mayOpenList(word: usize, past: usize, window: usize, isQuoted: bool): bool {
  const start = nameStart(word, window);
  let before = (isQuoted ? start - 1 : start) - 1;
  while (before > window && isBlank(load<u8>(before))) before--;
  const byte = <u32>load<u8>(before);
  if (byte == 0x2c) return holdsGram(max(window, start - 80), past, FIELD, VALUE, OPTION);
  return byte == 0x28 || byte == 0x5b || byte == 0x7b || load<u8>(start - 1) == 0x3a;
}

/** Only blanks between name and value; `at` is behind them. */
function mayFollowBlank(word: usize, past: usize, at: usize, window: usize, isQuoted: bool, isEscaped: bool): bool {
  const byte = <u32>load<u8>(at), start = nameStart(word, window);
  if (isQuote(byte)) return !isQuoted && mayBeLiteral(word, past, at, window, TYPED | ARGUMENT, isEscaped);
  if ((byte == 0x40 || byte == 0x4c || byte == 0x28) && isQuote(load<u8>(at, 1))) return !isQuoted && mayBeLiteral(word, past, at + 1, window, TYPED | ARGUMENT, isEscaped);
  if (isLineEnd(byte)) return mayBePair(at);
  if (load<u8>(start) == 0x2d || (load<u8>(start - 1) == 0x2d && !isLetter(load<u8>(start - 2)))) return true;
  if (((byte | 32) == 0x76 || (byte | 32) == 0x64) && mayBePair(at)) return true;
  if (load<u32>(SYNTAX) != CODE) return mayBeBare(word, past, at, window) && mayBeSpaced(start, window);
  return !isQuoted && (isLetter(byte) || byte == 0x2a) && isBehindSign(at);
}

/** Before a name whose value follows behind a blank: the start of a line, `set`, `machine`, `login`, `authorization`. */
function mayBeSpaced(start: usize, window: usize): bool {
  const least = max(window, start - 60);
  let before = start;
  while (before > least && isBlank(load<u8>(before - 1))) before--;
  if (before == least || load<u8>(before - 1) == 0x0a) return true;
  const three = before - 3 >= window ? (load<u32>(before - 3) | 0x20202020) & 0xffffff : 0;
  if (three == SET || three == ENV || three == ARG) return true;
  return holdsGram(least, start, MACHINE, LOGIN, AUTHORIZATION);
}
