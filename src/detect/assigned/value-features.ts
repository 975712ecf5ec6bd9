/**
 * What the value looks like: random, made of words, code, a path, a placeholder.
 */

import { entropy } from "../entropy.js";
import { encodedReason, isUuid } from "../non-secret/encoded.js";
import { withoutLeet, wordCover } from "../randomness/dictionary.js";
import { randomnessOf } from "../randomness/randomness.js";

/** All numbers; the model knows them by these names. */
export interface ValueFeatures {
  readonly valueLength: number;
  readonly valueBits: number;
  readonly valueLowestBits: number;
  readonly valueEntropy: number;
  readonly valueDigits: number;
  readonly valueUpper: number;
  readonly valueLower: number;
  readonly valueSymbols: number;
  readonly valueClasses: number;
  readonly valueChanges: number;
  readonly valueIsNumber: number;
  readonly valueIsHex: number;
  readonly valueIsDigestLength: number;
  readonly valueIsBase64: number;
  readonly valueWords: number;
  readonly valueWordsOfLeet: number;
  readonly valueLongestWord: number;
  readonly valueIsCamelCase: number;
  readonly valueIsIdentifier: number;
  readonly valueIsCapitals: number;
  readonly valueIsCapitalised: number;
  readonly valueIsWordAndDigits: number;
  readonly valueHasUnderscore: number;
  readonly valueHasDash: number;
  readonly valueHasDot: number;
  readonly valueHasSlash: number;
  readonly valueHasColon: number;
  readonly valueHasBlank: number;
  readonly valueHasBracket: number;
  readonly valueHasStrongSign: number;
  readonly valueHasEqualsSign: number;
  readonly valueIsUrl: number;
  readonly valueIsMail: number;
  readonly valueIsPath: number;
  readonly valueIsAscii: number;
  readonly valueIsEncoded: number;
  readonly valueIsUuid: number;
  readonly valueIsVersionOrDate: number;
  readonly valueIsKeyword: number;
  readonly valueIsPlaceholder: number;
  readonly valueIsWeak: number;
  readonly valueHasSecretWord: number;
  readonly valueSharesNameWord: number;
  readonly valueLongestRun: number;
  readonly valueStartsLikeKey: number;
}

const KEYWORD =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|string|str|text|int|integer|number|bool|boolean|object|any|void|required|optional|default|auto|automatic|manual|basic|bearer|digest|plain|plaintext|disabled|enabled|never|always|empty|unset|unknown|value|key|keys|name|type|self|this|var|let|const|new|function|return|hidden|public|private|primary|foreign|unique|index|varchar\S*|char|bytes?|double|float|long|date|datetime|timestamp|json|xml|html|password|passwd|secret|token|username|login|email|admin|root|user|test|guest)$/i;
const PLACEHOLDER =
  /example|changeme|change_me|placeholder|your|dummy|fake|sample|redacted|todo|insert|replace|some[-_ ]|-here|_here|foo|bar\b|baz|xxx|abc123|lorem|ipsum|test|demo|mock|stub|invalid|wrong|incorrect|bogus|whatever|default/i;
