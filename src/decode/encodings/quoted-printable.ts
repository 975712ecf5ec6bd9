/**
 * Quoted-printable of mails: `=40`, and `=` before a line end.
 */

import { hexNumber } from "./hex-digit.js";
import { type Escape, replaceEscapes } from "./replaced.js";

const EQUALS = 0x3d;

/**
 * The value without its escapes; undefined when it has fewer than two and no continued line, or an equals sign that starts none: assignments and the
 * padding of base64 are no quoted-printable.
 */
export function decodeQuotedPrintable(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  let escapes = 0;
  let continued = false;
  const escapeAt = (at: number): Escape | false => {
    escapes++;
    const lineEnd = bytes[at + 1] === 0x0a ? 1 : bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a ? 2 : 0;
    if (lineEnd > 0 && at + lineEnd + 1 < end) {
      continued = true;
      return { length: 1 + lineEnd, point: -1 };
    }
    const point = hexNumber(bytes, at + 1, 2, end);
    return point < 0 ? false : { length: 3, point };
  };
  const decoded = replaceEscapes(bytes, { start, end }, EQUALS, escapeAt, true);
  return escapes < 2 && !continued ? undefined : decoded;
}
