// The two passes of vector code over a chunk: one bit a byte, 16 bits a vector.
//
// Each has a loop of its own with few live vectors, since V8 keeps a bigger one's in memory; the chunk stays in the first cache.

import { TOKENS } from "./layout";
import { lookUpNibbles } from "./look-up";

/** Writes to `masks`, for each of the bytes in [at, stop), a bit that is clear for a token character. */
export function maskTokens(at: usize, stop: usize, masks: usize): void {
  const lowTable = v128.load(TOKENS), highTable = v128.load(TOKENS, 16), nibble = i8x16.splat(0x0f), zero = i8x16.splat(0);
  for (; at < stop; at += 16, masks += 2) {
    const v = v128.load(at);
    const classes = lookUpNibbles(lowTable, highTable, v128.and(v, nibble), v128.and(i16x8.shr_u(v, 4), nibble));
    store<u16>(masks, <u16>i8x16.bitmask(i8x16.eq(classes, zero)));
  }
}

/**
 * Clears in `masks`, for the bytes in [at, stop), the bit of each place where the third character of a word may stand.
 *
 * A letter has five bits that matter, of which the low nibble shows four and the high one the fifth; so two characters are packed
 * into a byte, five bits of the first and three of the second, before its nibbles are looked up. One look-up is for the first two
 * characters, one for the third and fourth. A bit of a table's entry stands for a group of words, eight to a set.
 */
export function maskWords(at: usize, stop: usize, masks: usize, tables: usize): void {
  const a0 = v128.load(tables), A0 = v128.load(tables, 16), b0 = v128.load(tables, 32), B0 = v128.load(tables, 48);
  const a1 = v128.load(tables, 64), A1 = v128.load(tables, 80), b1 = v128.load(tables, 96), B1 = v128.load(tables, 112);
  const nibble = i8x16.splat(0x0f), five = i8x16.splat(0x1f), three = i8x16.splat(<i8>0xe0), zero = i8x16.splat(0);
  let before0 = zero, before1 = zero;
  // the vector before `at` goes first, for the characters that stand in it
  for (at -= 16, masks -= 2; at < stop; at += 16, masks += 2) {
    const packed = v128.or(v128.and(v128.load(at), five), v128.and(i16x8.shl(v128.load(at, 1), 5), three));
    const low = v128.and(packed, nibble), high = v128.and(i16x8.shr_u(packed, 4), nibble);
    const now0 = lookUpNibbles(a0, A0, low, high), now1 = lookUpNibbles(a1, A1, low, high);
    const hit0 = v128.and(twoBack(before0, now0), lookUpNibbles(b0, B0, low, high));
    const hit1 = v128.and(twoBack(before1, now1), lookUpNibbles(b1, B1, low, high));
    store<u16>(masks, load<u16>(masks) & <u16>i8x16.bitmask(i8x16.eq(v128.or(hit0, hit1), zero)));
    before0 = now0;
    before1 = now1;
  }
}

@inline function twoBack(previous: v128, current: v128): v128 {
  return v128.shuffle<u8>(previous, current, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}
