/**
 * One hexadecimal digit.
 */

/** 0 to 15, or -1 for every other byte and beyond the end. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The number that `count` digits at `at` make, or -1 if one is missing. */
export function hexNumber(bytes: Uint8Array, at: number, count: number, end: number): number {
  if (at + count > end) return -1;
  let number = 0;
  for (let k = 0; k < count; k++) {
    const value = hexValue(bytes[at + k]);
    if (value < 0) return -1;
    number = number * 16 + value;
  }
  return number;
}
