/**
 * What the value looks like: random, made of words, code, a path, a placeholder.
 */

import { entropy } from "../entropy.js";
import { encodedReason, isUuid } from "../non-secret/encoded.js";
import { withoutLeet, wordCover } from "../randomness/dictionary.js";
import { randomnessOf } from "../randomness/randomness.js";
import { F } from "./feature-names.js";

const KEYWORD =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|string|str|text|int|integer|number|bool|boolean|object|any|void|required|optional|default|auto|automatic|manual|basic|bearer|digest|plain|plaintext|disabled?|enabled?|tbd|never|always|empty|unset|unknown|value|key|keys|name|type|self|this|var|let|const|new|function|return|hidden|public|private|primary|foreign|unique|index|varchar\S*|char|bytes?|double|float|long|date|datetime|timestamp|json|xml|html|password|passwd|secret|token|username|login|email|admin|root|user|test|guest)$/i;
const PLACEHOLDER =
  /example|changeme|change_me|placeholder|your|dummy|fake|sample|redacted|todo|insert|replace|some[-_ ]|-here|_here|foo|bar\b|baz|xxx|abc123|lorem|ipsum|test|demo|mock|stub|invalid|wrong|incorrect|bogus|whatever|default/i;
const WEAK =
  /^(?:pass(?:w(?:or)?d)?|pwd|secret|admin|root|test|user|guest|demo|default|changeme|changeit|qwerty|letmein|welcome|hello|foo|bar|baz|foobar|abc|master|mysql|postgres(?:ql)?|oracle|sa|system|manager|tiger|scott|redis|rabbitmq|mongo|minio|minioadmin|grafana|jenkins|docker|vagrant|ubuntu|toor|raspberry|hunter2|hunter|s3cr3t|sekret|token|key|apikey|asdf|zxcv|aaa+|a+b+c+)[-_.@!#]*\d{0,4}!*$|^\d{1,8}$|^(.)\1+$/i;
const SECRET_WORD = /pass|pwd|secret|token|(?<!mon|don|tur|hoc)key|auth|cred|user|login/i;

const flag = (value: boolean): number => (value ? 1 : 0);

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
}

/** Writes the features of a value. */
export function valueFeatures({ bytes, start, end, value, words: nameWords }: MeasuredValue, row: Float64Array): void {
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
  row[F.valueIsNumber] = flag(/^[-+]?[\d.,_]+$/.test(value));
  row[F.valueIsHex] = flag(hex);
  row[F.valueIsDigestLength] = flag(hex && (length === 32 || length === 40 || length === 64 || length === 128));
  row[F.valueIsBase64] = flag(
    length >= 20 && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && (symbols > 0 || (digits > 0 && upper > 0 && lower > 0)),
  );
  row[F.valueWords] = words.cover;
  row[F.valueWordsOfLeet] = leetWords.cover;
  row[F.valueLongestWord] = leetWords.longest;
  row[F.valueIsCamelCase] = flag(/^[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+\d?$/.test(value));
  row[F.valueIsJoinedWords] = flag(isJoinedWords(value));
  row[F.valueIsIdentifier] = flag(/^[A-Za-z_$][\w$]*$/.test(value));
  row[F.valueIsCapitals] = flag(upper > 2 && lower === 0 && digits === 0);
  row[F.valueIsCapitalised] = flag(/^[A-Z][a-z]+$/.test(value));
  row[F.valueIsWordAndDigits] = flag(/^[A-Za-z]+\d{1,4}\W?$/.test(value));
  row[F.valueHasUnderscore] = flag(value.includes("_"));
  row[F.valueHasDash] = flag(value.includes("-"));
  row[F.valueHasDot] = flag(value.includes("."));
  row[F.valueHasSlash] = flag(value.includes("/"));
  row[F.valueHasColon] = flag(value.includes(":"));
  row[F.valueHasBlank] = flag(/\s/.test(value));
  row[F.valueHasBracket] = flag(/[()[\]{}<>]/.test(value));
  row[F.valueHasStrongSign] = flag(/[!@#$%^&*~?]/.test(value));
  row[F.valueHasEqualsSign] = flag(/=/.test(value.replace(/=+$/, "")));
  row[F.valueIsUrl] = flag(/^[a-z][\w+.-]*:\/\/|^www\.|\.(?:com|org|net|io)(?:\/|$)/i.test(value));
  row[F.valueIsMail] = flag(/^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/.test(value));
  row[F.valueIsPath] = flag(
    /^(?:[.~]{0,2}\/|[A-Za-z]:\\)|\/.*\/|\.(?:pem|key|crt|json|ya?ml|txt|xml|html?|js|ts|py|rb|php|java|properties|conf|log|md|png|svg|jks|p12|cer|csv)$/i.test(
      value,
    ),
  );
  row[F.valueIsAscii] = flag(!/[\x80-\xff]/.test(value));
  row[F.valueIsEncoded] = flag(encodedReason(value) !== undefined);
  row[F.valueIsUuid] = flag(isUuid(value));
  row[F.valueIsVersionOrDate] = flag(
    /^v?\d+(?:\.\d+)+\S{0,8}$|^\d{4}-\d\d-\d\d|^v\d+(?:alpha|beta|rc|p)?\w{0,4}$|^[A-Z]+-?\d{1,5}(?:-[A-Z]+-?\d*)*$/.test(value),
  );
  row[F.valueIsKeyword] = flag(KEYWORD.test(value));
  row[F.valueIsPlaceholder] = flag(PLACEHOLDER.test(value));
  row[F.valueIsWeak] = flag(WEAK.test(value));
  row[F.valueHasSecretWord] = flag(SECRET_WORD.test(value));
  row[F.valueSharesNameWord] = flag(nameWords.some((word) => word.length > 3 && lowerCase.includes(word)));
  row[F.valueLongestRun] = longestRun / length;
  row[F.valueStartsLikeKey] = flag(
    /^(?:sk|pk|rk|ak|key|tok|secret|api|pat|ghp|xox[a-z]|AKIA|AIza|ya29|eyJ|SG|AC)[_.-]?[A-Za-z0-9]{6,}/.test(value) &&
      random.mean > 5.5,
  );
}
