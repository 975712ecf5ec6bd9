// Small steps over bytes that the checks of places share, as `detect/assigned/text` has them.

import { NAME_BYTES } from "./layout";

/** What the host says of a text's syntax; 0: every name counts wherever it stands. */
export const CODE: u32 = 1, LINES: u32 = 2, OTHER: u32 = 3;

const MAX_SPACE: usize = 80;
const MAX_NAME: usize = 64;
const LONGEST_STRING: usize = 256;
const IN_NAME: u32 = 1;
/** Words of a language and their parts. */
const NULL: u32 = 0x6c6c756e, TRUE: u32 = 0x65757274, NONE: u32 = 0x656e6f6e, THIS: u32 = 0x73696874, SELF: u32 = 0x666c6573;
const FALS: u32 = 0x736c6166, UNDE: u32 = 0x65646e75, FINE: u32 = 0x656e6966;

@inline export function isQuote(byte: u32): bool {
  return byte == 0x22 || byte == 0x27 || byte == 0x60;
}

@inline export function isBlank(byte: u32): bool {
  return byte == 0x20 || byte == 0x09;
}

@inline export function isLineEnd(byte: u32): bool {
  return byte == 0x0a || byte == 0x0d;
}

@inline export function isLetter(byte: u32): bool {
  return (byte | 32) - 0x61 < 26;
}

@inline export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

export function skipBlanks(at: usize, most: usize): usize {
  while (at < most && isBlank(load<u8>(at))) at++;
  return at;
}

/** Over blanks and line ends. */
export function skipSpace(from: usize): usize {
  let at = from;
  while (at < from + MAX_SPACE && (isBlank(load<u8>(at)) || isLineEnd(load<u8>(at)))) at++;
  return at;
}

/** Does one of three folded groups of four bytes stand in [from, past)? */
export function holdsGram(from: usize, past: usize, first: u32, second: u32, third: u32): bool {
  for (let at = from; at + 4 <= past; at++) {
    const gram = load<u32>(at) | 0x20202020;
    if (gram == first || gram == second || gram == third) return true;
  }
  return false;
}

/** Start of the identifier that holds `at`. */
export function nameStart(at: usize, window: usize): usize {
  const least = max(window, at - MAX_NAME);
  let start = at;
  while (start > least && <u32>load<u8>(NAME_BYTES + <usize>load<u8>(start - 1)) == IN_NAME) start--;
  return start;
}

/** `null`, `true`, `none`, `this`, `self`, `false`, `undefined`: words of a language, as `detect/assigned/bare-place` has them. */
export function isKeyword(at: usize): bool {
  const first = load<u32>(at) | 0x20202020;
  let end = at + 4;
  if (first == FALS || first == UNDE) {
    const isFalse = first == FALS && (load<u8>(at, 4) | 32) == 0x65;
    if (!isFalse && ((load<u32>(at, 4) | 0x20202020) != FINE || (load<u8>(at, 8) | 32) != 0x64)) return false;
    end = at + (isFalse ? 5 : 9);
  } else if (first != NULL && first != TRUE && first != NONE && first != THIS && first != SELF) return false;
  const next = <u32>load<u8>(end);
  return !isLetter(next) && !isDigit(next) && next != 0x5f && next != 0x2d;
}

/** One of `bfruLN8@$`, which stand before the quote of a literal. */
export function isLiteralPrefix(byte: u32): bool {
  return byte == 0x62 || byte == 0x66 || byte == 0x72 || byte == 0x75 || byte == 0x4c || byte == 0x4e || byte == 0x38 || byte == 0x40 || byte == 0x24;
}

/** The string whose opening quote stands at `at` is a list's, no key of an object. */
export function isElement(at: usize): bool {
  const quote = <u32>load<u8>(at);
  let end = at + 1;
  while (end < at + LONGEST_STRING && <u32>load<u8>(end) != quote && !isLineEnd(load<u8>(end))) end++;
  const next = <u32>load<u8>(skipSpace(end + 1));
  return next == 0x2c || next == 0x7d;
}

/** `{ "v"`: the first of a list. */
export function opensQuote(brace: usize): bool {
  return isQuote(load<u8>(skipBlanks(brace + 1, brace + 1 + MAX_SPACE)));
}
