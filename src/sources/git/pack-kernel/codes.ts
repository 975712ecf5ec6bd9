// Huffman codes of deflate (RFC 1951, 3.2.2), as tables to be looked up by the next bits.

import {
  DISTANCE_BASES, DISTANCE_EXTRA, LENGTH_BASES, LENGTH_EXTRA, LENGTHS, NEXT_CODES, ORDER, PLACES,
} from "./layout";

const MAX_BITS: u32 = 15;

/**
 * Makes the table, counts and symbols for the code lengths at `lengths`.
 *
 * Returns false for lengths that give more codes than there are. Fewer are let pass: a code that does not exist is met, or it is not.
 */
export function makeCodes(lengths: usize, count: u32, table: usize, bits: u32, counts: usize, symbols: usize): bool {
  memory.fill(counts, 0, 32);
  for (let i: u32 = 0; i < count; i++) {
    const at = counts + (<usize>load<u8>(lengths + i) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  store<u16>(counts, 0);
  let left: i32 = 1, code: u32 = 0, place: u32 = 0;
  for (let length: u32 = 1; length <= MAX_BITS; length++) {
    const many = <u32>load<u16>(counts + (length << 1));
    left = (left << 1) - <i32>many;
    if (left < 0) return false;
    store<u32>(NEXT_CODES + (length << 2), code);
    store<u32>(PLACES + (length << 2), place);
    code = (code + many) << 1;
    place += many;
  }
  memory.fill(table, 0, <usize>4 << bits);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const length = <u32>load<u8>(lengths + symbol);
    if (length === 0) continue;
    const next = NEXT_CODES + (length << 2), at = PLACES + (length << 2);
    const own = load<u32>(next);
    store<u32>(next, own + 1);
    store<u16>(symbols + (<usize>load<u32>(at) << 1), <u16>symbol);
    store<u32>(at, load<u32>(at) + 1);
    if (length > bits) continue;
    const entry = (symbol << 4) | length;
    for (let index = reversed(own, length); index < (<u32>1 << bits); index += <u32>1 << length) store<u32>(table + (index << 2), entry);
  }
  return true;
}

function reversed(code: u32, length: u32): u32 {
  let result: u32 = 0;
  for (let i: u32 = 0; i < length; i++) result |= ((code >> i) & 1) << (length - 1 - i);
  return result;
}

/** For a code that the table has not: symbol << 4 | length, or 0 where there is none. `bits` are the next ones of the stream. */
export function longCode(bits: u32, counts: usize, symbols: usize): u32 {
  let code: u32 = 0, first: u32 = 0, index: u32 = 0;
  for (let length: u32 = 1; length <= MAX_BITS; length++) {
    code |= (bits >> (length - 1)) & 1;
    const many = <u32>load<u16>(counts + (length << 1));
    if (code - first < many && code >= first) return (<u32>load<u16>(symbols + (<usize>(index + code - first) << 1)) << 4) | length;
    index += many;
    first = (first + many) << 1;
    code <<= 1;
  }
  return 0;
}

/** What symbols of matches mean, and the order of length codes: written once. */
export function writeMeanings(): void {
  let base: u32 = 3;
  for (let i: u32 = 0; i < 28; i++) {
    const extra = i < 8 ? 0 : (i >> 2) - 1;
    store<u16>(LENGTH_BASES + (i << 1), <u16>base);
    store<u8>(LENGTH_EXTRA + i, <u8>extra);
    base += <u32>1 << extra;
  }
  store<u16>(LENGTH_BASES + 56, 258);
  store<u8>(LENGTH_EXTRA + 28, 0);
  base = 1;
  for (let i: u32 = 0; i < 30; i++) {
    const extra = i < 4 ? 0 : (i >> 1) - 1;
    store<u16>(DISTANCE_BASES + (i << 1), <u16>base);
    store<u8>(DISTANCE_EXTRA + i, <u8>extra);
    base += <u32>1 << extra;
  }
  // 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15
  store<u8>(ORDER, 16); store<u8>(ORDER + 1, 17); store<u8>(ORDER + 2, 18); store<u8>(ORDER + 3, 0);
  for (let i: u32 = 0; i < 8; i++) {
    store<u8>(ORDER + 4 + (i << 1), <u8>(8 + i));
    if (i < 7) store<u8>(ORDER + 5 + (i << 1), <u8>(7 - i));
  }
}

/** The codes of a block that brings none. */
export function fixedLengths(): void {
  for (let i: u32 = 0; i < 288; i++) store<u8>(LENGTHS + i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
}
