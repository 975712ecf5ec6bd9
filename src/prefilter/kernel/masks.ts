// The two passes of vector code over a chunk: one bit a byte, 16 bits a vector.
//
// Each has a loop of its own with few live vectors, since V8 keeps a bigger one's in memory; the chunk stays in the first cache.

import { NIBBLES, TOKENS } from "./layout";

// @ts-ignore: decorator
@inline function look(lowTable: v128, highTable: v128, low: v128, high: v128): v128 {
  return v128.and(i8x16.swizzle(lowTable, low), i8x16.swizzle(highTable, high));
}

/** Writes to `masks`, for each of the bytes in [at, stop), a bit that is clear for a token character. */
export function maskTokens(at: usize, stop: usize, masks: usize): void {
  const lowTable = v128.load(TOKENS), highTable = v128.load(TOKENS, 16), nibble = i8x16.splat(0x0f), zero = i8x16.splat(0);
  for (; at < stop; at += 16, masks += 2) {
    const v = v128.load(at);
    const classes = look(lowTable, highTable, v128.and(v, nibble), v128.and(i16x8.shr_u(v, 4), nibble));
    store<u16>(masks, <u16>i8x16.bitmask(i8x16.eq(classes, zero)));
  }
}

/** Writes to `masks`, for each of the bytes in [at, stop), a bit that is clear where the third character of a word may stand. */
export function maskWords(at: usize, stop: usize, masks: usize): void {
  const low0 = v128.load(NIBBLES), low1 = v128.load(NIBBLES, 32), low2 = v128.load(NIBBLES, 64);
  const high0 = v128.load(NIBBLES, 16), high1 = v128.load(NIBBLES, 48), high2 = v128.load(NIBBLES, 80);
  const nibble = i8x16.splat(0x0f), zero = i8x16.splat(0);
  const v = v128.load(at - 16), low = v128.and(v, nibble), high = v128.and(i16x8.shr_u(v, 4), nibble);
  let before0 = look(low0, high0, low, high), before1 = look(low1, high1, low, high);
  for (; at < stop; at += 16, masks += 2) {
    const v = v128.load(at), low = v128.and(v, nibble), high = v128.and(i16x8.shr_u(v, 4), nibble);
    const now0 = look(low0, high0, low, high), now1 = look(low1, high1, low, high), now2 = look(low2, high2, low, high);
    const first = v128.shuffle<u8>(before0, now0, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
    const second = v128.shuffle<u8>(before1, now1, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    store<u16>(masks, <u16>i8x16.bitmask(i8x16.eq(v128.and(v128.and(first, second), now2), zero)));
    before0 = now0;
    before1 = now1;
  }
}
