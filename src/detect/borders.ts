/**
 * Token borders: whether a match stands for itself or is a piece of something longer.
 */

import { isAlnumByte, isHexByte } from "./bytes.js";
import type { TextWindow } from "./match.js";

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const ESCAPES = new Set([..."nrtbfv0"].map((letter) => letter.charCodeAt(0)));

/**
 * True when nothing before `at` belongs to the same token: the byte before is no letter or digit, or it ends an escape
 * (`\n`, `%3D`, `\u003d`, `\x3d`) that only looks like text.
 */
export function hasLeftBorder({ bytes, start }: TextWindow, at: number): boolean {
  if (at <= start) return true;
  if (!isAlnumByte(bytes[at - 1])) return !isInBase64(bytes, start, at);
  if (at - 2 >= start && bytes[at - 2] === BACKSLASH && ESCAPES.has(bytes[at - 1]!)) return true;
  if (at - 3 >= start && isHexByte(bytes[at - 1]) && isHexByte(bytes[at - 2])) {
    if (bytes[at - 3] === PERCENT) return true;
    if (at - 4 >= start && bytes[at - 3] === 0x78 && bytes[at - 4] === BACKSLASH) return true;
    if (
      at - 6 >= start &&
      isHexByte(bytes[at - 3]) &&
      isHexByte(bytes[at - 4]) &&
      bytes[at - 5] === 0x75 &&
      bytes[at - 6] === BACKSLASH
    )
      return true;
  }
  return false;
}

const PLUS = 0x2b;
const SLASH = 0x2f;
/** So many characters of base64, of all three kinds, before a `/` or `+`: the text goes on, no path or sum has them. */
const BASE64_BEFORE = 20;

/** True when what stands at `at` is the middle of base64, whose `+` and `/` look like borders. */
function isInBase64(bytes: Uint8Array, start: number, at: number): boolean {
  const before = bytes[at - 1];
  if ((before !== PLUS && before !== SLASH) || at - 1 - BASE64_BEFORE < start) return false;
  let kinds = 0;
  for (let i = at - 1 - BASE64_BEFORE; i < at - 1; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x61 && byte <= 0x7a) kinds |= 1;
    else if (byte >= 0x41 && byte <= 0x5a) kinds |= 2;
    else if (byte >= 0x30 && byte <= 0x39) kinds |= 4;
    else if (byte !== PLUS && byte !== SLASH) return false;
  }
  return kinds === 7;
}

/** Appended to every pattern: no letter or digit follows, nor a joint that leads on to one. */
export const RIGHT_BORDER = "(?![A-Za-z0-9]|[_-]+[A-Za-z0-9])";

/**
 * Where a token may start inside a run besides its first byte: behind an escape at the front. Writes offsets to `out`.
 *
 * @returns how many were written (0 to 1)
 */
export function escapedStart({ bytes, start }: TextWindow, runStart: number): number {
  const before = runStart > start ? bytes[runStart - 1] : undefined;
  if (before === BACKSLASH) {
    const first = bytes[runStart]!;
    if (ESCAPES.has(first)) return runStart + 1;
    if (first === 0x78 && isHexByte(bytes[runStart + 1]) && isHexByte(bytes[runStart + 2])) return runStart + 3;
    if (first === 0x75 && isHexByte(bytes[runStart + 1]) && isHexByte(bytes[runStart + 4])) return runStart + 5;
  }
  if (before === PERCENT && isHexByte(bytes[runStart]) && isHexByte(bytes[runStart + 1])) return runStart + 2;
  return runStart;
}
