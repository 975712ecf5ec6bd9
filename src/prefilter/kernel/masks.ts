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
 * into a byte, five bits of the first and three of the second, before its nibbles are looked up: the first two characters of a word, the
 * second and third, the third and fourth. A bit of a table's entry stands for a group of words, eight to a set.
 */
export function maskWords(at: usize, stop: usize, masks: usize, tables: usize): void {
  const a0 = v128.load(tables), A0 = v128.load(tables, 16), b0 = v128.load(tables, 32), B0 = v128.load(tables, 48);
  const c0 = v128.load(tables, 64), C0 = v128.load(tables, 80), a1 = v128.load(tables, 96), A1 = v128.load(tables, 112);
  const b1 = v128.load(tables, 128), B1 = v128.load(tables, 144), c1 = v128.load(tables, 160), C1 = v128.load(tables, 176);
  const nibble = i8x16.splat(0x0f), five = i8x16.splat(0x1f), three = i8x16.splat(<i8>0xe0), zero = i8x16.splat(0);
  let first0 = zero, first1 = zero, second0 = zero, second1 = zero;
  // the vector before `at` goes first, for the characters that stand in it
  for (at -= 16, masks -= 2; at < stop; at += 16, masks += 2) {
    const packed = v128.or(v128.and(v128.load(at), five), v128.and(i16x8.shl(v128.load(at, 1), 5), three));
    const low = v128.and(packed, nibble), high = v128.and(i16x8.shr_u(packed, 4), nibble);
    const now0 = lookUpNibbles(a0, A0, low, high), now1 = lookUpNibbles(a1, A1, low, high);
    const next0 = v128.and(oneBack(first0, now0), lookUpNibbles(b0, B0, low, high));
    const next1 = v128.and(oneBack(first1, now1), lookUpNibbles(b1, B1, low, high));
    const hit0 = v128.and(oneBack(second0, next0), lookUpNibbles(c0, C0, low, high));
    const hit1 = v128.and(oneBack(second1, next1), lookUpNibbles(c1, C1, low, high));
    store<u16>(masks, load<u16>(masks) & <u16>i8x16.bitmask(i8x16.eq(v128.or(hit0, hit1), zero)));
    first0 = now0;
    first1 = now1;
    second0 = next0;
    second1 = next1;
  }
}

@inline function oneBack(previous: v128, current: v128): v128 {
  return v128.shuffle<u8>(previous, current, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}
