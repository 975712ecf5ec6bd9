/**
 * Values without quotes: in configuration, on command lines, in comments and within strings.
 *
 * In program source a bare word is a variable, so it counts only where it can't be code.
 */

import { latin1 } from "../bytes.js";
import { lineStartWithin } from "../line.js";
import type { Candidate, Form, Operator } from "./candidate.js";
import { bareEnd, MAX_VALUE } from "./literal.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { APOSTROPHE, BACKSLASH, isBlank, isDigit, isIdentifierByte, isLetter, QUOTE, skipBlanks } from "./text.js";

/** How far back the start of a line is looked for. */
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

const KEYWORD_STARTS = new Uint8Array(256);
for (const keyword of KEYWORDS) for (const case_ of [0, 32]) KEYWORD_STARTS[keyword.charCodeAt(0) - case_] = 1;

/** The bare value that starts at `at`, or undefined where it can be no literal. */
export function bareAt(place: NamePlace, at: number, operator: Operator, form: Form): Candidate | undefined {
  const { window, nameStart, kind } = place;
  const { bytes } = window;
  if (operator === "(" || operator === "," || operator === "==" || operator === "<-") return undefined;
  if (operator === ":=" && kind !== "lines") return undefined;
  if (operator === "=>" && kind !== "other") return undefined;
  // `test "$pass" = value`
  if (place.nameQuoted && operator === "=") return undefined;
  if (form === "fallback" || !startsBare(bytes, at)) return undefined;
  const from = lineStartWithin(window, nameStart, LINE_REACH);
  if (nameStart - from >= LINE_REACH && isBlank(bytes[at - 1])) return undefined;
  const wholeLine = kind === "lines" && opensLine(bytes, from, nameStart) && !place.nameQuoted;
  if (kind === "code" && !isInText(bytes, from, nameStart, at)) return undefined;
  if (kind === "code" && isStatement(bytes, from, nameStart)) return undefined;
  if (isKeyword(bytes, at)) return undefined;
  const valueEnd = bareEnd(window, at, wholeLine);
  if (valueEnd - at < MIN_VALUE || bytes[valueEnd] === 0x28 || valueEnd - at > MAX_VALUE) return undefined;
  let last = valueEnd;
  while (last > at && (bytes[last - 1] === 0x2c || bytes[last - 1] === 0x3b)) last -= 1;
  if (last - at < MIN_VALUE || isCall(bytes, at, valueEnd)) return undefined;
  // `key=r[P3@P4]`: an element of something
  if (bytes[valueEnd] === 0x5d && bytes.subarray(at, valueEnd).includes(0x5b)) return undefined;
  return assignedCandidate(place, { form: "bare", operator, valueStart: at, valueEnd: last });
}

/** `newArray(NULL, …`, `config.get()`: the value is computed. */
function isCall(bytes: Uint8Array, at: number, end: number): boolean {
  let i = at;
  while (i < end && (isIdentifierByte(bytes[i]) || bytes[i] === 0x3a)) i += 1;
  if (i === at || bytes[i] !== 0x28 || !isLetter(bytes[at])) return false;
  while (i < end && bytes[i] !== 0x29) i += 1;
  return i === end || i === end - 1;
}

/** `const`, `let`, `var` and their kin before the name: code within a comment. */
function isStatement(bytes: Uint8Array, from: number, nameStart: number): boolean {
  return /\b(?:const|let|var|val|final|static|String|string|def|auto|my|local|await|return)\s+$/.test(
    latin1(bytes, from, nameStart),
  );
}

/** `true`, `false`, `null`, `none`, `nil`, `undefined`, `function`: a word of the language. */
function isKeyword(bytes: Uint8Array, at: number): boolean {
  let i = at;
  while (isLetter(bytes[i])) i += 1;
  if (i - at < 3 || i - at > 9 || isDigit(bytes[i]) || bytes[i] === 0x5f || bytes[i] === 0x2d) return false;
  return KEYWORD_STARTS[bytes[at]!] === 1 && KEYWORDS.has(latin1(bytes, at, i).toLowerCase());
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
  // `*name = …` is a pointer
  if (
    bytes[i] === 0x23 ||
    (bytes[i] === 0x2a && !isLetter(bytes[i + 1])) ||
    (bytes[i] === 0x2f && (bytes[i + 1] === 0x2f || bytes[i + 1] === 0x2a))
  )
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
