/**
 * Is what came out of a decoder a text that somebody wrote?
 *
 * Owns the judgement on bytes; it is what keeps random values from being "decoded" into noise.
 */

import { sniffEncoding } from "./text.js";

/** Shorter results hold no secret that the encoded text would not show. */
const LEAST_BYTES = 6;
/** From this length on a few odd bytes are forgiven, one in twenty. */
const LONG = 64;
const FORGIVEN = 20;

/** True for UTF-8 without control characters (short texts) or nearly so (long ones). */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.length < LEAST_BYTES) return false;
  const allowed = bytes.length < LONG ? 0 : Math.floor(bytes.length / FORGIVEN);
  return oddBytes(bytes, allowed) <= allowed;
}

/** True when these first bytes of something longer may begin a text, UTF-16 included; cheap, for a few bytes. */
export function mayBeginText(head: Uint8Array): boolean {
  if (oddBytes(head, 0) === 0) return true;
  // without a mark UTF-16 is known by its NULs
  const isMarked = head[0]! >= 0xfe && head[1]! >= 0xfe;
  return (isMarked || head.includes(0)) && sniffEncoding(head).startsWith("utf-16");
}

/** Bytes that no text in UTF-8 holds; counts on to `limit` and one more. A sequence cut off by the end is none. */
function oddBytes(bytes: Uint8Array, limit: number): number {
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80 ? isAsciiText(byte) : false) continue;
    const more = continuationBytes(byte);
    let present = 0;
    while (present < more && at + 1 < bytes.length && (bytes[at + 1]! & 0xc0) === 0x80) {
      at++;
      present++;
    }
    if (more > 0 && (present === more || at + 1 === bytes.length)) continue;
    odd++;
    if (odd > limit) return odd;
  }
  return odd;
}

function isAsciiText(byte: number): boolean {
  return (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}

/** How many bytes follow this one in UTF-8; 0 for a byte that starts no sequence. */
function continuationBytes(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
}
