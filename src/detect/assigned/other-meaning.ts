/**
 * Names that look like a secret's and mean something else: runs of a build, fields of a protocol, countries, encodings, words of prose.
 *
 * `public-value.ts` asks it, last.
 */

import { latin1 } from "../bytes.js";
import { isUuid } from "../non-secret/encoded.js";
import { wordCover } from "../randomness/dictionary.js";
import { looksRandom } from "../randomness/randomness.js";
import type { Candidate } from "./candidate.js";

/** Bytes on either side that tell what an entry is, and those before it that tell what it is an argument of. */
const REACH = 120;
const NEAR = 40;
/** Of a word that people write. */
const LEAST_COVER = 0.75;
/** `build_pass:x86`, `lowpass=c=LFE`: one of several runs, or a filter. */
const RUN =
  /(?:^|[^a-z])(?:build|render|shader|debug|first|second|single|multi|low|high|band|all|depth|colou?r|[1-9])[-_]?pass$/i;
/** `password OCTET STRING`, of ASN.1. */
const ASN1 = /^(?:OCTET|INTEGER|SEQUENCE|BOOLEAN|ENUMERATED|CHOICE|OPTIONAL|(?:UTF8|IA5|Printable|Visible|Directory)String)$/;
/** `{ "Password", "hicp.pswd", …`: a field of a protocol. */
const DOTTED = /^[a-z][a-z\d]*(?:\.[A-Za-z][A-Za-z_]*(?:\d{1,2}[A-Z]*)?)+$/;
/** `{TDS5_DYNAMIC_TOKEN, "TDS5 Dynamic SQL"}`: what a constant is called for people. */
const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;
const SEARCHED = /\bindex_?Name\b|docsearch|algolia/i;

/** `apiKey` beside `indexName`: the key of a page's search box, which every reader of the page has. */
function isSearchKey(bytes: Uint8Array, { nameStart, valueEnd }: Candidate, name: string, value: string): boolean {
  if (!/api_?key$/i.test(name) || !/^[0-9a-f]{32}$/.test(value)) return false;
  return SEARCHED.test(
    `${latin1(bytes, Math.max(0, nameStart - REACH), nameStart)}\n${latin1(bytes, valueEnd, valueEnd + REACH)}`,
  );
}

