/**
 * Values that what stands around them makes harmless beyond doubt: translations, test vectors, a constant that is its own name.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { isCodeName } from "../non-secret/code-name.js";
import type { Candidate } from "./candidate.js";
import { catalogueReason } from "./catalogue.js";
import { publicValueReason } from "./public-value.js";
import { isQuote } from "./text.js";
import { isJoinedWords } from "./value-features.js";

const REACH = 240;
const TRANSLATION =
  /(?:^|[/_.-])(?:lang|langs|language|languages|locales?|i18n|l10n|intl|translations?|messages)(?:[/_.-][^.]*)?\.(?:json|ya?ml|properties|php|js|ts|rb|xml|ini|txt)$|\.(?:strings|po|pot|arb|resx|xlf|xliff|lproj|ftl|lang)$|\/(?:lang|langs|languages?|locales?|i18n|l10n|translations?)\/[^/]+$/i;
/** Two lines of known-answer tests: a key in hex stands beside what it encrypts. */
const VECTOR =
  /^[ \t]*(?:IV|Plaintext|Ciphertext|AAD|AA|Tag|Input|Output|Msg|CT|PT|Derive|PeerKey|Cipher|MAC|Availablein|PBE|Ctrl\.\w+|COUNT)[ \t]*=|^-----BEGIN [A-Z ]*KEY-----/m;
