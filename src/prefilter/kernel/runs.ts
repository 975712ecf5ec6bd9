// What a run of token characters holds, and whether it is worth reporting.

import { prefixAroundStart, prefixAt } from "./prefixes";

const HAS_DIGIT: u32 = 1 << 20, HAS_UPPER: u32 = 1 << 21, HAS_LOWER: u32 = 1 << 22, HAS_PREFIX: u32 = 1 << 23, HEX_ONLY: u32 = 1 << 24;
const MAX_LENGTH: u32 = 0xfffff;
const MIXED_CASE_LENGTH: usize = 24;

/** Token character [A-Za-z0-9_-]? */
// @ts-ignore: decorator
@inline export function isToken(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26 || byte - 0x30 < 10 || byte == 0x5f || byte == 0x2d;
}

// 0x80 is subtracted along with the range's first byte, so that one signed comparison tests a range
// @ts-ignore: decorator
@inline function within(v: v128, first: i32, count: i32): v128 {
  return i8x16.lt_s(i8x16.sub(v, i8x16.splat(<i8>(first + 128))), i8x16.splat(<i8>(count - 128)));
}

/**
 * Writes the run [start, stop) of at least 16 token characters to `out`, unless it can hold nothing: no prefix, no digit, and
 * shorter than 24 or not of mixed case. Returns the address behind what was written. `end`: end of the valid text.
 */
export function emitRun(start: usize, stop: usize, end: usize, window: usize, out: usize): usize {
  let digit = i8x16.splat(0), upper = digit, lower = digit, hex = i8x16.splat(-1);
  let prefix = prefixAroundStart(start, end);
  for (let at = start; ; at += 16) {
    // the last 16 characters are read again rather than a shorter rest
    if (at + 16 > stop) at = stop - 16;
    const v = v128.load(at);
    const digits = within(v, 0x30, 10), uppers = within(v, 0x41, 26), lowers = within(v, 0x61, 26);
    digit = v128.or(digit, digits);
    upper = v128.or(upper, uppers);
    lower = v128.or(lower, lowers);
    hex = v128.and(hex, v128.or(digits, within(v128.or(v, i8x16.splat(0x20)), 0x61, 6)));
    if (!prefix) {
      // a token character that is in none of the three classes is a joint
      let joints = ~(<u32>i8x16.bitmask(v128.or(v128.or(digits, uppers), lowers))) & 0xffff;
      while (joints != 0) {
        if (prefixAt(at + <usize>ctz(joints) + 1, end)) { prefix = true; break; }
        joints &= joints - 1;
      }
    }
    if (at + 16 >= stop) break;
  }
  const length = stop - start;
  const hasDigit = v128.any_true(digit), hasUpper = v128.any_true(upper), hasLower = v128.any_true(lower);
  if (!prefix && !hasDigit && (length < MIXED_CASE_LENGTH || !(hasUpper && hasLower))) return out;
  let info = length < <usize>MAX_LENGTH ? <u32>length : MAX_LENGTH;
  if (hasDigit) info |= HAS_DIGIT;
  if (hasUpper) info |= HAS_UPPER;
  if (hasLower) info |= HAS_LOWER;
  if (prefix) info |= HAS_PREFIX;
  if (i8x16.all_true(hex)) info |= HEX_ONLY;
  store<u32>(out, <u32>(start - window));
  store<u32>(out + 4, info);
  return out + 8;
}
