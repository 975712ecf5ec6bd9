/**
 * Do bytes without a byte order mark look like text in UTF-16 or UTF-32?
 *
 * Owns the guess. It is strict: one unit that text does not hold and the bytes are binary, since a binary file that is taken for
 * text would be scanned as something it is not. Control characters are borne where ASCII stands around them: logs have colours,
 * mainframes end lines by NEL.
 */

/** Fewer units than this tell nothing. */
const LEAST_UNITS = 3;
/** One unit in so many must be printable ASCII or white space: letters of a Latin text, spaces and line ends of others. */
const ASCII_SHARE = 16;
/** To each control character there must be so many of those. */
const ASCII_TO_CONTROLS = 8;
/** To each unit that could be two ASCII characters as well, where most of what is not ASCII is such. */
const ASCII_TO_PAIRS = 8;

/** True for every code point that is a character, surrogates excepted. */
export function isPlainUnit(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

/** Without a byte order mark: by where the zero bytes are. */
export function looksLikeUtf16(bytes: Uint8Array, littleEndian: boolean): boolean {
  const high = littleEndian ? 1 : 0;
  const units = bytes.length >> 1;
  let ascii = 0;
  let pairs = 0;
  let controls = 0;
  for (let index = 0; index < units; index++) {
    const upper = bytes[2 * index + high]!;
    const lower = bytes[2 * index + 1 - high]!;
    const unit = (upper << 8) | lower;
    if (isAsciiText(unit)) ascii++;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      if (index + 1 === units) break;
      const low = bytes[2 * index + 2 + high]!;
      if (low < 0xdc || low > 0xdf) return false;
      index++;
    } else if (isControl(unit)) controls++;
    else if (!isTextUnit(unit)) return false;
    else if (isAsciiText(upper) && isAsciiText(lower)) pairs++;
  }
  // two ASCII characters make one ideograph: an ASCII text with a NUL in it must not pass for Chinese
  if (pairs * 2 > units - ascii && pairs * ASCII_TO_PAIRS > ascii) return false;
  return units >= LEAST_UNITS && ascii * ASCII_SHARE >= units && controls * ASCII_TO_CONTROLS <= ascii;
}

/** Without a byte order mark: by the three zero bytes of each sign. */
export function looksLikeUtf32(bytes: Uint8Array, littleEndian: boolean): boolean {
  const units = bytes.length >> 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4 * units);
  let ascii = 0;
  let controls = 0;
  for (let index = 0; index < units; index++) {
    const point = view.getUint32(4 * index, littleEndian);
    if (isAsciiText(point)) ascii++;
    else if (isControl(point)) controls++;
    else if (point > 0xffff ? point > 0x3ffff : !isTextUnit(point)) return false;
  }
  return units >= LEAST_UNITS && ascii * ASCII_SHARE >= units && controls * ASCII_TO_CONTROLS <= ascii;
}

function isAsciiText(point: number): boolean {
  return (point >= 0x20 && point < 0x7f) || (point >= 0x09 && point <= 0x0d);
}

/** Of C0, but for NUL, and C1: escape sequences, NEL. */
function isControl(point: number): boolean {
  return (point > 0 && point < 0x20) || (point >= 0x7f && point < 0xa0);
}

/** A unit outside ASCII and the surrogates that a text may hold: no private or unassigned one. */
function isTextUnit(unit: number): boolean {
  return (unit >= 0xa0 && unit < 0xd800) || (unit >= 0xf900 && unit < 0xfffe);
}
