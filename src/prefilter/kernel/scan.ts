// One pass over the text in blocks of 64 bytes, one bit a byte.
//
// Runs: a mask of token characters; shifts of it tell whether a run of 16 lies in the block or ends in it.
// Words: two nibble look-ups for each of the first three characters (the Teddy algorithm of Hyperscan) with 16 buckets;
// what they let through is tested by a bitmap of three-byte hashes and then compared.
// Both cost the same whatever the number of prefixes, and hardly more for more words.

import { NIBBLES, OUT, WINDOW, WORD_BITMAP } from "./layout";
import { countLineEnds } from "./lines";
import { emitRun, isToken } from "./runs";
import { emitWord, mayStartWord } from "./words";

const MIN_RUN: usize = 16;

// @ts-ignore: decorator
@inline function bits(mask: v128, shift: i32): u64 { return <u64>(<u32>i8x16.bitmask(mask)) << shift; }

// @ts-ignore: decorator
@inline function table(index: usize): v128 { return v128.load(NIBBLES + (index << 4)); }

/** The vector one byte (`by` 15) or two bytes (`by` 14) back: the end of `previous`, then the start of `current`. */
// @ts-ignore: decorator
@inline function back1(previous: v128, current: v128): v128 {
  return v128.shuffle<u8>(previous, current, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}
// @ts-ignore: decorator
@inline function back2(previous: v128, current: v128): v128 {
  return v128.shuffle<u8>(previous, current, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

/** See `Prefilter.scan`: offsets in the window, `from <= to <= end`. Returns the number of candidates. */
export function scan(from: u32, to: u32, end: u32): u32 {
  const window = <usize>load<u32>(WINDOW), wordBitmap = <usize>load<u32>(WORD_BITMAP), first = <usize>load<u32>(OUT);
  const begin = window + from, stop = window + to, limit = window + end;
  let out = first;
  if (begin >= stop) return 0;

  // locals, not globals: V8 keeps them in registers
  const a0 = table(0), A0 = table(1), a1 = table(2), A1 = table(3), a2 = table(4), A2 = table(5);
  const b0 = table(6), B0 = table(7), b1 = table(8), B1 = table(9), b2 = table(10), B2 = table(11);
  // token characters: one bit a column of the ASCII table (2x, 3x, 4x and 6x, 5x, 7x)
  const tokenLow = i8x16(0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1c, 0x04, 0x04, 0x05, 0x04, 0x0c);
  const tokenHigh = i8x16(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
  const nibble = i8x16.splat(0x0f), zero = i8x16.splat(0);
  let lastA0 = zero, lastA1 = zero, lastB0 = zero, lastB1 = zero;

  let runStart = begin;
  if (isToken(load<u8>(begin))) while (runStart > window && isToken(load<u8>(runStart - 1))) runStart--;

  // two bytes more, since a word is seen at its third character
  for (let p = begin; p < stop + 2; p += 64) {
    let token: u64 = 0, word: u64 = 0;
    for (let k: i32 = 0; k < 64; k += 16) {
      const v = v128.load(p + k);
      const low = v128.and(v, nibble), high = v128.and(i16x8.shr_u(v, 4), nibble);
      token |= bits(i8x16.eq(v128.and(i8x16.swizzle(tokenLow, low), i8x16.swizzle(tokenHigh, high)), zero), k);
      const nowA0 = v128.and(i8x16.swizzle(a0, low), i8x16.swizzle(A0, high));
      const nowA1 = v128.and(i8x16.swizzle(a1, low), i8x16.swizzle(A1, high));
      const nowA2 = v128.and(i8x16.swizzle(a2, low), i8x16.swizzle(A2, high));
      const nowB0 = v128.and(i8x16.swizzle(b0, low), i8x16.swizzle(B0, high));
      const nowB1 = v128.and(i8x16.swizzle(b1, low), i8x16.swizzle(B1, high));
      const nowB2 = v128.and(i8x16.swizzle(b2, low), i8x16.swizzle(B2, high));
      const hitA = v128.and(v128.and(back2(lastA0, nowA0), back1(lastA1, nowA1)), nowA2);
      const hitB = v128.and(v128.and(back2(lastB0, nowB0), back1(lastB1, nowB1)), nowB2);
      word |= bits(i8x16.eq(v128.or(hitA, hitB), zero), k);
      lastA0 = nowA0; lastA1 = nowA1; lastB0 = nowB0; lastB1 = nowB1;
    }
    token = ~token;
    word = ~word;
    if (p + 64 > stop) {
      token &= p < stop ? ~(<u64>-1 << <u64>(stop - p)) : 0;
      if (p + 62 > stop) word &= ~(<u64>-1 << <u64>(stop + 2 - p));
    }

    const lead = <usize>ctz(~token), carried = p - runStart;
    let run = token & (token >> 1);
    run &= run >> 2;
    run &= run >> 4;
    run &= run >> 8;
    if (run != 0 || carried + lead >= MIN_RUN) {
      if (lead < 64) {
        if (carried + lead >= MIN_RUN) out = emitOwnRun(runStart, p + lead, begin, stop, limit, window, out);
        run &= <u64>-1 << <u64>lead;
      } else run = 0;
      while (run != 0) {
        const start = <usize>ctz(run), past = start + <usize>ctz(~(token >> <u64>start));
        if (past >= 64) break;
        out = emitOwnRun(p + start, p + past, begin, stop, limit, window, out);
        run &= <u64>-1 << <u64>past;
      }
    }
    if (~token != 0) runStart = p + 64 - <usize>clz(~token);

    while (word != 0) {
      const at = p + <usize>ctz(word) - 2;
      word &= word - 1;
      if (mayStartWord(at, wordBitmap)) out = emitWord(at, limit, window, out);
    }
  }
  return <u32>(out - first) >> 3;
}

/** A run that goes on behind `stop` belongs to the scan in which it ends, unless it fills this one. */
function emitOwnRun(start: usize, past: usize, begin: usize, stop: usize, limit: usize, window: usize, out: usize): usize {
  if (past == stop && stop < limit && start > begin && isToken(load<u8>(stop))) return out;
  return emitRun(start, past, limit, window, out);
}

/** See `Prefilter.countLines`. */
export function countLines(from: u32, to: u32): u32 {
  const window = <usize>load<u32>(WINDOW);
  return countLineEnds(window + from, window + to);
}
