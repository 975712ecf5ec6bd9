/**
 * Bzip2: streams one behind the other, block after block.
 *
 * Owns the format's frame and its checksums. What a block holds is `bzip2-block.ts`.
 */

import { isBzip2 } from "../marks.js";
import { BitReader } from "./bit-reader.js";
import { readBlock } from "./bzip2-block.js";
import type { Output } from "./output.js";
import { corrupt, cutOff, tooMany } from "./packed-error.js";

/** Of a block and of a stream's end, in two halves: the digits of pi and of its square root. */
const BLOCK = [0x314159, 0x265359] as const;
const END = [0x177245, 0x385090] as const;
const BLOCK_UNIT = 100_000;
/** A block of fewer bytes costs more than its bytes do. */
const SMALL = 1000;

/**
 * @param packed starts with a stream
 * @param output takes what is unpacked, also when it ends in an error
 * @param admitsSmall asked for each part that is so small that many of them would take long; false: there have been too many
 * @returns bytes of `packed` that belong to streams
 * @throws PackedError; RangeError where the output is full
 */
export function unpackBzip2(packed: Uint8Array, output: Output, admitsSmall: () => boolean): number {
  let at = 0;
  while (isBzip2(packed, at)) at = unpackStream(packed, at, output, admitsSmall);
  return at;
}

function unpackStream(packed: Uint8Array, start: number, output: Output, admitsSmall: () => boolean): number {
  const bits = new BitReader(packed, start + 4);
  const capacity = (packed[start + 3]! - 0x30) * BLOCK_UNIT;
  let combined = 0;
  for (;;) {
    const [first, second] = [bits.take(24), bits.take(24)];
    const stated = bits.take32();
    if (first === END[0] && second === END[1]) {
      if (stated !== combined) throw corrupt("a wrong checksum");
      return bits.byteOffset();
    }
    if (first !== BLOCK[0] || second !== BLOCK[1]) throw corrupt("no block where one should begin");
    const from = output.length;
    readBlock(bits, capacity, output);
    if (output.length - from < SMALL && !admitsSmall()) throw tooMany();
    const crc = crcOf(output.from(from));
    if (crc !== stated) throw corrupt("a wrong checksum");
    combined = ((combined << 1) | (combined >>> 31)) >>> 0;
    combined = (combined ^ crc) >>> 0;
    if (bits.byteOffset() > packed.length) throw cutOff();
  }
}

const POLYNOMIAL = 0x04c11db7;
const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let k = 0; k < 8; k++) value = (value << 1) ^ (value < 0 ? POLYNOMIAL : 0);
  return value >>> 0;
});

/** CRC-32 with the highest bit first, unlike everybody's. */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ TABLE[(crc >>> 24) ^ byte]!;
  return ~crc >>> 0;
}
