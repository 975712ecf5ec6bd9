/**
 * Base32 of RFC 4648: capitals and 2 to 7, padded or not.
 */

import { mayBeginText } from "../text-likeness.js";

const HEAD = 6;
/** Characters of base32 without which a value of capitals is rather a word. */
const LEAST_LENGTH = 16;

/** The bytes, if the whole value is base32 whose start looks like text. */
export function decodeBase32(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  let stop = end;
  while (stop > start && bytes[stop - 1] === 0x3d) stop--;
  if (end - stop > 6 || !mayBeBase32(bytes, start, stop)) return undefined;
  const decoded = new Uint8Array(((stop - start) * 5) >> 3);
  return decodeDigits(bytes, start, stop, decoded) ? decoded : undefined;
}

const head = new Uint8Array((LEAST_LENGTH * 5) >> 3);

/** A look at the first 16 digits: does what they stand for begin a text? */
function mayBeBase32(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < LEAST_LENGTH || !decodeDigits(bytes, start, start + LEAST_LENGTH, head)) return false;
  return mayBeginText(head.subarray(0, HEAD));
}

/** Fills `decoded`; false at a character that is no digit. */
function decodeDigits(bytes: Uint8Array, start: number, stop: number, decoded: Uint8Array): boolean {
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at]!;
    const value = byte >= 0x41 && byte <= 0x5a ? byte - 0x41 : byte >= 0x32 && byte <= 0x37 ? byte - 0x32 + 26 : -1;
    if (value < 0) return false;
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    decoded[length] = (bits >> held) & 0xff;
    length++;
  }
  return true;
}
