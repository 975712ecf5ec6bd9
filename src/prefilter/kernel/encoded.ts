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
  const v = v128.load(at), letter = i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61)), digit = i8x16.sub(v, i8x16.splat(0x30));
  const small = v128.and(i8x16.ge_u(v, i8x16.splat(0x61)), i8x16.splat(26));
  const last = v128.or(i8x16.eq(v, i8x16.splat(0x2f)), i8x16.eq(v, i8x16.splat(0x5f)));
  const other = v128.bitselect(i8x16.add(digit, i8x16.splat(52)), i8x16.sub(i8x16.splat(62), last), i8x16.lt_u(digit, i8x16.splat(10)));
  const six = v128.bitselect(i8x16.add(letter, small), other, i8x16.lt_u(letter, i8x16.splat(26)));
  const twelve = v128.or(i16x8.shl(v128.and(six, i16x8.splat(0xff)), 6), i16x8.shr_u(six, 8));
  const bits = v128.or(i32x4.shl(v128.and(twelve, i32x4.splat(0xffff)), 12), i32x4.shr_u(twelve, 16));
  const head = i8x16.swizzle(bits, i8x16(2, 1, 0, 6, 5, 4, 10, 9, 8, 16, 16, 16, 16, 16, 16, 16));
  return mayBeginText(head, BASE64_HEAD) || (i32x4.extract_lane(head, 0) & 0xffffff) == 0x088b1f;
}

function isHex(at: usize, end: usize): bool {
  if ((<u32>load<u16>(at) | 0x2000) == 0x7830) at += 2;
  if (at + 2 * HEX_HEAD > end) return false;
  const v = v128.load(at), letter = i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61)), digit = i8x16.sub(v, i8x16.splat(0x30));
  const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
  if (!i8x16.all_true(v128.or(isLetter, i8x16.lt_u(digit, i8x16.splat(10))))) return false;
  const four = v128.bitselect(i8x16.add(letter, i8x16.splat(10)), digit, isLetter);
  const bits = v128.or(i16x8.shl(v128.and(four, i16x8.splat(0xff)), 4), i16x8.shr_u(four, 8));
  return mayBeginText(i8x16.swizzle(bits, i8x16(0, 2, 4, 6, 8, 10, 12, 14, 16, 16, 16, 16, 16, 16, 16, 16)), HEX_HEAD);
}

function isBase32(at: usize): bool {
  const first = <u32>load<u8>(at);
  if (first - 0x41 >= 26 && first - 0x32 >= 6) return false;
  let bits: u64 = 0;
  for (let i: usize = 0; i < BASE32_DIGITS; i++) {
    const byte = <u32>load<u8>(at + i);
    const digit = byte - 0x41 < 26 ? byte - 0x41 : byte - 0x32 < 6 ? byte - 0x32 + 26 : 32;
    if (digit == 32) return false;
    // 50 bits of the first ten digits are more than the six bytes
    if (i < 10) bits = (bits << 5) | digit;
  }
  for (let i: usize = 0; i < BASE32_HEAD; i++) store<u8>(HEAD + i, bits >> (42 - (<u64>i << 3)));
  return mayBeginText(v128.load(HEAD), BASE32_HEAD);
}

/** UTF-8 without control characters in the first `length` bytes; where a NUL or a mark may tell of UTF-16, `decode` decides. */
function mayBeginText(head: v128, length: usize): bool {
  const bytes = (1 << <u32>length) - 1;
  if ((<u32>i8x16.bitmask(i8x16.eq(head, i8x16.splat(0))) & bytes) != 0) return true;
  if ((<u32>i8x16.bitmask(i8x16.ge_u(head, i8x16.splat(<i8>0xfe))) & 3) == 3) return true;
  const blank = i8x16.lt_u(i8x16.sub(head, i8x16.splat(9)), i8x16.splat(5));
  const control = v128.or(i8x16.lt_u(head, i8x16.splat(0x20)), i8x16.eq(head, i8x16.splat(0x7f)));
  if ((<u32>i8x16.bitmask(v128.andnot(control, blank)) & bytes) != 0) return false;
  const high = <u32>i8x16.bitmask(head) & bytes;
  if (high == 0) return true;
  v128.store(HEAD, head);
  return isWhole(<usize>ctz(high), length);
}

/** Of the bytes at HEAD: does each character from `from` on have all of its bytes, or those that fit? */
function isWhole(from: usize, length: usize): bool {
  for (let at = from; at < length; at++) {
    const byte = <u32>load<u8>(HEAD + at);
    if (byte < 0x80) continue;
    const more: u32 = byte - 0xc2 < 30 ? 1 : byte - 0xe0 < 16 ? 2 : byte - 0xf0 < 5 ? 3 : 0;
    let present: u32 = 0;
    while (present < more && at + 1 < length && (<u32>load<u8>(HEAD + at + 1) & 0xc0) == 0x80) {
      at++;
      present++;
    }
    if (more == 0 || (present < more && at + 1 < length)) return false;
  }
  return true;
}