/** `FR: "France", PW: "Palau"`: the codes of countries. */
function isCountry(bytes: Uint8Array, { nameStart, valueEnd }: Candidate, name: string): boolean {
  if (!/^["']?PW["']?$/.test(name)) return false;
  return (
    /["']?[A-Z]{2}["']?\s*[:=]>?\s*["'][^"'\n]{3,40}["'],?\s*["']?$/.test(
      latin1(bytes, Math.max(0, nameStart - 60), nameStart),
    ) || /^["'],?\s*["']?[A-Z]{2}["']?\s*[:=]/.test(latin1(bytes, valueEnd, valueEnd + 16))
  );
}

/** Of the names that a full-width colon follows, those of secrets: 编码 (encoding), 命令 (command) and 公钥 (public key) end as they do. */
const WIDE_NAME = /[\u7801\u78bc\u4ee4\u94a5\u9470\u30c9]$/;
const WIDE_SECRET =
  /(?:\u5bc6[\u7801\u78bc\u94a5\u9470]|\u53e3\u4ee4|[\u79c1\u79d8][\u94a5\u9470]|\u30d1\u30b9\u30ef\u30fc\u30c9)$/;

function isOtherWideName(name: string): boolean {
  if (!/[\x80-\xff]$/.test(name)) return false;
  const text = Buffer.from(name, "latin1").toString("utf8");
  return WIDE_NAME.test(text) && !WIDE_SECRET.test(text);
}

/** `'secret': 'SensitiveAttribute'` among `'name': 'str'`: the types of a class's fields. */
const TYPE_NAME = /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/;
const TYPES = /:\s*["'](?:str|int|bool|float|date(?:time)?|object|list\[|dict\()/;

function isTypeOfField(bytes: Uint8Array, { nameStart, valueEnd }: Candidate, value: string): boolean {
  if (!TYPE_NAME.test(value)) return false;
  return (
    TYPES.test(latin1(bytes, Math.max(0, nameStart - REACH), nameStart)) || TYPES.test(latin1(bytes, valueEnd, valueEnd + REACH))
  );
}

/** `Bearer Management`, `BEARER securitySchemes`, where no header is named. */
function isWordOfProse(bytes: Uint8Array, { form, nameStart, valueStart }: Candidate, value: string): boolean {
  if (form !== "bearer" || !/^[A-Za-z]+(?:-[A-Za-z]+)*[.,]?$/.test(value)) return false;
  const words = value
    .replace(/([a-z])(?=[A-Z])/g, "$1 ")
    .replace(/[-.,]/g, " ")
    .trim();
  if (wordCover(words.toLowerCase()).cover * words.length < LEAST_COVER * words.replaceAll(" ", "").length) return false;
  return !/authori[sz]ation|header|bearer["']?\s*[:=]/i.test(latin1(bytes, Math.max(0, nameStart - NEAR), valueStart));
}

/** `strcmp(token, "mqttv311")`: what a parser takes a word of its input for. */
const COMPARED = /\w*(?:str|mem)\w*cmp\(\s*$/;
const PARSED = /^(?:\w*_)?tok(?:en)?s?(?:\[\w+\])?$/i;

/** `unrecognized token: "123.4e5ghi"`. */
const REFUSED = /(?:un(?:recognized|expected|known|terminated)|invalid|illegal|bad)\s+$/i;
const TAB = 0x09;

/** `${PWD:s@a@b@}`: a shell's substitution. */
const SUBSTITUTION = /^s([@!|,:#/]).*\1/;

/** `hmac.new(key, b"message", sha256)`: what is signed. */
const SIGNED = /\bhmac(?:\.\w+)?\(\s*[^"'\n(),]+(?:\([^()\n]*\))?,\s*[bfru]{0,2}["']$/i;
/** `challengeType === "password" ? "newPassword" : "code"`: one of two that a condition chooses from. */
const CHOSEN = /\?\s*["']$/;

/** `"key": "zimbabwe"` in a list of such entries: what tells them apart. */
const SIBLING_KEY = /["']key["']\s*:\s*["'][a-z]/;
const ENTRY_WORD = /^[a-z]+(?:[_-][a-z]+)*$/;
const LONGEST_ENTRY = 28;
/** `key: system.cpu.util[snAgGblCpuUtil.0]`, `key: zyxel.4012f.model`: what is measured, as monitoring names it. */
const ITEM = /^[a-z][\w-]*(?:\.[\w-]+)+(?:\[[^\]]*\]?)?$/;

function isEntryKey(bytes: Uint8Array, { nameStart, valueStart, valueEnd }: Candidate, name: string, value: string): boolean {
  if (!/^["']?key["']?$/i.test(name)) return false;
  if (ITEM.test(value)) {
    const parts = value.replace(/\[.*$/, "").split(".");
    return (
      parts.every((part) => part.length <= LONGEST_ENTRY && !/\d{6}|[a-f\d]{16}/.test(part)) &&
      !looksRandom(bytes, valueStart, valueEnd)
    );
  }
  if (!ENTRY_WORD.test(value) || value.length > LONGEST_ENTRY) return false;
  return (
    SIBLING_KEY.test(latin1(bytes, Math.max(0, nameStart - 2 * REACH), nameStart - 1)) ||
    SIBLING_KEY.test(latin1(bytes, valueEnd, valueEnd + 2 * REACH))
  );
}

/** The reason as a phrase for `explain`, or undefined. @param name the candidate's name, value its value */
export function otherMeaning(bytes: Uint8Array, candidate: Candidate, name: string, value: string): string | undefined {
  const { nameStart, valueStart, operator } = candidate;
  if (RUN.test(name)) return "one of several runs";
  if (operator === ":" && candidate.nameQuoted && CHOSEN.test(latin1(bytes, Math.max(0, nameStart - 8), nameStart)))
    return "one of two that a condition chooses from";
  if (SIGNED.test(latin1(bytes, Math.max(0, valueStart - REACH), valueStart))) return "a message that is signed";
  if (isEntryKey(bytes, candidate, name, value)) return "what tells the items of a list apart";
  if (/^pass$/i.test(name) && operator === ":" && value.startsWith("[")) return "a macro of a document";
  if (ASN1.test(value)) return "a type";
  if (operator === "," && DOTTED.test(value)) return "the name of a field";
  if (operator === "," && CONSTANT.test(name) && / |^[A-Z][a-z]+$/.test(value)) return "what a constant is called";
  if (isOtherWideName(name)) return "the name of something else";
  if (isTypeOfField(bytes, candidate, value)) return "a type";
  if (isCountry(bytes, candidate, name)) return "a country";
  if (isSearchKey(bytes, candidate, name, value)) return "the key of a page's search box";
  if (PARSED.test(name) && REFUSED.test(latin1(bytes, Math.max(0, nameStart - NEAR), nameStart))) return "a parser's message";
  if (operator === " " && isUuid(value) && /^secret$/i.test(name)) return "an identifier";
  if (operator === " " && /^\d+$/.test(value) && bytes[valueStart - 1] === TAB) return "a number of a table";
  if (PARSED.test(name) && COMPARED.test(latin1(bytes, Math.max(0, nameStart - NEAR), nameStart)))
    return "a word that a parser looks for";
  if (candidate.form === "fallback" && SUBSTITUTION.test(value)) return "a substitution";
  if (isWordOfProse(bytes, candidate, value)) return "a word behind the word bearer";
  return undefined;
}
