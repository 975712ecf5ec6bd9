// Sixteen look-ups at once, in a table of sixteen bytes.

/**
 * table[index] in each lane; indexes are 0 to 15. The relaxed instruction leaves open what others give, which spares V8 two
 * instructions; the build makes a kernel with it and one without, for engines that don't know it.
 */
@inline export function lookUp(table: v128, index: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(table, index) : i8x16.swizzle(table, index);
}

/** What the table of low and that of high nibbles have in common, for each byte of `v`. */
@inline export function lookUpNibbles(lowTable: v128, highTable: v128, low: v128, high: v128): v128 {
  return v128.and(lookUp(lowTable, low), lookUp(highTable, high));
}
