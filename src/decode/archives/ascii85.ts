/**
 * ASCII base-85, which some writers of PDF wrap around packed streams.
 */

/** The bytes up to `~>` or the end; characters that are no digits are skipped. */
export function decodeAscii85(text: Uint8Array): Uint8Array {
  // `z` is four bytes
  const decoded = Buffer.alloc(4 * text.length + 4);
  let length = 0;
  let value = 0;
  let digits = 0;
  for (const byte of text) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && digits === 0) {
      length += 4;
      continue;
    }
    if (byte < 0x21 || byte > 0x75) continue;
    value = (value * 85 + byte - 0x21) % 2 ** 32;
    digits++;
    if (digits < 5) continue;
    length = decoded.writeUInt32BE(value, length);
    value = 0;
    digits = 0;
  }
  if (digits > 1) {
    for (let k = digits; k < 5; k++) value = (value * 85 + 84) % 2 ** 32;
    decoded.writeUInt32BE(value, length);
    length += digits - 1;
  }
  return decoded.subarray(0, length);
}
