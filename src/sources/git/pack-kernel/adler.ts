// The checksum at the end of a zlib stream.

const MODULUS: u32 = 65521;
/** So many bytes can be summed before 32 bits run over. */
const STEP: u32 = 5552;

export function adler32(from: usize, size: u32): u32 {
  let a: u32 = 1, b: u32 = 0, at = from;
  const end = from + size;
  while (at < end) {
    const stop = min<usize>(end, at + STEP);
    for (; at + 8 <= stop; at += 8) {
      const eight = load<u64>(at);
      a += <u32>eight & 0xff; b += a;
      a += <u32>(eight >> 8) & 0xff; b += a;
      a += <u32>(eight >> 16) & 0xff; b += a;
      a += <u32>(eight >> 24) & 0xff; b += a;
      a += <u32>(eight >> 32) & 0xff; b += a;
      a += <u32>(eight >> 40) & 0xff; b += a;
      a += <u32>(eight >> 48) & 0xff; b += a;
      a += <u32>(eight >> 56); b += a;
    }
    for (; at < stop; at++) {
      a += load<u8>(at);
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return (b << 16) | a;
}
