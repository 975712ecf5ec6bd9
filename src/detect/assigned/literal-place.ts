/**
 * The literal behind an operator: quoted, wrapped in calls and types, or bare. Finds the second argument of calls that read a setting.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { createSeeker } from "../seeker.js";
import { bareAt } from "./bare-place.js";
import { behindAnchor, behindTag, fallbackAt, isTagged, scalarAt } from "./block-places.js";
import type { Candidate, Form, Operator } from "./candidate.js";
import { isListName } from "./list-elements.js";
import { bracedEnd, dashedPlace, longBracketAt, wordsAt } from "./list-place.js";
import { quotedEnd } from "./literal.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { joinsArguments } from "./pieces.js";
import { BACKSLASH, BACKTICK, identifierEnd, isBlank, isLetter, isLineEnd, isQuote, skipBlanks, skipSpace } from "./text.js";

/** A type between name and literal: `name: &'static str = "v"`, `name As String = "v"`, `name: string | null = "v"`. */
const TYPE =
  /(?:As\s+)?&?(?:'\w+\s)?(?:mut\s|\[[:\d]*\]const\s)?[*\w.<>[\]?]{1,40}(?:\s*\|\s*\w+)?\s*(?<![!<>=+])=\s*(?:(?:new\s+)?[A-Za-z_][\w.:<>]{0,40}!?\(\s*){0,2}(?=[@bfru]?["'`])/y;
/** Up to three calls or conversions around a literal: `new SecretStr("v")`, `[]byte("v")`, `@"v"`. */
const WRAPPERS =
  /(?:(?:new\s+)?(?:\[\]|&)?[A-Za-z_][\w.:<>]{0,40}!?\(\s*(?:[bfruL]|rb|br)?){1,3}(?=["'`])|(?:[bfruLN@$]|rb|br|u8)(?=["'`])/y;
/** A call whose first argument is the name of a setting and whose second one is its default. */
const DEFAULTING_CALL =
  /(?<!set_?\w*)(?:env|get(?!_?bytes)|fetch|config|default|prop|setting|option|param|lookup|coalesce|or_?else|variable|flags?\.)\w*\(\s*[bfru]?$/i;
/** A call whose literal is a format, an encoding, an algorithm, a name or a question, never the secret. */
const OTHER_CALL =
  /(?:decode|encode|normali[sz]e|replace|split|strip|trim|join|require|import|symbol|digest|create\w*|generate\w*|random\w*|format|gettext|translat\w*|i18n|\bt|\b_|sync|query\w*|select\w*|find\w*|load\w*|read\w*|open|exec\w*|match|test|attr\w*|data|request\w*|prompt|input|getpass|ask\w*|argument\w*|fields?|columns?|labels?|element\w*|\bid|indexOf|includes|startsWith|endsWith|concat|print\w*|log|error|throw\w*|raise|info|warn|function)\s*\(\s*[bfru]?$/i;
const SECRET_WORD = /pass|pwd|secret|token|key|auth|cred|pw\b/i;
/** A call that takes a user first and a password second. */
const USER_CALL = /user|auth|cred|login/i;
const AUTH_CALL = /(?:basic_?auth|authenticate|login)\s+$/i;
const AUTH_NAME = /auth|cred/i;

/** The literal at `from`, quoted or bare, behind wrappers and a type. */
export function literalAt(place: NamePlace, from: number, operator: Operator, form: Form): Candidate | undefined {
  const { bytes, end } = place.window;
  let at = skipBlanks(bytes, from, end);
  if (isLineEnd(bytes[at])) {
    // an assignment may go on in the next line, but only with a quoted literal
    if (operator === " ") return undefined;
    at = skipSpace(bytes, at, end);
    if (bytes[at] === 0x2d && operator === ":" && place.kind !== "code" && isBlank(bytes[at + 1])) return dashedPlace(place, at);
    if (!isQuote(bytes[at])) return undefined;
  }
  if (at >= end) return undefined;
  let wrapped = false;
  let escaped = place.escaped;
  if (bytes[at] === 0x28 || bytes[at] === 0x5b || bytes[at] === 0x7b || bytes[at] === 0x25) {
    const opened = openedAt(place, at, operator, form);
    if (opened !== undefined) return opened;
  }
  if (place.kind === "lines" && operator === ":" && (bytes[at] === 0x7c || bytes[at] === 0x3e)) return scalarAt(place, at);
  if (place.kind === "other" && operator === ":" && bytes[at] === 0x2a && bytes[at + 1] === 0x2a)
    at = skipBlanks(bytes, at + 2, end);
  if (place.kind === "lines" && operator === ":") at = behindTag(place.window, behindAnchor(place.window, at));
  if (place.kind === "lines" && operator === ":" && isTagged(place.window, at)) return undefined;
  const first = bytes[at]!;
  if (first === 0x24 && place.kind === "lines") {
    const fallback = referenceFallback(place.window, at);
    if (fallback >= 0) return fallbackAt(place, fallback);
  }
  if (!isQuote(first)) {
    if (first === BACKSLASH && isQuote(bytes[at + 1])) {
      escaped = true;
      at += 1;
    } else {
      if (!(isLetter(first) || first === 0x40 || first === 0x24 || first === 0x5b || first === 0x26 || first === 0x5f))
        return bareAt(place, at, operator, form);
      const wrapper = wrapperEnd(place, at, operator);
      const quoted = wrapper < 0 ? bracedEnd(place, at) : wrapper;
      if (quoted < 0) return bareAt(place, at, operator, form);
      wrapped = isLetter(bytes[quoted - 1]) || bytes[quoted - 1] === 0x28;
      at = quoted;
    }
  }
  return quotedAt(place, at, { operator, form, wrapped, escaped });
}

/** Offset of the default in `${OTHER:v}` and `${OTHER:-v}`, or -1. */
function referenceFallback({ bytes, end }: TextWindow, at: number): number {
  if (bytes[at + 1] !== 0x7b) return -1;
  const colon = identifierEnd(bytes, at + 2, end);
  if (colon === at + 2 || bytes[colon] !== 0x3a) return -1;
  return bytes[colon + 1] === 0x2d ? colon + 2 : colon + 1;
}

/** `("v1"` over several lines, `("user", "v")` under a name of credentials, `["v"`, and Lua's `[[v]]`; `at` is at the bracket. */
function openedAt(place: NamePlace, at: number, operator: Operator, form: Form): Candidate | undefined {
  if (operator !== "=" && operator !== ":" && operator !== "=>") return undefined;
  const { bytes, end } = place.window;
  if (bytes[at] === 0x5b && bytes[at + 1] === 0x5b) return longBracketAt(place, at + 2, operator);
  const isList = place.kind === "code" && isListName(latin1(bytes, place.nameStart, place.nameEnd));
  if (bytes[at] === 0x25) return isList ? wordsAt(place, at, operator) : undefined;
  const next = skipSpace(bytes, at + 1, end);
  if (!isQuote(bytes[next]) || (bytes[at] === 0x7b && !isList)) return undefined;
  if (bytes[at] === 0x28 && AUTH_NAME.test(latin1(bytes, place.nameStart, place.nameEnd))) {
    const close = quotedEnd(place.window, next + 1, bytes[next]!, place.escaped);
    const second = close < 0 ? -1 : secondArgument(place.window, close + 1);
    if (second >= 0) return quotedAt(place, second - 1, { operator: ",", form: "call", wrapped: false, escaped: place.escaped });
  }
  return quotedAt(place, next, { operator, form, wrapped: false, escaped: place.escaped });
}

/** Offset of the quote behind wrappers or a type, or -1. */
export function wrapperEnd({ window, kind }: NamePlace, at: number, operator: Operator): number {
  const { bytes, end } = window;
  const most = Math.min(end, at + 120);
  let limit = toQuoteOrEnd(window, at, most);
  // the apostrophe of a lifetime (`&'static str`) is no quote
  while (limit < most && isQuote(bytes[limit]) && bytes[limit - 1] === 0x26) limit = toQuoteOrEnd(window, limit + 1, most);
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

const toQuoteOrEnd = createSeeker((byte) => isQuote(byte) || endsStatement(byte));

interface Quoted {
  readonly operator: Operator;
  readonly form: Form;
  readonly wrapped: boolean;
  readonly escaped: boolean;
}

/** The literal whose opening quote stands at `at`. */
export function quotedAt(place: NamePlace, at: number, { operator, form, wrapped, escaped }: Quoted): Candidate | undefined {
  const { bytes, end, start } = place.window;
  const quote = bytes[at]!;
  let valueStart = at + 1;
  if (bytes[valueStart] === quote && bytes[valueStart + 1] === quote && quote !== BACKTICK) {
    valueStart = skipSpace(bytes, valueStart + 2, end);
  } else if (quote === BACKTICK && bytes[valueStart] === quote) valueStart += 1;
  let valueEnd = quotedEnd(place.window, valueStart, quote, escaped);
  if (valueEnd < 0) return undefined;
  let how = form;
  if (wrapped || form === "argument") {
    const before = latin1(bytes, Math.max(start, at - 40), at);
    const isDefault = wrapped && DEFAULTING_CALL.test(before);
    if (wrapped && OTHER_CALL.test(before) && !joinsArguments(place.window, { valueStart, valueEnd })) return undefined;
    // getenv("X", "v"), Credentials("user", "v"): the literal that counts is the second one
    const isUserCall = operator === "(" && USER_CALL.test(before);
    if (isDefault || isUserCall) {
      const second = secondArgument(place.window, valueEnd + 1);
      if (second >= 0 && isDefault && !namesSetting(bytes, before, valueStart, valueEnd)) return undefined;
      if (second >= 0) {
        valueStart = second;
        valueEnd = quotedEnd(place.window, valueStart, bytes[second - 1]!, escaped);
        if (valueEnd < 0) return undefined;
        how = isDefault ? "fallback" : "call";
      } else if (isDefault) return undefined;
    }
  }
  if (operator === " " && AUTH_CALL.test(latin1(bytes, Math.max(start, at - 20), at))) {
    const second = secondArgument(place.window, valueEnd + 1);
    if (second < 0) return undefined;
    return quotedAt(place, second - 1, { operator: ",", form: "call", wrapped: false, escaped });
  }
  if (isQuote(bytes[valueStart]) && bytes[valueStart] === bytes[valueEnd - 1]) {
    valueStart += 1;
    valueEnd -= 1;
  } else if (bytes[valueStart] === BACKSLASH && isQuote(bytes[valueStart + 1]) && bytes[valueStart + 1] === bytes[valueEnd - 1]) {
    valueStart += 2;
    valueEnd -= 2;
  }
  if (operator === "," && place.nameQuoted && isDefaulting(place)) how = "fallback";
  if (valueEnd - valueStart < MIN_VALUE) return undefined;
  return assignedCandidate(place, { form: how, operator, valueStart, valueEnd, quote, wrapped });
}

/** `getenv("X", …)`, `get("db.password", …)`, not `parser.get("section", "option")`. */
function namesSetting(bytes: Uint8Array, before: string, start: number, end: number): boolean {
  return /env|default/i.test(before) || SECRET_WORD.test(latin1(bytes, start, end));
}

/** Offset behind the opening quote of a literal that follows a comma, or -1. */
function secondArgument({ bytes, end }: TextWindow, from: number): number {
  let at = skipSpace(bytes, from, end);
  if (bytes[at] !== 0x2c) return -1;
  at = skipSpace(bytes, at + 1, end);
  if (isLetter(bytes[at]) && isQuote(bytes[at + 1])) at += 1;
  return isQuote(bytes[at]) ? at + 1 : -1;
}

/** `os.getenv("NAME", "v")`: the name is the first argument of a call that reads a setting. */
function isDefaulting({ window, nameStart }: NamePlace): boolean {
  return DEFAULTING_CALL.test(latin1(window.bytes, Math.max(window.start, nameStart - 41), nameStart - 1));
}
