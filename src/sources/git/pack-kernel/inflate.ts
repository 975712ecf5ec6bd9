// Inflates what zlib has compressed: a whole stream of known length at once.

import { adler32 } from "./adler";
import { Bits, refill } from "./bits";
import { readCodes } from "./block-codes";
import { fixedLengths, longCode, makeCodes } from "./codes";
import {
  DISTANCE_BASES, DISTANCE_BITS, DISTANCE_COUNTS, DISTANCE_EXTRA, DISTANCE_SYMBOLS, DISTANCES, FIXED_DISTANCES, FIXED_LITERALS,
  LENGTH_BASES, LENGTH_EXTRA, LENGTHS, LITERAL_BITS, LITERAL_COUNTS, LITERAL_SYMBOLS, LITERALS,
} from "./layout";

let target: usize = 0;
/** Where the result begins: no match reaches further back. */
let begin: usize = 0;

/** Tables of the block at hand. */
let literals: usize = 0;
let distances: usize = 0;

/** Before the first stream: a block's own codes then take the place of the counts and symbols, which fixed ones do not need. */
export function makeFixed(): void {
  fixedLengths();
  makeCodes(LENGTHS, 288, FIXED_LITERALS, LITERAL_BITS, LITERAL_COUNTS, LITERAL_SYMBOLS);
  memory.fill(LENGTHS, 5, 30);
  makeCodes(LENGTHS, 30, FIXED_DISTANCES, DISTANCE_BITS, DISTANCE_COUNTS, DISTANCE_SYMBOLS);
}

/**
 * Inflates the zlib stream at [from, end) into [to, to + size). 8 bytes behind `end` are readable.
 *
 * Returns false unless it is whole, gives exactly `size` bytes and has their checksum.
 */
export function inflate(from: usize, end: usize, to: usize, size: u32): bool {
  if (end < from + 6) return false;
  const head = <u32>load<u8>(from), flags = <u32>load<u8>(from + 1);
  if ((head & 15) !== 8 || (flags & 32) !== 0 || ((head << 8) | flags) % 31 !== 0) return false;
  Bits.next = from + 2;
  Bits.hold = 0;
  Bits.held = 0;
  target = to;
  begin = to;
  const stop = to + size;
  let last = false;
  while (!last) {
    refill();
    if (Bits.next > end + 8) return false;
    last = (Bits.hold & 1) !== 0;
    const type = <u32>(Bits.hold >> 1) & 3;
    Bits.hold >>= 3;
    Bits.held -= 3;
    if (type === 0) {
      if (!stored(end, stop)) return false;
      continue;
    }
    if (type === 3) return false;
    if (type === 1) {
      literals = FIXED_LITERALS;
      distances = FIXED_DISTANCES;
    } else {
      if (!readCodes()) return false;
      literals = LITERALS;
      distances = DISTANCES;
    }
    if (!block(end, stop, type === 1)) return false;
  }
  if (target !== stop) return false;
  // the checksum stands at the next whole byte
  const behind = Bits.next - (Bits.held >> 3);
  if (behind + 4 > end) return false;
  return adler32(to, size) === bswap<u32>(load<u32>(behind));
}

function stored(end: usize, stop: usize): bool {
  // back to the first byte that is not used at all
  const at = Bits.next - (Bits.held >> 3);
  Bits.hold = 0;
  Bits.held = 0;
  if (at + 4 > end) return false;
  const length = <u32>load<u16>(at);
  if ((length ^ <u32>load<u16>(at + 2)) !== 0xffff) return false;
  Bits.next = at + 4;
  if (Bits.next + length > end || target + length > stop) return false;
  memory.copy(target, Bits.next, length);
  Bits.next += length;
  target += length;
  return true;
}

/** Fixed codes are at most 9 bits long: there the tables have them all. */
function block(end: usize, stop: usize, isFixed: bool): bool {
  const litTable = literals, distTable = distances, start = target;
  let out = start, at = Bits.next, bits = Bits.hold, count = Bits.held;
  let result = false;
  for (;;) {
    bits |= load<u64>(at) << count;
    at += (63 - count) >> 3;
    count |= 56;
    if (at > end + 16) break;
    let entry = load<u32>(litTable + (<usize>(bits & 1023) << 2));
    if (entry === 0) entry = isFixed ? 0 : longCode(<u32>bits, LITERAL_COUNTS, LITERAL_SYMBOLS);
    if (entry === 0) break;
    bits >>= entry & 15;
    count -= entry & 15;
    let symbol = entry >> 4;
    if (symbol < 256) {
      if (out >= stop) break;
      store<u8>(out++, <u8>symbol);
      // 41 bits are left: room for another literal, if it is one
      entry = load<u32>(litTable + (<usize>(bits & 1023) << 2));
      symbol = entry >> 4;
      if (entry === 0 || symbol >= 256) continue;
      if (out >= stop) break;
      bits >>= entry & 15;
      count -= entry & 15;
      store<u8>(out++, <u8>symbol);
      continue;
    }
    if (symbol === 256) {
      result = true;
      break;
    }
    symbol -= 257;
    if (symbol > 28) break;
    const lengthBits = <u32>load<u8>(LENGTH_EXTRA + symbol);
    const length = <u32>load<u16>(LENGTH_BASES + (symbol << 1)) + (<u32>bits & ((<u32>1 << lengthBits) - 1));
    bits >>= lengthBits;
    count -= lengthBits;
    entry = load<u32>(distTable + (<usize>(bits & 511) << 2));
    if (entry === 0) entry = isFixed ? 0 : longCode(<u32>bits, DISTANCE_COUNTS, DISTANCE_SYMBOLS);
    if (entry === 0) break;
    bits >>= entry & 15;
    count -= entry & 15;
    symbol = entry >> 4;
    if (symbol > 29) break;
    const distanceBits = <u32>load<u8>(DISTANCE_EXTRA + symbol);
    const distance = <u32>load<u16>(DISTANCE_BASES + (symbol << 1)) + (<u32>bits & ((<u32>1 << distanceBits) - 1));
    bits >>= distanceBits;
    count -= distanceBits;
    if (<usize>distance > out - begin || out + length > stop) break;
    out = copied(out, distance, length, stop);
  }
  target = out;
  Bits.next = at;
  Bits.hold = bits;
  Bits.held = count;
  return result;
}

@inline function copied(out: usize, distance: u32, length: u32, stop: usize): usize {
  const done = out + length;
  let from = out - distance;
  if (distance >= 8 && done + 8 <= stop) {
    for (; out < done; out += 8, from += 8) store<u64>(out, load<u64>(from));
  } else {
    for (; out < done; out++, from++) store<u8>(out, load<u8>(from));
  }
  return done;
}
