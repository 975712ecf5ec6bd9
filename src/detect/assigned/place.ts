/**
 * From a name to the literal that is assigned to it: operator, call wrapper, quotes or bare value, in the syntax of some twenty
 * languages and configuration formats.
 *
 * Most places of a kernel word are no assignment, so the first looks are at single bytes and nothing is allocated before a literal
 * stands there. What the literal is worth is `features.ts` and the model.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate, Form, Operator } from "./candidate.js";
import type { FileKind } from "./file-kind.js";
import { bareEnd, MAX_VALUE, quotedEnd } from "./literal.js";
import {
  APOSTROPHE,
  BACKSLASH,
  isBlank,
  isDigit,
  isLetter,
  isLineEnd,
  isQuote,
  lineStart,
  QUOTE,
  skipBlanks,
  skipSpace,
} from "./text.js";

const MIN_VALUE = 3;
const LINE_REACH = 300;
const KEYWORDS: ReadonlySet<string> = new Set([
  "true",
  "false",
  "null",
  "none",
  "nil",
  "undefined",
  "function",
  "string",
  "yes",
  "new",
  "this",
  "self",
]);
/** A type between name and literal: `name: &str = "v"`, `name As String = "v"`. */
const TYPE = /(?:As\s+)?[&\w.<>[\]|?*!' ]{1,40}?=\s*(?=[@bfru]?["'`])/y;
/** Up to three calls or conversions around a literal: `new SecretStr("v")`, `[]byte("v")`, `@"v"`. */
const WRAPPERS =
  /(?:(?:new\s+)?(?:\[\]|&)?[A-Za-z_][\w.:<>]{0,40}\(\s*(?:[bfruL]|rb|br)?){1,3}(?=["'`])|(?:[bfruLN@$]|rb|br|u8)(?=["'`])/y;
/** A pair: the name is a value itself, its own value follows under `value`. */
const PAIR = /["']?\s*,?\s*["']?(?:value|Value|VALUE|default|defaultValue|content)["']?\s*(?:=>|[:=])\s*/y;
const DEFAULTING_CALL =
  /(?:env|get|fetch|config|default|prop|setting|option|param|lookup|coalesce|or_?else|variable)\w*\(\s*[bfru]?$/i;

/** @returns the literal assigned to the name in [nameStart, nameEnd), or undefined */
export function assignedPlace(window: TextWindow, nameStart: number, nameEnd: number, kind: FileKind): Candidate | undefined {
  const { bytes, end } = window;
  let at = nameEnd;
  let escaped = false;
  let nameQuoted = false;
  if (bytes[at] === BACKSLASH && isQuote(bytes[at + 1])) {
    escaped = true;
    at += 1;
  }
  if (isQuote(bytes[at]) && at < end) {
    nameQuoted = true;
    at += 1;
  }
  while (bytes[at] === 0x5d || (nameQuoted && bytes[at] === 0x29)) at += 1;
  if (bytes[at] === 0x5b && (bytes[at + 1] === 0x5d || isDigit(bytes[at + 1]))) at = closingBracket(bytes, at + 1, end);
  if (kind === "other" && bytes[at] === 0x2a && bytes[at + 1] === 0x2a) at += 2;
  const beforeBlanks = at;
  at = skipBlanks(bytes, at, Math.min(end, at + 60));
  if (at >= end) return undefined;
  const spaced = at > beforeBlanks;
  const place = { window, nameStart, nameEnd, nameQuoted, escaped, kind };
  switch (bytes[at]) {
    case 0x3d: // =
      if (bytes[at + 1] === 0x3e) return literalAt(place, at + 2, "=>", "quoted");
      if (bytes[at + 1] === 0x3d) return comparedAt(place, at + 2);
      if (bytes[at + 1] === 0x7e) return undefined;
      return literalAt(place, at + 1, "=", "quoted");
    case 0x3a: // :
      if (bytes[at + 1] === 0x3d) return literalAt(place, at + 2, ":=", "quoted");
      if (bytes[at + 1] === 0x3a) return undefined;
      if (bytes[at + 1] === 0x2d || (opensVariable(bytes, nameStart) && !spaced))
        return fallbackAt(place, bytes[at + 1] === 0x2d ? at + 2 : at + 1);
      return literalAt(place, at + 1, ":", "quoted");
    case 0x21: // !=
      return bytes[at + 1] === 0x3d ? comparedAt(place, at + 2) : undefined;
    case 0x3f: // ?= ?: ??
      if (bytes[at + 1] === 0x3d) return literalAt(place, at + 2, "=", "quoted");
      if (bytes[at + 1] === 0x3f) return literalAt(place, at + 2, "=", "fallback");
      return bytes[at + 1] === 0x3a ? literalAt(place, at + 2, ":", isIdentifierEnv(place) ? "fallback" : "quoted") : undefined;
    case 0x7c: // ||
      return bytes[at + 1] === 0x7c ? literalAt(place, bytes[at + 2] === 0x3d ? at + 3 : at + 2, "=", "fallback") : undefined;
    case 0x3c: // <-
      return bytes[at + 1] === 0x2d ? literalAt(place, at + 2, "<-", "quoted") : undefined;
    case 0x3e: // <name>v</name>
      return bytes[nameStart - 1] === 0x3c ? elementAt(place, at + 1) : undefined;
    case 0x28: // name("v")
      return nameQuoted ? undefined : literalAt(place, at + 1, "(", "argument");
    case 0x2c: // ("name", "v"), {name, "v"}, {name: X, value: "v"}
      return pairAt(place, at) ?? (opensList(place) ? literalAt(place, at + 1, ",", "argument") : undefined);
    case 0x6f: // or "v"
      return spaced && bytes[at + 1] === 0x72 && isBlank(bytes[at + 2]) ? literalAt(place, at + 2, "=", "fallback") : undefined;
    default:
      return spaced ? afterBlank(place, at) : pairAt(place, at);
  }
}

interface Place {
  readonly window: TextWindow;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly nameQuoted: boolean;
  readonly escaped: boolean;
  readonly kind: FileKind;
}

/** `password == "v"`; keys are compared with names of keys all over. */
function comparedAt(place: Place, at: number): Candidate | undefined {
  const { bytes } = place.window;
  if ((bytes[place.nameEnd - 1]! | 32) === 0x79 || bytes[place.nameEnd - 1] === 0x73) return undefined;
  return literalAt(place, bytes[at] === 0x3d ? at + 1 : at, "==", "quoted");
}

/** The name is the first of its list: `("name", "v")`, `{name, "v"}`, not one of many words in an array. */
function opensList({ window, nameStart, nameQuoted }: Place): boolean {
  const { bytes, start } = window;
  let before = (nameQuoted ? nameStart - 1 : nameStart) - 1;
  while (before > start && isBlank(bytes[before])) before -= 1;
  return bytes[before] === 0x7b || (nameQuoted && (bytes[before] === 0x28 || bytes[before] === 0x5b));
}

function closingBracket(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isDigit(bytes[i])) i += 1;
  return bytes[i] === 0x5d ? i + 1 : at;
}

/** `${NAME` or `{{NAME`: a reference that may carry its default. */
function opensVariable(bytes: Uint8Array, nameStart: number): boolean {
  return (
    bytes[nameStart - 1] === 0x7b &&
    (bytes[nameStart - 2] === 0x24 || bytes[nameStart - 2] === 0x7b || bytes[nameStart - 2] === 0x23)
  );
}

function isIdentifierEnv({ window, nameStart }: Place): boolean {
  return /env/i.test(latin1(window.bytes, Math.max(window.start, nameStart - 24), nameStart));
}

/** The literal at `from`, quoted or bare, behind wrappers and a type. */
function literalAt(place: Place, from: number, operator: Operator, form: Form): Candidate | undefined {
  const { bytes, end } = place.window;
  let at = skipBlanks(bytes, from, end);
  const sameLine = !isLineEnd(bytes[at]);
  if (!sameLine) {
    // an assignment may go on in the next line, but only with a quoted literal
    if (operator === " ") return undefined;
    at = skipSpace(bytes, at, end);
    if (!isQuote(bytes[at])) return undefined;
  }
  if (at >= end) return undefined;
  let wrapped = false;
  let escaped = place.escaped;
  const first = bytes[at]!;
  if (!isQuote(first)) {
    if (first === BACKSLASH && isQuote(bytes[at + 1])) {
      escaped = true;
      at += 1;
    } else {
      if (!(isLetter(first) || first === 0x40 || first === 0x24 || first === 0x5b || first === 0x26 || first === 0x5f))
        return bareAt(place, at, operator, form);
      const quoted = wrapperEnd(place, at, operator);
      if (quoted < 0) return bareAt(place, at, operator, form);
      wrapped = isLetter(bytes[quoted - 1]) || bytes[quoted - 1] === 0x28;
      at = quoted;
    }
  }
  return quotedAt(place, at, { operator, form, wrapped, escaped });
}

/** Offset of the quote behind wrappers or a type, or -1. */
function wrapperEnd({ window, kind }: Place, at: number, operator: Operator): number {
  const { bytes, end } = window;
  let limit = at;
  const most = Math.min(end, at + 120);
  while (limit < most && !isQuote(bytes[limit]) && !endsStatement(bytes[limit]!)) limit += 1;
  if (!isQuote(bytes[limit]) || limit >= most) return -1;
  const text = latin1(bytes, at, limit + 1);
  WRAPPERS.lastIndex = 0;
  if (WRAPPERS.test(text) && WRAPPERS.lastIndex === limit - at) return limit;
  if (operator !== ":" && operator !== " ") return -1;
  if (kind !== "code" && operator === ":") return -1;
  TYPE.lastIndex = 0;
  if (!TYPE.test(text)) return -1;
  return limit;
}

/** A line end, `;`, `{`, `}` or `)`: no wrapper goes on behind it. */
function endsStatement(byte: number): boolean {
  return isLineEnd(byte) || byte === 0x3b || byte === 0x7b || byte === 0x7d || byte === 0x29;
}

interface Quoted {
  readonly operator: Operator;
  readonly form: Form;
  readonly wrapped: boolean;
  readonly escaped: boolean;
}

function quotedAt(place: Place, at: number, { operator, form, wrapped, escaped }: Quoted): Candidate | undefined {
  const { bytes, end, start } = place.window;
  const quote = bytes[at]!;
  let valueStart = at + 1;
  if (bytes[valueStart] === quote && bytes[valueStart + 1] === quote && quote !== 0x60) {
    valueStart = skipSpace(bytes, valueStart + 2, end);
  }
  let valueEnd = quotedEnd(place.window, valueStart, quote, escaped);
  if (valueEnd < 0) return undefined;
  let how = form;
  if (wrapped || form === "argument" || operator === ",") {
    // getenv("X", "v"): the literal that counts is the second one
    let next = skipSpace(bytes, valueEnd + 1, end);
    if (bytes[next] === 0x2c && wrapped && DEFAULTING_CALL.test(latin1(bytes, Math.max(start, at - 40), at))) {
      next = skipSpace(bytes, next + 1, end);
      if (!isQuote(bytes[next])) return undefined;
      valueStart = next + 1;
      valueEnd = quotedEnd(place.window, valueStart, bytes[next]!, escaped);
      if (valueEnd < 0) return undefined;
      how = "fallback";
    } else if (wrapped && DEFAULTING_CALL.test(latin1(bytes, Math.max(start, at - 40), at))) return undefined;
  }
  if (operator === "," && place.nameQuoted && isDefaulting(place)) how = "fallback";
  if (valueEnd - valueStart < MIN_VALUE) return undefined;
  // a key of its own (`"token": "key": …`) or the name of a next assignment
  return {
    form: how,
    operator,
    nameStart: place.nameStart,
    nameEnd: place.nameEnd,
    nameQuoted: place.nameQuoted,
    valueStart,
    valueEnd,
    quote,
    wrapped,
  };
}

/** `os.getenv("NAME", "v")`: the name is the first argument of a call that reads a setting. */
function isDefaulting({ window, nameStart }: Place): boolean {
  return DEFAULTING_CALL.test(latin1(window.bytes, Math.max(window.start, nameStart - 41), nameStart - 1));
}

function bareAt(place: Place, at: number, operator: Operator, form: Form): Candidate | undefined {
  const { window, nameStart, kind } = place;
  const { bytes, start } = window;
  if (operator === "(" || operator === "," || operator === "==" || operator === "<-" || operator === ":=") return undefined;
  if (operator === "=>" && kind !== "other") return undefined;
  // `test "$pass" = value`
  if (place.nameQuoted && operator === "=") return undefined;
  if (form === "fallback" || !startsBare(bytes, at)) return undefined;
  const from = lineStart(bytes, nameStart, start, LINE_REACH);
  if (nameStart - from >= LINE_REACH && isBlank(bytes[at - 1])) return undefined;
  const wholeLine = kind === "lines" && opensLine(bytes, from, nameStart) && !place.nameQuoted;
  if (kind === "code" && !isInText(bytes, from, nameStart, at)) return undefined;
  if (isKeyword(bytes, at)) return undefined;
  const valueEnd = bareEnd(window, at, wholeLine);
  if (valueEnd - at < MIN_VALUE || bytes[valueEnd] === 0x28 || valueEnd - at > MAX_VALUE) return undefined;
  let last = valueEnd;
  while (last > at && (bytes[last - 1] === 0x2c || bytes[last - 1] === 0x3b)) last -= 1;
  if (last - at < MIN_VALUE) return undefined;
  return {
    form: "bare",
    operator,
    nameStart,
    nameEnd: place.nameEnd,
    nameQuoted: place.nameQuoted,
    valueStart: at,
    valueEnd: last,
    quote: 0,
    wrapped: false,
  };
}

/** `true`, `false`, `null`, `none`, `nil`, `undefined`, `function`: a word of the language. */
function isKeyword(bytes: Uint8Array, at: number): boolean {
  let i = at;
  while (isLetter(bytes[i])) i += 1;
  if (i - at < 3 || i - at > 9 || isDigit(bytes[i]) || bytes[i] === 0x5f || bytes[i] === 0x2d) return false;
  return KEYWORDS.has(latin1(bytes, at, i).toLowerCase());
}

/** A bare value starts with no bracket, reference, anchor, comment or operator. */
function startsBare(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!;
  if (isLetter(byte) || isDigit(byte)) return true;
  switch (byte) {
    case 0x21: // !
    case 0x25: // %
    case 0x2b: // +
    case 0x2d: // -
    case 0x2e: // .
    case 0x2f: // /
    case 0x40: // @
    case 0x5e: // ^
    case 0x5f: // _
    case 0x7e: // ~
      return true;
    case 0x24: // $: a reference, unless a sign or a digit follows
      return !(isLetter(bytes[at + 1]) || bytes[at + 1] === 0x7b || bytes[at + 1] === 0x28 || bytes[at + 1] === 0x5f);
    default:
      return byte >= 0x80;
  }
}

/** Nothing but blanks, list and comment marks and `export`, `set`, `ENV` before the name. */
function opensLine(bytes: Uint8Array, from: number, nameStart: number): boolean {
  if (nameStart - from > 40) return false;
  return /^[\s#;*/-]*(?:(?:export|set|setx|ENV|ARG|env|SET)\s+)?\$?$/.test(latin1(bytes, from, nameStart));
}

/** In code a bare value can only stand in a comment or within a string. */
function isInText(bytes: Uint8Array, from: number, nameStart: number, at: number): boolean {
  // a line that starts out of reach is minified or data: what is string and what is code cannot be told
  if (nameStart - from >= LINE_REACH) return false;
  let i = skipBlanks(bytes, from, nameStart);
  if (bytes[i] === 0x23 || bytes[i] === 0x2a || (bytes[i] === 0x2f && (bytes[i + 1] === 0x2f || bytes[i + 1] === 0x2a)))
    return true;
  if (isBlank(bytes[at - 1])) return false;
  let quote = 0;
  for (; i < nameStart; i += 1) {
    const byte = bytes[i]!;
    if (byte === BACKSLASH) i += 1;
    else if (quote === 0 && (byte === QUOTE || byte === APOSTROPHE)) quote = byte;
    else if (byte === quote) quote = 0;
  }
  return quote !== 0;
}

/** `${NAME:-v}` and Spring's `${NAME:v}`. */
function fallbackAt(place: Place, at: number): Candidate | undefined {
  const { bytes, end } = place.window;
  const from = isQuote(bytes[at]) ? at + 1 : at;
  let to = from;
  while (to < end && to - from <= MAX_VALUE && bytes[to] !== 0x7d && !isLineEnd(bytes[to]) && !isQuote(bytes[to])) to += 1;
  if (to - from < MIN_VALUE || to - from > MAX_VALUE || bytes[from] === 0x24 || isLineEnd(bytes[to])) return undefined;
  return {
    form: "fallback",
    operator: ":",
    nameStart: place.nameStart,
    nameEnd: place.nameEnd,
    nameQuoted: false,
    valueStart: from,
    valueEnd: to,
    quote: 0,
    wrapped: false,
  };
}

function elementAt(place: Place, from: number): Candidate | undefined {
  const { bytes, end } = place.window;
  const valueStart = skipSpace(bytes, from, end);
  let to = valueStart;
  while (to < end && to - valueStart <= MAX_VALUE && bytes[to] !== 0x3c && !isLineEnd(bytes[to])) to += 1;
  if (bytes[to] !== 0x3c || to - valueStart < MIN_VALUE || bytes[to + 1] !== 0x2f) return undefined;
  return {
    form: "element",
    operator: ">",
    nameStart: place.nameStart,
    nameEnd: place.nameEnd,
    nameQuoted: false,
    valueStart,
    valueEnd: to,
    quote: 0,
    wrapped: false,
  };
}

/** `{name: "X", value: "v"}`, `- name: X` and `value: v` in the next line, `<add key="X" value="v"/>`. */
function pairAt(place: Place, at: number): Candidate | undefined {
  const { bytes, end } = place.window;
  const next = skipSpace(bytes, bytes[at] === 0x2c ? at + 1 : at, end);
  const first = isQuote(bytes[next]) ? bytes[next + 1]! : bytes[next]!;
  if ((first | 32) !== 0x76 && (first | 32) !== 0x64 && (first | 32) !== 0x63) return undefined;
  const text = latin1(bytes, at, Math.min(end, next + 24));
  PAIR.lastIndex = 0;
  if (!PAIR.test(text)) return undefined;
  return literalAt({ ...place, nameQuoted: false }, at + PAIR.lastIndex, "value", "quoted");
}

/** Only blanks between name and value: `password "v"`, `--password v`, `machine x password v`, `#define PASSWORD "v"`, SQL. */
function afterBlank(place: Place, at: number): Candidate | undefined {
  const { window, nameStart, kind } = place;
  const { bytes, start, end } = window;
  const byte = bytes[at]!;
  if (isQuote(byte)) return place.nameQuoted ? undefined : literalAt(place, at, " ", "quoted");
  if (isLineEnd(byte)) return pairAt(place, at);
  if (bytes[nameStart] === 0x2d || (bytes[nameStart - 1] === 0x2d && !isLetter(bytes[nameStart - 2]))) {
    const flag = bareAt({ ...place, kind: "other" }, at, " ", "flag");
    return flag === undefined ? undefined : { ...flag, form: "flag" };
  }
  if ((byte | 32) === 0x76 || (byte | 32) === 0x64) {
    const pair = pairAt(place, at);
    if (pair !== undefined) return pair;
  }
  if (kind === "code") {
    // `password string = "v"`, `password As String = "v"`
    if (!isLetter(byte) && byte !== 0x2a) return undefined;
    const quoted = wrapperEnd(place, at, " ");
    return quoted < 0 || bytes[skipBack(bytes, quoted - 1, start)] !== 0x3d
      ? undefined
      : quotedAt(place, quoted, { operator: "=", form: "quoted", wrapped: false, escaped: place.escaped });
  }
  const before = latin1(bytes, Math.max(start, nameStart - 60), nameStart);
  if (
    /(?:^|\n)[ \t]*(?:set[ \t]+)?$|\b(?:machine|login|authorization['"]?\s*[:=]\s*['"]?)[^\n]*$/i.test(before) &&
    !isBlank(bytes[end])
  ) {
    return bareAt(place, at, " ", "bare");
  }
  return undefined;
}

function skipBack(bytes: Uint8Array, at: number, start: number): number {
  let i = at;
  while (i > start && (isBlank(bytes[i]) || bytes[i] === 0x40)) i -= 1;
  return i;
}
