/**
 * A gzip file as a value: what base64 of it decodes to.
 */

import { gunzipSync } from "node:zlib";

/** Bytes that are unpacked at most. */
const MOST_OUTPUT = 16 << 20;

export function isGzip(bytes: Uint8Array, start = 0): boolean {
  return bytes[start] === 0x1f && bytes[start + 1] === 0x8b && bytes[start + 2] === 8;
}

/**
 * What the gzip file bytes[start, end) holds; undefined for another value or a damaged file.
 *
 * @throws RangeError when it holds more than 16 MiB
 */
export function decodeGzip(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (!isGzip(bytes, start)) return undefined;
  try {
    return gunzipSync(bytes.subarray(start, end), { maxOutputLength: MOST_OUTPUT });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // zlib's own errors: a value that only looked like gzip
    return undefined;
  }
}
