// Counting of line ends.

/** Line ends in [at, stop): each CR, and each LF that follows no CR. The byte before `at` is readable. */
export function countLineEnds(at: usize, stop: usize): u32 {
  const cr = i8x16.splat(0x0d), lf = i8x16.splat(0x0a);
  let count: u32 = 0;
  for (; at < stop; at += 16) {
    const v = v128.load(at), before = v128.load(at - 1);
    const ends = v128.or(i8x16.eq(v, cr), v128.andnot(i8x16.eq(v, lf), i8x16.eq(before, cr)));
    let mask = <u32>i8x16.bitmask(ends);
    if (at + 16 > stop) mask &= (<u32>1 << <u32>(stop - at)) - 1;
    count += popcnt(mask);
  }
  return count;
}
