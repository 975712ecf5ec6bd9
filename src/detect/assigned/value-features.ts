/**
 * What the value looks like: random, made of words, code, a path, a placeholder.
 */

import { entropy } from "../entropy.js";
import { encodedReason, isUuid } from "../non-secret/encoded.js";
import { withoutLeet, wordCover } from "../randomness/dictionary.js";
import { randomnessOf } from "../randomness/randomness.js";
import { F } from "./feature-names.js";
import { isUpper } from "./name-words.js";
import { hasAny, hasEndOfWord } from "./parts.js";
import { hasSecretWord, isKeyword, PLACEHOLDER, WEAK } from "./value-words.js";

const flag = (value: boolean): number => (value ? 1 : 0);

const BRACKETS = [..."()[]{}<>"];
const STRONG_SIGNS = [..."!@#$%^&*~?"];
const IN_PATHS = ["/", ":\\", "."];

/** Parts of at least three letters on average, each begun by a capital or ended by a short number. */
export function isJoinedWords(value: string): boolean {
  if (!/^[A-Za-z][A-Za-z\d]*$/.test(value)) return false;
  const parts = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
  return parts.length > 1 && value.length >= parts.length * 3.4 && parts.every((part) => !/^\d{5}|^[A-Z]{9}/.test(part));
}

/** What a value's features are measured on; `words` are those of its name. */
export interface MeasuredValue {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly words: readonly string[];
  /** False where `encodedReason` has already said no. */
  readonly mayBeEncoded: boolean;
}

