/**
 * Hexadecimal digits, two a byte, with or without `0x` in front.
 */

import { mayBeginText } from "../text-likeness.js";
import { hexValue } from "./hex-digit.js";

const HEAD = 8;
const LEAST_DIGITS = 16;

/** The bytes, if the whole value is hexadecimal and its start looks like text. */
export function decodeHex(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const from = digitsStart(bytes, start);
  if ((end - from) % 2 !== 0 || !mayBeHex(bytes, start, end)) return undefined;
  const decoded = new Uint8Array((end - from) >> 1);
  return decodePairs(bytes, from, decoded) ? decoded : undefined;
}

const head = new Uint8Array(HEAD);

/** A look at the first 16 digits: does what they stand for begin a text? */
function mayBeHex(bytes: Uint8Array, start: number, end: number): boolean {
  const from = digitsStart(bytes, start);
  return end - from >= LEAST_DIGITS && decodePairs(bytes, from, head) && mayBeginText(head);
}

function digitsStart(bytes: Uint8Array, start: number): number {
  return bytes[start] === 0x30 && (bytes[start + 1]! | 0x20) === 0x78 ? start + 2 : start;
}

/** Fills `decoded`; false at a character that is no digit. */
function decodePairs(bytes: Uint8Array, start: number, decoded: Uint8Array): boolean {
  for (let i = 0; i < decoded.length; i++) {
    const value = (hexValue(bytes[start + 2 * i]) << 4) | hexValue(bytes[start + 2 * i + 1]);
    if (value < 0) return false;
    decoded[i] = value;
  }
  return true;
}
