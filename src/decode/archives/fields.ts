/**
 * Numbers and names in the headers of archives.
 */

/** Little-endian, 4 bytes; 0 beyond the end. */
export function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

/** Little-endian, 2 bytes; 0 beyond the end. */
export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** Little-endian, 8 bytes; exact below 2^53, which no file in memory reaches. */
export function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
}

/** A name in UTF-8, else in Latin-1: only shown, so any reading will do. */
export function nameOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = buffer.toString("utf8");
  return text.includes("\ufffd") ? buffer.toString("latin1") : text;
}

/** Position of a four-byte signature at or behind `from`, or -1. */
export function findSignature(bytes: Uint8Array, signature: number, from: number): number {
  const first = signature & 0xff;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (u32(bytes, at) === signature && at + 4 <= bytes.length) return at;
  }
  return -1;
}
