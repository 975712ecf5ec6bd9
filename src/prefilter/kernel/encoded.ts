// Whether the text in which a run stands may be encoded: whether its first characters, as base64, hexadecimal or base32, begin a text
// or a gzip file. Most values are random and begin none.
//
// The same rules as `decode/encoded-span` and the decoders have; what passes here is decoded there and looked at again.

import { HEAD } from "./layout";
import { isToken } from "./runs";

/** Token characters in a row that are a run: the text was looked at from there. */
const RUN: u32 = 16;
/** How far to the left short pieces are followed: paths have many. */
const REACH: usize = 256;
/** Bytes of a text's start that are looked at, by encoding. */
const BASE64_HEAD: usize = 9, HEX_HEAD: usize = 8, BASE32_HEAD: usize = 6;
/** Digits of base32 without which a value is no text in it. */
const BASE32_DIGITS: usize = 16;

/** May the run at `start` be the first one of an encoded text? `from` is where the valid text begins, `end` where it ends. */
export function mayBeEncoded(start: usize, from: usize, end: usize): bool {
  const first = stretchStart(start, from);
  return first != 0 && (isBase64(first) || isHex(first, end) || isBase32(first));
}

/** Where the characters of base64 around the run begin; 0 when a run stands further left, or too much to tell. */
function stretchStart(start: usize, from: usize): usize {
  let at = start, piece: u32 = 0;
  while (at > from) {
    const byte = <u32>load<u8>(at - 1);
    const isJoint = byte == 0x2b || byte == 0x2f;
    if (!isJoint && !isToken(byte)) break;
    at--;
    piece = isJoint ? 0 : piece + 1;
    if (piece == RUN || start - at == REACH) return 0;
  }
  return at;
}

function isBase64(at: usize): bool {
  for (let length: usize = 0; length < BASE64_HEAD; length += 3, at += 4) {
    const bits =
      (base64Digit(load<u8>(at)) << 18) | (base64Digit(load<u8>(at, 1)) << 12) | (base64Digit(load<u8>(at, 2)) << 6) | base64Digit(load<u8>(at, 3));
    store<u8>(HEAD + length, bits >> 16);
    store<u8>(HEAD + length, bits >> 8, 1);
    store<u8>(HEAD + length, bits, 2);
  }
  return mayBeginText(BASE64_HEAD) || (load<u32>(HEAD) & 0xffffff) == 0x088b1f;
}

/** Of a character that is in the stretch. */
function base64Digit(byte: u32): u32 {
  const letter = byte | 0x20;
  if (letter - 0x61 < 26) return letter - 0x61 + (byte >= 0x61 ? 26 : 0);
  if (byte - 0x30 < 10) return byte - 0x30 + 52;
  return byte == 0x2f || byte == 0x5f ? 63 : 62;
}

function isHex(at: usize, end: usize): bool {
  if ((<u32>load<u16>(at) | 0x2000) == 0x7830) at += 2;
  if (at + 2 * HEX_HEAD > end) return false;
  for (let i: usize = 0; i < HEX_HEAD; i++, at += 2) {
    const high = hexDigit(load<u8>(at)), low = hexDigit(load<u8>(at, 1));
    if ((high | low) > 15) return false;
    store<u8>(HEAD + i, (high << 4) | low);
  }
  return mayBeginText(HEX_HEAD);
}

/** 16 for what is no digit. */
function hexDigit(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : 16;
}

function isBase32(at: usize): bool {
  let bits: u64 = 0;
  for (let i: usize = 0; i < BASE32_DIGITS; i++) {
    const byte = <u32>load<u8>(at + i);
    const digit = byte - 0x41 < 26 ? byte - 0x41 : byte - 0x32 < 6 ? byte - 0x32 + 26 : 32;
    if (digit == 32) return false;
    // 50 bits of the first ten digits are more than the six bytes
    if (i < 10) bits = (bits << 5) | digit;
  }
  for (let i: usize = 0; i < BASE32_HEAD; i++) store<u8>(HEAD + i, bits >> (42 - (<u64>i << 3)));
  return mayBeginText(BASE32_HEAD);
}

/** UTF-8 without control characters in the first `length` bytes at HEAD; where a NUL or a mark may tell of UTF-16, `decode` decides. */
function mayBeginText(length: usize): bool {
  if (load<u8>(HEAD) >= 0xfe && load<u8>(HEAD, 1) >= 0xfe) return true;
  let isText = true;
  for (let at: usize = 0; at < length; at++) {
    const byte = <u32>load<u8>(HEAD + at);
    if (byte == 0) return true;
    if (byte < 0x80) {
      isText = isText && (byte >= 0x20 ? byte != 0x7f : byte - 0x09 < 5);
      continue;
    }
    const more: u32 = byte - 0xc2 < 30 ? 1 : byte - 0xe0 < 16 ? 2 : byte - 0xf0 < 5 ? 3 : 0;
    let present: u32 = 0;
    while (present < more && at + 1 < length && (<u32>load<u8>(HEAD + at + 1) & 0xc0) == 0x80) {
      at++;
      present++;
    }
    isText = isText && more > 0 && (present == more || at + 1 == length);
  }
  return isText;
}
