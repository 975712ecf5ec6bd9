/**
 * Names of program code that have a vendor's length and alphabet: `IGRefreshAccessTokenForIGOnlyAPI`, `hf_lte_rrc_csi_RS_ConfigZP_r15`.
 *
 * Asked only for values that a rule's shape found: a password may be words as well.
 */

import { wordCover } from "../randomness/dictionary.js";

const SHORTEST = 16;
const LEAST_MEAN = 3.4;
/** Of the letters, in words that are known: 1 random value in 10,000 has as many. */
const LEAST_COVER = 0.75;
/** A word of three letters is in one random value of ten. */
const LEAST_WORD = 4;
/** Of all letters and digits, those of two such words or more, which 1 random value in 10,000 has. */
const LEAST_SHARE = 0.3;
/** Parts joined by `_`, a known word counting as one more, and one for so many characters; 1 random value of base64url in 1,000 has as many and no `-`. */
const MANY_PARTS = 5;
const CHARACTERS_A_PART = 9;
/** A provider's name as long as this is in no random value. */
const LEAST_PROVIDER = 5;

/**
 * Words in camelCase or joined by `_`: three or more that make most of it, or two that are known, or one behind its provider's name, or
 * many short parts.
 *
 * @param prefix characters that begin all values of the rule, words or not
 * @param providers names in lower case that belong to the rule; a key has none of them within
 */
export function isCodeName(value: string, prefix = 0, providers: readonly string[] = []): boolean {
  if (value.length < SHORTEST || !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z][\w$]*)*$/.test(value)) return false;
  if (isOfWords(value, partsOf(value))) return true;
  const rest = value.slice(prefix);
  const lower = rest.toLowerCase();
  return providers.some((provider) => provider.length >= LEAST_PROVIDER && lower.includes(provider)) || isOfNames(rest);
}

function partsOf(value: string): readonly string[] {
  return value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
}

function isOfWords(value: string, parts: readonly string[]): boolean {
  if (parts.length < 3 || parts.some((part) => /^\d{6}|^[A-Z]{9}/.test(part))) return false;
  const words = parts.filter((part) => /[a-z]/i.test(part));
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (words.length < 3 || letters < parts.length * LEAST_MEAN || letters * 5 < value.replaceAll("_", "").length * 4) return false;
  return wordCover(words.join(" ").toLowerCase()).cover >= LEAST_COVER;
}

function isOfNames(value: string): boolean {
  const known = partsOf(value).filter(
    (part) => part.length >= LEAST_WORD && /^[A-Za-z]+$/.test(part) && wordCover(part.toLowerCase()).cover >= LEAST_COVER,
  );
  const letters = known.reduce((sum, word) => sum + word.length, 0);
  if (known.length >= 2 && letters >= value.replaceAll("_", "").length * LEAST_SHARE) return true;
  const parts = value.split(/_+/).filter(Boolean).length + (known.length > 0 ? 1 : 0);
  return parts >= Math.max(MANY_PARTS, value.length / CHARACTERS_A_PART);
}