/** The same as assignments: `plaintext = "…"`, `ct: unhexlify("…")`. */
const VECTOR_IN_CODE =
  /\b(?:\w+_)?(?:plain_?text|cipher_?text|pt|ct|iv|nonce|aad|tag|mac|expected\w*|msg|packet|crypt|digest|mic)["']?\s*(?:=|:|=>|:=)\s*\(?\s*(?:[\w.]{1,24}\(\s*)?b?["'][0-9a-f]{8,}/i;

const PUBLIC_NAME =
  /withdrawal_?credentials|kms[_-]?keys?$|pub(?:lic)?[_.-]?keys?(?:$|[^a-z]|token|cred)|publishable|recv-keys?|key[_-]?ids?$|sec-?websocket|ssh[_-]?host[_-]?key|site[_-]?key|sentry[_-]?key$|resource[_-]?key$/i;
const CURSOR_NAME =
  /(?:next|prev(?:ious)?|page|paging|pagination|continuation|cursor|sync|change|request|idempoten\w*|lifecycle[\w-]*|term|scroll|skip|resume|starting|forward|backward|sequence|input|output|version)[_-]?token$|(?:csrf|xsrf)|idempotency[_-]?key$|(?:result|status|response|error)[_-]?code$|(?:result|input|output|limit|more|sort|partition|range|foreign|primary|tag|aspect)[_-]?keys?$/i;
const HASH_NAME = /hash(?!icorp)|digest|sha-?\d|_sha$|md5|checksum|fingerprint|thumbprint|encrypted|cipher_?text|signature/i;

/** An entry of a list of failures or events: `ERROR_WRONG_PASSWORD`, `STATUS_NO_SECRETS`, `NERR_BadPassword`. */
const CODE_NAME =
  /(?:^|[._])(?:(?:N|W)?ERR(?:OR)?|STATUS|EVENT|MSG|NTE|ERRNO|EXIT|CODE|REASON|FAIL(?:ED|URE)?|E)_[A-Za-z_\d]+$|(?:Error|Status|Reason|Result)Codes?\./;
/** Two texts in base64 of which the padding of the first parts them: what a password is checked against, and its salt. */
const SALTED = /^[A-Za-z0-9+/]{20,}={1,2}[A-Za-z0-9+/]{20,}={0,2}$/;

/** `STORAGE_KEY = "@firebase/performance/configexpire"`: under the name of a package. */
const OF_PACKAGE = /^@[a-z][a-z-]*(?:\/[a-z][A-Za-z_-]*)+$/;
/** `?where=key177196556777405927%3D…`: one of the data of a test. */
const NUMBERED_KEY = /^key\d{6,}$/i;

const PLAIN_KEY = /^["']?_?key["']?$/i;
/** Shorter values of a bare `key` in scripts tell the items of a list apart: `["path", { d: "…", key: "1wh10o" }]`. */
const ITEM_KEY_LENGTH = 16;
const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte|html?|map)$/i;

/** `h("slot", { key: "…" })`: an element of a page as compilers write it, its function's name cut down by a minifier or not. */
const ELEMENT =
  /(?:^|[^\w$])(?:[a-z]{1,2}|hAsync|createElement(?:VNode|Block)?|createVNode|createBlock|_?jsxs?|_?jsxDEV)\(\s*(?:["'][a-z][a-z\d-]*["']|[A-Za-z_$][\w$.]*)\s*,\s*(?:Object\.assign\(\s*)?\{\s*["']?$/;
const ELEMENT_REACH = 90;

/** The fixed beginnings of SubjectPublicKeyInfo in base64 (RFC 5280; RSA, EC, Ed25519, X25519, DSA), and of a certificate request's key. */
const PUBLIC_KEY =
  /^(?:MI[GI][A-Za-z0-9+/]{1,4}MA0GCSqGSIb3DQEB|MI[GI][A-Za-z0-9+/]{1,5}ANBgkqhkiG9w0BAQ|MFkwEwYHKoZIzj0C|MFYwEAYHKoZIzj0C|MHYwEAYHKoZIzj0C|MIGbMBAGByqGSM49|MCowBQYDK2V|MIIB[A-Za-z0-9+/]{1,4}jCCA|ssh-(?:rsa|ed25519) |-----BEGIN (?:[A-Z0-9 ]{0,16}PUBLIC KEY|[A-Z0-9 ]{0,16}CERTIFICATE))/;

/** What is left to the reader behind the beginning of a value: `--token abc_<your-token>`. No tag of HTML is made of several words. */
const REST_IN_BRACKETS = /^<(?:your\b[^>\n]*|[a-z]+(?:[-_][a-z]+)+)>/i;
const REST_REACH = 48;

/** The reason as a phrase for `explain`, or undefined. */
export function surroundingsReason(window: TextWindow, candidate: Candidate, value: string, path: string): string | undefined {
  const { bytes, start, end } = window;
  const { operator } = candidate;
  if (TRANSLATION.test(path) && isText(value)) return "a translated text";
  const { quote, valueEnd } = candidate;
  if (
    quote === 0 &&
    bytes[valueEnd] === 0x3c &&
    REST_IN_BRACKETS.test(latin1(bytes, valueEnd, Math.min(end, valueEnd + REST_REACH)))
  )
    return "a placeholder";
  const name = latin1(bytes, candidate.nameStart, candidate.nameEnd);
  const isPublic = catalogueReason(bytes, candidate, name, value, path) ?? publicValueReason(bytes, candidate, name, value);
  if (isPublic !== undefined) return isPublic;
  if (PLAIN_KEY.test(name) && SCRIPT.test(path) && (value.length < ITEM_KEY_LENGTH || isJoinedWords(value) || isCodeName(value)))
    return "what tells the items of a list apart";
  if (
    PLAIN_KEY.test(name) &&
    ELEMENT.test(latin1(bytes, Math.max(start, candidate.nameStart - ELEMENT_REACH), candidate.nameStart))
  )
    return "an element's key";
  if (PUBLIC_KEY.test(value)) return "a public key";
  if (CURSOR_NAME.test(name)) return "a mark of a place in a list or of one request";
  if (
    /^[0-9A-F]{40}$/.test(value) &&
    /(?:gpg|pgp)[ _-](?:\w*key\w*)?$/i.test(latin1(bytes, Math.max(start, candidate.nameStart - 8), candidate.nameEnd))
  )
    return "a key's fingerprint";
  if (isBeginning(bytes, candidate, value)) return "the beginning of a text that code completes";
  if (isSame(name, value)) return "the name itself";
  if (operator === ":" && isSelector(bytes, candidate)) return "a style's selector";
  if (operator === "," && candidate.nameQuoted && bytes[candidate.nameEnd + 1] === CLOSE) return "the next entry's name";
  if (PUBLIC_NAME.test(name)) return "public by its name";
  if (OF_PACKAGE.test(value)) return "a name under that of a package";
  if (NUMBERED_KEY.test(name)) return "a numbered name";
  if (SALTED.test(value)) return "a salted hash";
  if (/^\d+$/.test(value) && CODE_NAME.test(name)) return "the number of an error or an event";
  if (HASH_NAME.test(name) && /^[0-9a-f]{16,}$|^[A-Za-z0-9+/_%-]{20,}={0,2}$/i.test(value)) return "a hash by its name";
  if (
    /badge\.svg|\.svg\?|\/badges?\/|shields\.io/.test(
      latin1(bytes, Math.max(start, candidate.nameStart - 120), candidate.nameStart),
    )
  )
    return "a badge's read-only token";
  if (isLabel(bytes, candidate, value)) return "a label";
  if (candidate.form === "bare" ? /^[\w:-]+$/.test(value) : isHexOfKey(name, value)) {
    const near = `${latin1(bytes, Math.max(start, candidate.nameStart - REACH), candidate.nameStart)}\n${latin1(bytes, candidate.valueEnd, Math.min(end, candidate.valueEnd + REACH))}`;
    if ((candidate.form === "bare" ? VECTOR : VECTOR_IN_CODE).test(near)) return "a test vector";
  }
  return undefined;
}

/** No digit, or letters beyond ASCII, or words with blanks between them. */
function isText(value: string): boolean {
  return !/\d/.test(value) || /\\u[\da-f]{4}/i.test(value) || /[a-z\x80-\xff]{2} [a-z\x80-\xff]/i.test(value);
}

const CLOSE = 0x29;

/** `input[type="password"]:focus`. */
function isSelector(bytes: Uint8Array, { nameStart, nameEnd }: Candidate): boolean {
  const bracket = bytes[nameEnd] === 0x5d ? nameEnd : nameEnd + 1;
  return (
    bytes[bracket] === 0x5d &&
    bytes[bracket + 1] === 0x3a &&
    /\[\w+[~|^$*]?=["']?$/.test(latin1(bytes, nameStart - 12, nameStart))
  );
}

/** `debug("pw:android")`: a whole literal that joins two words; "the second pass: edges are drawn". */
function isLabel(bytes: Uint8Array, { form, nameStart, nameEnd, valueEnd, operator }: Candidate, value: string): boolean {
  if (form !== "bare" || operator !== ":" || !/^[a-z]+(?:[:-][a-z]+)*$/i.test(value)) return false;
  if (nameEnd - nameStart === 4 && /[a-z] $/i.test(latin1(bytes, nameStart - 2, nameStart)))
    return /^ [a-z]+/i.test(latin1(bytes, valueEnd, valueEnd + 20));
  return isQuote(bytes[nameStart - 1]) && bytes[nameStart - 1] === bytes[valueEnd];
}

function isHexOfKey(name: string, value: string): boolean {
  return /^(?:[0-9a-f]{2}){8,}$/i.test(value) && /key\w?$/i.test(name);
}

/** `"Bearer " + token`, `"key=" . $key`. */
function isBeginning(bytes: Uint8Array, { valueEnd, quote }: Candidate, value: string): boolean {
  if (quote === 0 || !/[=:?&/,({[\s]$/.test(value) || isWholeBase64(value)) return false;
  return /^\s*(?:[+.%]|<<|\|\|)/.test(latin1(bytes, valueEnd + 1, valueEnd + 8));
}

/** Its padding is no operator. */
function isWholeBase64(value: string): boolean {
  return value.length % 4 === 0 && /^(?=\S*\d)(?=\S*[A-Z])[A-Za-z\d+/_-]{14,}={1,2}$/.test(value);
}

/** `AUTH_TOKEN = "auth-token"`, `exports.EOAUTH2 = "EOAUTH2"`; a password that is its own name is a weak password. */
function isSame(name: string, value: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const last = name.slice(Math.max(name.lastIndexOf(".") + 1, 0));
  return plain(value) === plain(last) && !/^(?:.*_)?pass\w*$/i.test(last);
}
