/**
 * CRC-64 as xz has it (ECMA-182, lowest bit first), in two halves: 64 bits at once are slow in JavaScript.
 */

const LOW = 0xd7870f42;
const HIGH = 0xc96c5795;
const TABLE_LOW: Uint32Array = new Uint32Array(256);
const TABLE_HIGH: Uint32Array = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let low = byte;
  let high = 0;
  for (let k = 0; k < 8; k++) {
    const isOdd = (low & 1) !== 0;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      low ^= LOW;
      high ^= HIGH;
    }
  }
  TABLE_LOW[byte] = low;
  TABLE_HIGH[byte] = high;
}

/** CRC-64 of ECMA-182 as two halves, since numbers hold 53 bits. */
export function crc64(bytes: Uint8Array): { readonly low: number; readonly high: number } {
  let low = -1;
  let high = -1;
  for (const byte of bytes) {
    const entry = (low ^ byte) & 255;
    low = ((low >>> 8) | (high << 24)) ^ TABLE_LOW[entry]!;
    high = (high >>> 8) ^ TABLE_HIGH[entry]!;
  }
  return { low: ~low >>> 0, high: ~high >>> 0 };
}
