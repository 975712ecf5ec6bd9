/**
 * Small steps over window bytes that the parsers of places share. None allocates.
 */

/** By byte: whether it goes on an identifier, and whether behind one an assignment may begin with it. */
export const NAME_BYTES: Uint8Array = new Uint8Array(256);
const IN_NAME = 1;
export const ASSIGNS = 2;
for (let byte = 0; byte < 256; byte += 1) {
  const letter = (byte | 32) >= 97 && (byte | 32) <= 122;
  const digit = byte >= 48 && byte <= 57;
  // bytes of UTF-8 letters belong to names (`contraseña`); `-` and `.` join keys of configuration
  if (letter || digit || byte === 0x5f || byte === 0x2d || byte === 0x2e || byte === 0x24 || byte >= 0xc3)
    NAME_BYTES[byte] = IN_NAME;
  if (byte >= 0x80 && byte < 0xc0) NAME_BYTES[byte] = IN_NAME;
}
// blanks, line ends, quotes, brackets, operators, list separators: most places of a word in code have another byte
for (const byte of Buffer.from(" \t\n\r\"'`\\][=:!?|<>(,*", "latin1")) NAME_BYTES[byte] = ASSIGNS;

const MAX_NAME = 64;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const BACKTICK = 0x60;
export const BACKSLASH = 0x5c;

export function isIdentifierByte(byte: number | undefined): boolean {
  return byte !== undefined && NAME_BYTES[byte] === IN_NAME;
}

export function isQuote(byte: number | undefined): boolean {
  return byte === QUOTE || byte === APOSTROPHE || byte === BACKTICK;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

export function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/** End of the identifier that goes on at `at`, at most 64 bytes on. */
export function identifierEnd(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_NAME);
  let i = at;
  while (i < limit && NAME_BYTES[bytes[i]!] === IN_NAME) i += 1;
  return i;
}

/** Start of the identifier that holds `at`, at most 64 bytes back. */
export function identifierStart(bytes: Uint8Array, at: number, start: number): number {
  const limit = Math.max(start, at - MAX_NAME);
  let i = at;
  while (i > limit && NAME_BYTES[bytes[i - 1]!] === IN_NAME) i -= 1;
  return i;
}

export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isBlank(bytes[i])) i += 1;
  return i;
}

/** Over blanks and line ends, at most 80 bytes. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + 80);
  let i = at;
  while (i < limit && (isBlank(bytes[i]) || isLineEnd(bytes[i]))) i += 1;
  return i;
}

/** Start of the line of `at`, at most `reach` bytes back. */
export function lineStart(bytes: Uint8Array, at: number, start: number, reach: number): number {
  const limit = Math.max(start, at - reach);
  let i = at;
  while (i > limit && !isLineEnd(bytes[i - 1])) i -= 1;
  return i;
}

/** End of the line of `at`, at most `reach` bytes on. */
export function lineEnd(bytes: Uint8Array, at: number, end: number, reach: number): number {
  const limit = Math.min(end, at + reach);
  let i = at;
  while (i < limit && !isLineEnd(bytes[i])) i += 1;
  return i;
}