const WEAK =
  /^(?:pass(?:w(?:or)?d)?|pwd|secret|admin|root|test|user|guest|demo|default|changeme|changeit|qwerty|letmein|welcome|hello|foo|bar|baz|foobar|abc|master|mysql|postgres(?:ql)?|oracle|sa|system|manager|tiger|scott|redis|rabbitmq|mongo|minio|minioadmin|grafana|jenkins|docker|vagrant|ubuntu|toor|raspberry|hunter2|hunter|s3cr3t|sekret|token|key|apikey|asdf|zxcv|aaa+|a+b+c+)[-_.@!#]*\d{0,4}!*$|^\d{1,8}$|^(.)\1+$/i;
const SECRET_WORD = /pass|pwd|secret|token|key|auth|cred|user|login/i;

const flag = (value: boolean): number => (value ? 1 : 0);

/** @param nameWords words of the name in lower case */
export function valueFeatures(
  bytes: Uint8Array,
  start: number,
  end: number,
  value: string,
  nameWords: readonly string[],
): ValueFeatures {
  let digits = 0;
  let upper = 0;
  let lower = 0;
  let changes = 0;
  let run = 1;
  let longestRun = 1;
  let lastClass = -1;
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
  const hex = /^(?:0x)?[0-9a-f]+$/i.test(value) && digits > 0 && letters > 0;
  return {
    valueLength: length,
    valueBits: random.mean,
    valueLowestBits: random.lowest,
    valueEntropy: entropy(bytes, start, end),
    valueDigits: digits / length,
    valueUpper: upper / length,
    valueLower: lower / length,
    valueSymbols: symbols / length,
    valueClasses: flag(digits > 0) + flag(upper > 0) + flag(lower > 0) + flag(symbols > 0),
    valueChanges: changes / length,
    valueIsNumber: flag(/^[-+]?[\d.,_]+$/.test(value)),
    valueIsHex: flag(hex),
    valueIsDigestLength: flag(hex && (length === 32 || length === 40 || length === 64 || length === 128)),
    valueIsBase64: flag(
      length >= 20 && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && (symbols > 0 || (digits > 0 && upper > 0 && lower > 0)),
    ),
    valueWords: words.cover,
    valueWordsOfLeet: leetWords.cover,
    valueLongestWord: leetWords.longest,
    valueIsCamelCase: flag(/^[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+\d?$/.test(value)),
    valueIsIdentifier: flag(/^[A-Za-z_$][\w$]*$/.test(value)),
    valueIsCapitals: flag(upper > 2 && lower === 0 && digits === 0),
    valueIsCapitalised: flag(/^[A-Z][a-z]+$/.test(value)),
    valueIsWordAndDigits: flag(/^[A-Za-z]+\d{1,4}\W?$/.test(value)),
    valueHasUnderscore: flag(value.includes("_")),
    valueHasDash: flag(value.includes("-")),
    valueHasDot: flag(value.includes(".")),
    valueHasSlash: flag(value.includes("/")),
    valueHasColon: flag(value.includes(":")),
    valueHasBlank: flag(/\s/.test(value)),
    valueHasBracket: flag(/[()[\]{}<>]/.test(value)),
    valueHasStrongSign: flag(/[!@#$%^&*~?]/.test(value)),
    valueHasEqualsSign: flag(/=/.test(value.replace(/=+$/, ""))),
    valueIsUrl: flag(/^[a-z][\w+.-]*:\/\/|^www\.|\.(?:com|org|net|io)(?:\/|$)/i.test(value)),
    valueIsMail: flag(/^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/.test(value)),
    valueIsPath: flag(
      /^(?:[.~]{0,2}\/|[A-Za-z]:\\)|\/.*\/|\.(?:pem|key|crt|json|ya?ml|txt|xml|html?|js|ts|py|rb|php|java|properties|conf|log|md|png|svg|jks|p12|cer|csv)$/i.test(
        value,
      ),
    ),
    valueIsAscii: flag(!/[\x80-\xff]/.test(value)),
    valueIsEncoded: flag(encodedReason(value) !== undefined),
    valueIsUuid: flag(isUuid(value)),
    valueIsVersionOrDate: flag(
      /^v?\d+(?:\.\d+)+\S{0,8}$|^\d{4}-\d\d-\d\d|^v\d+(?:alpha|beta|rc|p)?\w{0,4}$|^[A-Z]+-?\d{1,5}(?:-[A-Z]+-?\d*)*$/.test(
        value,
      ),
    ),
    valueIsKeyword: flag(KEYWORD.test(value)),
    valueIsPlaceholder: flag(PLACEHOLDER.test(value)),
    valueIsWeak: flag(WEAK.test(value)),
    valueHasSecretWord: flag(SECRET_WORD.test(value)),
    valueSharesNameWord: flag(nameWords.some((word) => word.length > 3 && lowerCase.includes(word))),
    valueLongestRun: longestRun / length,
    valueStartsLikeKey: flag(
      /^(?:sk|pk|rk|ak|key|tok|secret|api|pat|ghp|xox[a-z]|AKIA|AIza|ya29|eyJ|SG|AC)[_.-]?[A-Za-z0-9]{6,}/.test(value) &&
        random.mean > 5.5,
    ),
  };
}
