// Where a line or an unquoted value ends, 16 bytes at once. Of values all that is printable but quotes counts, which is more than `detect`
// takes.

/** Behind the last byte of [least, at) that is looked for; `least` where there is none. */
export function behindLast(least: usize, at: usize, outside: bool): usize {
  while (at > least) {
    const mask = outside ? outsideMask(v128.load(at - 16)) : lineEndMask(v128.load(at - 16));
    if (mask != 0) return max(least, at - 16 + 32 - <usize>clz(mask));
    at -= 16;
  }
  return least;
}

/** The first byte of [at, most) that is looked for; `most` where there is none. */
export function firstOf(at: usize, most: usize, outside: bool): usize {
  while (at < most) {
    const mask = outside ? outsideMask(v128.load(at)) : lineEndMask(v128.load(at));
    if (mask != 0) return min(most, at + <usize>ctz(mask));
    at += 16;
  }
  return most;
}

@inline function lineEndMask(v: v128): u32 {
  return <u32>i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(0x0a)), i8x16.eq(v, i8x16.splat(0x0d))));
}

@inline function outsideMask(v: v128): u32 {
  const quotes = v128.or(i8x16.eq(v, i8x16.splat(0x22)), v128.or(i8x16.eq(v, i8x16.splat(0x27)), i8x16.eq(v, i8x16.splat(0x60))));
  // bytes above ASCII are negative
  const others = v128.or(i8x16.le_s(v, i8x16.splat(0x20)), i8x16.eq(v, i8x16.splat(0x7f)));
  return <u32>i8x16.bitmask(v128.or(quotes, others));
}
