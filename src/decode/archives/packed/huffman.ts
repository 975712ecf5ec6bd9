/**
 * A Huffman code by the lengths of its symbols, the canonical one.
 */

import type { BitReader } from "./bit-reader.js";
import { corrupt } from "./packed-error.js";

/** Codes up to this length are found by one look-up. */
const FAST_BITS = 10;
const LONGEST = 20;

export interface HuffmanCode {
  read(bits: BitReader): number;
}

/** @param lengths of each symbol, 1 to 20 */
export function createHuffmanCode(lengths: Uint8Array): HuffmanCode {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) counts[length]!++;
  const sorted = Uint16Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  // symbol and length of the code that a look begins with; 0: it is longer
  const fast = new Uint16Array(1 << FAST_BITS);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= FAST_BITS; length++) {
    for (let k = 0; k < counts[length]!; k++, code++, index++) {
      const shift = FAST_BITS - length;
      fast.fill((sorted[index]! << 4) | length, code << shift, (code + 1) << shift);
    }
    code <<= 1;
  }
  const [longCode, longIndex] = [code, index];
  return {
    read(bits) {
      const found = fast[bits.peek(FAST_BITS)]!;
      if (found !== 0) {
        bits.drop(found & 15);
        return found >> 4;
      }
      let value = bits.take(FAST_BITS);
      let first = longCode;
      let start = longIndex;
      for (let length = FAST_BITS + 1; length <= LONGEST; length++) {
        value = (value << 1) | bits.take(1);
        const count = counts[length]!;
        if (value - first < count && value >= first) return sorted[start + value - first]!;
        start += count;
        first = (first + count) << 1;
      }
      throw corrupt("an unknown code");
    },
  };
}
