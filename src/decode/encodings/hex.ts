/**
 * Hexadecimal digits, two a byte, with or without `0x` in front.
 */

import { mayBeginText } from "../text-likeness.js";
import { hexValue } from "./hex-digit.js";

const HEAD = 8;
const LEAST_DIGITS = 16;

/** The bytes, if the whole value is hexadecimal and its start looks like text. */
export function decodeHex(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const from = bytes[start] === 0x30 && (bytes[start + 1]! | 0x20) === 0x78 ? start + 2 : start;
  if ((end - from) % 2 !== 0 || end - from < LEAST_DIGITS) return undefined;
  const head = decodePairs(bytes, from, Math.min(end, from + 2 * HEAD));
  return head !== undefined && mayBeginText(head) ? decodePairs(bytes, from, end) : undefined;
}

function decodePairs(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const decoded = new Uint8Array((end - start) >> 1);
  for (let at = start; at < end; at += 2) {
    const value = (hexValue(bytes[at]) << 4) | hexValue(bytes[at + 1]);
    if (value < 0) return undefined;
    decoded[(at - start) >> 1] = value;
  }
  return decoded;
}
