/**
 * Base64 in both alphabets, with or without padding, wrapped in lines or not.
 */

import { isGzip } from "../archives/marks.js";
import { mayBeginText } from "../text-likeness.js";

const SPACE = 64;
const PADDING = 65;
/** Of each byte: 0 to 63 its value, 64 white space, 65 padding, 66 neither. */
const VALUES: Uint8Array = makeValues();
/** Decoded bytes that must look like the start of a text before the rest is decoded. */
const HEAD = 9;

/** The bytes, if the whole value is base64 whose start looks like text or like a gzip file. */
export function decodeBase64(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (!mayBeBase64(bytes, start, end)) return undefined;
  let digits = 0;
  let padding = 0;
  for (let at = start; at < end; at++) {
    const value = VALUES[bytes[at]!]!;
    if (value === SPACE) continue;
    if (value === PADDING) padding++;
    else if (value > PADDING || padding > 0) return undefined;
    else digits++;
  }
  if (padding > 2 || digits % 4 === 1 || (padding > 0 && (digits + padding) % 4 !== 0)) return undefined;
  // Node takes both alphabets and skips white space
  return Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1"), "base64");
}

const head = new Uint8Array(HEAD);

/** A look at the first dozen characters: does what they stand for begin a text or a gzip file? */
function mayBeBase64(bytes: Uint8Array, start: number, end: number): boolean {
  const length = decodeHead(bytes, start, end);
  return length >= 3 && mayBegin(length === HEAD ? head : head.subarray(0, length));
}

/** Decodes up to `HEAD` bytes into `head`; returns how many, 0 at the first character that is not base64. */
function decodeHead(bytes: Uint8Array, start: number, end: number): number {
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let at = start; at < end && length < HEAD; at++) {
    const value = VALUES[bytes[at]!]!;
    if (value === SPACE && at > start) continue;
    if (value === PADDING && length > 0) break;
    if (value > 63) return 0;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    head[length] = (bits >> held) & 0xff;
    length++;
  }
  return length;
}

function mayBegin(bytes: Uint8Array): boolean {
  return mayBeginText(bytes) || isGzip(bytes);
}

function makeValues(): Uint8Array {
  const values = new Uint8Array(256).fill(66);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
  values["-".charCodeAt(0)] = 62;
  values["_".charCodeAt(0)] = 63;
  for (const space of " \t\r\n") values[space.charCodeAt(0)] = SPACE;
  values["=".charCodeAt(0)] = PADDING;
  return values;
}
