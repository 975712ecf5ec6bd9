/**
 * A gzip file as a value: what base64 of it decodes to.
 */

import { gunzipSync } from "node:zlib";
import { isGzip } from "../archives/marks.js";

/** Bytes that are unpacked at most. */
const MOST_OUTPUT = 16 << 20;

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
