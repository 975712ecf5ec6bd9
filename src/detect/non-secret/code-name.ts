/**
 * Names of program code that have a vendor's length and alphabet: `IGRefreshAccessTokenForIGOnlyAPI`.
 *
 * Asked only for values that a rule's shape found: a password may be words as well.
 */

import { wordCover } from "../randomness/dictionary.js";

const SHORTEST = 16;
const LEAST_MEAN = 3.4;
/** Of the letters, in words that are known: 1 random value in 10,000 has as many. */
const LEAST_COVER = 0.75;

/** Words in camelCase or joined by `_`, at least three of them, of more than three letters on average, short numbers among them. */
export function isCodeName(value: string): boolean {
  if (value.length < SHORTEST || !/^[A-Za-z_$][\w$]*$/.test(value)) return false;
  const parts = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
  if (parts.length < 3 || parts.some((part) => /^\d{6}|^[A-Z]{9}/.test(part))) return false;
  const words = parts.filter((part) => /[a-z]/i.test(part));
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (words.length < 3 || letters < parts.length * LEAST_MEAN || letters * 5 < value.replaceAll("_", "").length * 4) return false;
  return wordCover(words.join(" ").toLowerCase()).cover >= LEAST_COVER;
}
