/**
 * Character references of HTML and XML: `&#64;`, `&#x40;`, and the named ones that escape markup.
 */

import { type Escape, replaceEscapes } from "./replaced.js";

const AMPERSAND = 0x26;
const NAMED: ReadonlyMap<string, number> = new Map(
  Object.entries({
    amp: 0x26,
    lt: 0x3c,
    gt: 0x3e,
    quot: 0x22,
    apos: 0x27,
    nbsp: 0xa0,
    sol: 0x2f,
    colon: 0x3a,
    commat: 0x40,
    lowbar: 0x5f,
  }),
);
const LONGEST = 10;

/** The value without its references; undefined when it has none. */
export function decodeHtmlEntities(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const escapeAt = (at: number): Escape | undefined => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, Math.min(LONGEST, end - at - 1)).toString("latin1");
    const [whole, hex, decimal, name] = /^(?:#[xX]([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([a-z]{2,6}));/.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const point = name === undefined ? Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16) : NAMED.get(name);
    const isCharacter = point !== undefined && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return isCharacter ? { length: whole.length + 1, point } : undefined;
  };
  return replaceEscapes(bytes, { start, end }, AMPERSAND, escapeAt, false);
}