/** Writes the features of a value. */
export function valueFeatures(
  { bytes, start, end, value, words: nameWords, mayBeEncoded }: MeasuredValue,
  row: Float64Array,
): void {
  let digits = 0;
  let upper = 0;
  let lower = 0;
  let changes = 0;
  let run = 1;
  let longestRun = 1;
  let lastClass = -1;
  let isAscii = true;
  for (let i = 0; i < value.length; i += 1) {
    const code = value.charCodeAt(i);
    let kind = 0;
    if (code >= 48 && code <= 57) {
      digits += 1;
      kind = 1;
    } else if (code >= 97 && code <= 122) {
      lower += 1;
      kind = 2;
    } else if (code >= 65 && code <= 90) {
      upper += 1;
      kind = 3;
    }
    if (code > 0x7f) isAscii = false;
    if (kind !== lastClass && lastClass >= 0) changes += 1;
    lastClass = kind;
    const step = code - value.charCodeAt(i - 1);
    run = step >= -1 && step <= 1 ? run + 1 : 1;
    if (run > longestRun) longestRun = run;
  }
  const { length } = value;
  const symbols = length - digits - upper - lower;
  const letters = upper + lower;
  const random = randomnessOf(bytes, start, end);
  const lowerCase = value.toLowerCase();
  const words = wordCover(lowerCase);
  const leet = withoutLeet(value);
  const leetWords = leet === lowerCase ? words : wordCover(leet);
  const hex = digits > 0 && letters > 0 && symbols === 0 && /^(?:0x)?[0-9a-f]+$/i.test(value);
  row[F.valueLength] = length;
  row[F.valueBits] = random.mean;
  row[F.valueLowestBits] = random.lowest;
  row[F.valueEntropy] = entropy(bytes, start, end);
  row[F.valueDigits] = digits / length;
  row[F.valueUpper] = upper / length;
  row[F.valueLower] = lower / length;
  row[F.valueSymbols] = symbols / length;
  row[F.valueClasses] = flag(digits > 0) + flag(upper > 0) + flag(lower > 0) + flag(symbols > 0);
  row[F.valueChanges] = changes / length;
  row[F.valueIsNumber] = flag(letters === 0 && /^[-+]?[\d.,_]+$/.test(value));
  row[F.valueIsHex] = flag(hex);
  row[F.valueIsDigestLength] = flag(hex && (length === 32 || length === 40 || length === 64 || length === 128));
  row[F.valueIsBase64] = flag(
    length >= 20 && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && (symbols > 0 || (digits > 0 && upper > 0 && lower > 0)),
  );
  row[F.valueWords] = words.cover;
  row[F.valueWordsOfLeet] = leetWords.cover;
  row[F.valueLongestWord] = leetWords.longest;
  row[F.valueIsCamelCase] = flag(symbols === 0 && digits < 2 && /^[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+\d?$/.test(value));
  row[F.valueIsJoinedWords] = flag(symbols === 0 && isJoinedWords(value));
  row[F.valueIsIdentifier] = flag(/^[A-Za-z_$][\w$]*$/.test(value));
  row[F.valueIsCapitals] = flag(upper > 2 && lower === 0 && digits === 0);
  row[F.valueIsCapitalised] = flag(length > 1 && upper === 1 && lower === length - 1 && isUpper(value.charCodeAt(0)));
  row[F.valueIsWordAndDigits] = flag(
    letters > 0 && digits > 0 && digits < 5 && symbols < 2 && /^[A-Za-z]+\d{1,4}\W?$/.test(value),
  );
  row[F.valueHasUnderscore] = flag(value.includes("_"));
  row[F.valueHasDash] = flag(value.includes("-"));
  row[F.valueHasDot] = flag(value.includes("."));
  row[F.valueHasSlash] = flag(value.includes("/"));
  row[F.valueHasColon] = flag(value.includes(":"));
  row[F.valueHasBlank] = flag(symbols > 0 && /\s/.test(value));
  row[F.valueHasBracket] = flag(symbols > 0 && hasAny(value, BRACKETS));
  row[F.valueHasStrongSign] = flag(symbols > 0 && hasAny(value, STRONG_SIGNS));
  row[F.valueHasEqualsSign] = flag(hasEqualsSign(value));
  row[F.valueIsUrl] = flag(
    (value.includes(".") || value.includes("://")) && /^[a-z][\w+.-]*:\/\/|^www\.|\.(?:com|org|net|io)(?:\/|$)/i.test(value),
  );
  row[F.valueIsMail] = flag(value.includes("@") && /^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/.test(value));
  row[F.valueIsPath] = flag(
    hasAny(value, IN_PATHS) &&
      /^(?:[.~]{0,2}\/|[A-Za-z]:\\)|\/.*\/|\.(?:pem|key|crt|json|ya?ml|txt|xml|html?|js|ts|py|rb|php|java|properties|conf|log|md|png|svg|jks|p12|cer|csv)$/i.test(
        value,
      ),
  );
  row[F.valueIsAscii] = flag(isAscii);
  row[F.valueIsEncoded] = flag(mayBeEncoded && encodedReason(value) !== undefined);
  row[F.valueIsUuid] = flag(length > 35 && isUuid(value));
  row[F.valueIsVersionOrDate] = flag(
    digits > 0 &&
      !isLowerButV(value.charCodeAt(0)) &&
      /^v?\d+(?:\.\d+)+\S{0,8}$|^\d{4}-\d\d-\d\d|^v\d+(?:alpha|beta|rc|p)?\w{0,4}$|^[A-Z]+-?\d{1,5}(?:-[A-Z]+-?\d*)*$/.test(
        value,
      ),
  );
  row[F.valueIsKeyword] = flag(isKeyword(lowerCase));
  row[F.valueIsPlaceholder] = flag(hasAny(lowerCase, PLACEHOLDER) || hasEndOfWord(lowerCase, "bar"));
  row[F.valueIsWeak] = flag(WEAK.test(value));
  row[F.valueHasSecretWord] = flag(hasSecretWord(lowerCase));
  row[F.valueSharesNameWord] = flag(nameWords.some((word) => word.length > 3 && lowerCase.includes(word)));
  row[F.valueLongestRun] = longestRun / length;
  row[F.valueStartsLikeKey] = flag(
    random.mean > 5.5 &&
      /^(?:sk|pk|rk|ak|key|tok|secret|api|pat|ghp|xox[a-z]|AKIA|AIza|ya29|eyJ|SG|AC)[_.-]?[A-Za-z0-9]{6,}/.test(value),
  );
}

const LOWER_V = 0x76;
const isLowerButV = (code: number): boolean => code >= 97 && code <= 122 && code !== LOWER_V;

/** One that is no padding at the end. */
function hasEqualsSign(value: string): boolean {
  const at = value.indexOf("=");
  if (at < 0) return false;
  for (let i = at + 1; i < value.length; i += 1) if (value[i] !== "=") return true;
  return false;
}
