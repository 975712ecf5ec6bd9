/**
 * What the kernel is told of characters: the nibble tables by which it classes them, and how frequent they are. A byte has the
 * classes that its low and its high nibble share.
 *
 * Owns the bits; `kernel/runs.ts` names the same.
 */

const DIGIT = 1;
const LOWER = 2;
/** Capitals stand in two columns of ASCII, the second of which ends at `Z`. */
const UPPER_4X = 4;
const UPPER_5X = 8;
const HEX_LETTER = 16;
const JOINT = 128;

/** Token characters [A-Za-z0-9_-]: a vector by low and one by high nibble, one bit a column of ASCII, 4x and 6x share theirs. */
export function tokenTables(): Uint8Array {
  const low = [0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1c, 0x04, 0x04, 0x05, 0x04, 0x0c];
  const high = [0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([...low, ...high]);
}

/** Classes of token characters by low and by high nibble, then vectors of 0x0f, of the bits of hexadecimal digits, and of 0. */
export function classTables(): Uint8Array {
  const tables = new Uint8Array(5 * 16);
  for (let low = 0; low < 16; low++) {
    tables[low] = DIGIT | LOWER | UPPER_4X;
    if (low <= 0xa) tables[low]! |= UPPER_5X;
    if (low >= 1 && low <= 6) tables[low]! |= HEX_LETTER;
    if (low === 0xd || low === 0xf) tables[low]! |= JOINT;
  }
  tables.set([0, 0, JOINT, DIGIT, UPPER_4X | HEX_LETTER, UPPER_5X | JOINT, LOWER | HEX_LETTER, LOWER], 16);
  tables.fill(0x0f, 32, 48);
  tables.fill(DIGIT | HEX_LETTER, 48, 64);
  return tables;
}

/**
 * How often, per mille, a byte of program text has these low five bits; then these low three. By them the kernel groups words: what
 * is frequent in a text should be let through for few of them.
 */
export const TEXT_SHARES: Uint8Array = Uint8Array.from([
  ...[135, 38, 36, 25, 21, 70, 14, 17, 29, 61, 27, 7, 47, 29, 64, 53, 26, 11, 48, 45, 58, 23, 12, 10, 9, 17, 17, 17, 3, 24, 3, 4],
  ...[199, 127, 128, 94, 129, 146, 93, 84],
]);
