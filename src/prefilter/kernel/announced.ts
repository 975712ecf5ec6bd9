// What must stand behind words that are no part of a name: the arguments of a call, a header's value, the number of a character.
//
// As in `places.ts`, all is let through that the detector takes, and some more.

import { NAME_BYTES } from "./layout";
import { isDigit, isLetter, isQuote, skipBlanks } from "./steps";

const CALL_LENGTH: usize = 400, CALL_NAME: usize = 140;
const SHORTEST_VALUE: usize = 8, LONGEST_VALUE: usize = 4096;
/** Escapes in a row that are looked at, and digits of one. */
const MOST_ESCAPES: u32 = 64, MOST_DIGITS: usize = 16;

/** The word of a call's name ends at `past`, perhaps with its parenthesis: is one of its arguments a literal? */
export function mayBeCall(past: usize, end: usize): bool {
  let at = past;
  if (load<u8>(at - 1) != 0x28) {
    for (const most = at + CALL_NAME; at < most && isOfCall(load<u8>(at)); ) at++;
    if (load<u8>(at) != 0x28) return false;
    at++;
  }
  let depth = 0;
  for (const limit = min(end, at + CALL_LENGTH); at < limit; at++) {
    const byte = <u32>load<u8>(at);
    if (isQuote(byte)) return true;
    if (byte == 0x28 || byte == 0x5b || byte == 0x7b) depth++;
    else if (byte == 0x29 || byte == 0x5d || byte == 0x7d) {
      if (--depth < 0) return false;
    } else if (byte == 0x3b) return false;
  }
  return false;
}

/** Of a name with its `::`. */
function isOfCall(byte: u32): bool {
  return byte == 0x3a || (<u32>load<u8>(NAME_BYTES + <usize>byte) & 1) != 0;
}

/** `Basic v`, `Bearer v`; the word ends with a blank at `past`. */
export function mayBeHeader(word: usize, past: usize, window: usize, end: usize): bool {
  if (word > window && load<u8>(NAME_BYTES + <usize>load<u8>(word - 1)) == 1) return false;
  const start = skipBlanks(past, end);
  let isMarked = false;
  for (let at = start, limit = min(end, start + LONGEST_VALUE); at < limit; at++) {
    const byte = <u32>load<u8>(at);
    if (isDigit(byte) || byte == 0x3d || byte - 0x41 < 26) isMarked = true;
    else if (!isLetter(byte) && byte != 0x2b && byte != 0x2f && byte != 0x2e && byte != 0x5f && byte != 0x7e && byte != 0x2d) return false;
    if (isMarked && at - start + 1 >= SHORTEST_VALUE) return true;
  }
  return false;
}

/** `\u{…}`: a character of one byte, here or in one of the escapes that follow without a gap. */
export function mayBeByte(past: usize, end: usize): bool {
  let at = past;
  for (let escapes: u32 = 0; escapes < MOST_ESCAPES; escapes++) {
    while (at < end && load<u8>(at) == 0x30) at++;
    const digits = at;
    while (at < end && at - digits < MOST_DIGITS && isHexDigit(load<u8>(at))) at++;
    if (at - digits <= 2) return true;
    if (at + 4 > end || load<u8>(at) != 0x7d || load<u8>(at, 1) != 0x5c || (<u32>load<u8>(at, 2) | 32) != 0x75 || load<u8>(at, 3) != 0x7b) return false;
    at += 4;
  }
  return true;
}

function isHexDigit(byte: u32): bool {
  return isDigit(byte) || (byte | 32) - 0x61 < 6;
}
