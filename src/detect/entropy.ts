/**
 * Shannon entropy of a candidate. Owns the number only; how much is enough is the rule's business.
 */

const counts = new Uint16Array(256);

/** Bits a character over the byte values of [start, end); 0 for an empty range. Linear, allocates nothing. */
export function entropy(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length <= 0) return 0;
  counts.fill(0);
  for (let i = start; i < end; i++) counts[bytes[i]!]!++;
  let sum = 0;
  for (let i = start; i < end; i++) {
    const count = counts[bytes[i]!]!;
    if (count === 0) continue;
    sum += count * Math.log2(count);
    counts[bytes[i]!] = 0;
  }
  return Math.log2(length) - sum / length;
}
