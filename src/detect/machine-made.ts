/**
 * Whether a value that has a credential's shape also reads like one. Laxer than `looksRandom`, since the shape has said so already.
 */

import type { ValueModel } from "../prefilter/tables.js";
import { bitsPerCharacter, modelTables } from "./randomness/randomness.js";

/**
 * Bits a character by the n-gram model, measured on 3,000 random values of each kind: hex, UUID and base36 stay below the first in
 * 1 of 1,000, random letters below the second in 1 of 1,000. Of the long identifiers in JavaScript 75 % and 98 % do.
 */
const WITH_DIGITS = 4.6;
const LETTERS_ONLY = 5.2;

export function isMachineMade(bytes: Uint8Array, start: number, end: number, hasDigit: boolean): boolean {
  return bitsPerCharacter(bytes, start, end) >= (hasDigit ? WITH_DIGITS : LETTERS_ONLY);
}

/** The same question for the prefilter, which asks it of every run. */
export function valueModel(): ValueModel {
  return { ...modelTables(), leastWithDigits: WITH_DIGITS, leastOfLetters: LETTERS_ONLY };
}
