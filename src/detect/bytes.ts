/**
 * Classes of bytes, and latin1 views of a window, in which one index is one byte.
 */

const TOKEN = 1;
const ALNUM = 2;
const DIGIT = 4;
const HEX = 8;
const VALUE = 16;

const CLASSES = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  const isHex = isDigit || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
  const isJoint = byte === 0x5f || byte === 0x2d;
  // what may stand inside an unquoted machine-made value; quotes, spaces, brackets, `,` `;` `&` `\` and `|` end one
  const isValue = isDigit || isLetter || isJoint || "+/=.:~!#$%*@?^".includes(String.fromCharCode(byte));
  CLASSES[byte] =
    (isDigit || isLetter ? ALNUM | TOKEN : 0) |
    (isJoint ? TOKEN : 0) |
    (isDigit ? DIGIT : 0) |
    (isHex ? HEX : 0) |
    (isValue ? VALUE : 0);
}

/** [A-Za-z0-9_-] */
export function isTokenByte(byte: number | undefined): boolean {
  return byte !== undefined && (CLASSES[byte]! & TOKEN) !== 0;
}

/** [A-Za-z0-9] */
export function isAlnumByte(byte: number | undefined): boolean {
  return byte !== undefined && (CLASSES[byte]! & ALNUM) !== 0;
}

export function isHexByte(byte: number | undefined): boolean {
  return byte !== undefined && (CLASSES[byte]! & HEX) !== 0;
}

/** Token characters and the punctuation that unquoted values hold. */
export function isValueByte(byte: number | undefined): boolean {
  return byte !== undefined && (CLASSES[byte]! & VALUE) !== 0;
}

/** Node's own, half as dear as a view and `toString`; not in its types, though every version has it. */
const { latin1Slice } = Buffer.prototype as unknown as {
  readonly latin1Slice: (this: Uint8Array, start: number, end: number) => string;
};

/** Text of [start, end) as far as there are bytes, one character a byte. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  const from = Math.max(start, 0);
  const to = Math.min(end, bytes.length);
  return to > from ? latin1Slice.call(bytes, from, to) : "";
}
