/**
 * Literals that code puts together of pieces: `"abc" + "def"`, `'abc' . 'def'`, `"abc" "def"`, `"abc".concat("def")`, `["abc", "def"].join("")`.
 *
 * The secret is the text of all pieces, its place goes from the first to the last one. A piece that is no literal ends it.
 */

import type { Span } from "../../model/location.js";
import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import type { FileKind } from "./file-kind.js";
import { MAX_VALUE, quotedEnd } from "./literal.js";
import { BACKSLASH, isBlank, isLineEnd, isQuote, skipSpace } from "./text.js";

const MOST_PIECES = 64;
/** How far behind a piece the next one is looked for. */
const REACH = 120;
/** What may stand before a literal's quote: a kind of text. */
const PREFIX = String.raw`(?:[bfruLN@]|rb|br|u8)?(?=["'\`])`;
/** A sign that joins texts, in a line or over its end; conversions of the piece before it. */
const SIGN = new RegExp(
  String.raw`(?:\.to_?(?:owned|string)\(\))?\)?\s{0,80}(?:\+\+?|\.\.?|&|<>|<<)\s{0,80}(?:[\\_]\s{1,80})?${PREFIX}`,
  "iy",
);
const CALL = new RegExp(String.raw`\)?\s{0,80}\.(?:concat|append|push_str|plus)\(\s{0,40}${PREFIX}`, "y");
const MESSAGE = /\s{1,40}stringByAppendingString:\s{0,8}@(?=")/y;
const OF_SQL = /\s{0,40}\|\|\s{0,40}(?=')/y;
/** Literals that follow each other; over a line's end with or without a backslash. */
const BESIDE = new RegExp(String.raw`(?:[ \t]{1,40}|[ \t]{0,40}\\?\r?\n\s{0,80})${PREFIX}`, "y");
const COMMA = new RegExp(String.raw`\s{0,40},\s{0,80}${PREFIX}`, "y");
/** A call that joins its arguments. */
const JOINING_CALL = /(?:(?:^|[^.\w])(?:concat!?|paste0|str_c)|\bstring\.concat)\(\s*[bfruLN@]?["'`]$/i;
/** The rest of a list that is joined by nothing. */
const JOINED_LIST =
  /(?:\s{0,40},\s{0,80}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')){1,30}\s{0,40},?\s{0,40}[\])]\s{0,40}\.join\(\s{0,8}(?:""|'')/y;

/** The candidate with all its pieces, or as it is where its literal is whole. */
export function withPieces(window: TextWindow, candidate: Candidate, kind: FileKind): Candidate {
  const { bytes } = window;
  let quote = candidate.quote;
  let end = candidate.valueEnd;
  if (!isQuote(quote) || bytes[end] !== quote || !mayGoOn(window, end + 1)) return candidate;
  const joints: Span[] = [];
  const isList = joinsArguments(window, candidate);
  while (joints.length < MOST_PIECES) {
    const next = nextPiece(window, candidate, end, { kind, quote, isList });
    if (next < 0) break;
    quote = bytes[next - 1]!;
    const close = quotedEnd(window, next, quote, false);
    if (close < 0 || close - candidate.valueStart > MAX_VALUE) break;
    joints.push({ start: end, end: next });
    end = close;
  }
  return joints.length === 0 ? candidate : { ...candidate, valueEnd: end, joints };
}

/** A look at one byte, since most literals stand alone. */
function mayGoOn({ bytes, end }: TextWindow, at: number): boolean {
  const next = bytes[skipSpace(bytes, at, end)];
  switch (next) {
    case 0x2b: // +
    case 0x2e: // .
    case 0x26: // &
    case 0x3c: // <
    case 0x7c: // |
    case 0x29: // )
    case 0x2c: // ,
    case 0x73: // stringBy…
    case 0x40: // @
    case BACKSLASH:
      return true;
    default:
      return isQuote(next) || isPrefixed(bytes, skipSpace(bytes, at, end));
  }
}

function isPrefixed(bytes: Uint8Array, at: number): boolean {
  return isQuote(bytes[at + 1]) && "bfruLN".includes(String.fromCharCode(bytes[at]!));
}

interface Piece {
  readonly kind: FileKind;
  readonly quote: number;
  readonly isList: boolean;
}

/** Offset behind the opening quote of the piece that follows the one whose quote stands at `close`, or -1. */
function nextPiece(window: TextWindow, candidate: Candidate, close: number, { kind, quote, isList }: Piece): number {
  const { bytes, end } = window;
  const at = close + 1;
  // `'it''s'`: the quote is a part of the text
  if (bytes[at] === quote) return -1;
  if (isQuote(bytes[at]) && kind !== "code" && candidate.operator === "=") return at + 1;
  const text = latin1(bytes, at, Math.min(end, at + REACH));
  const behind = (pattern: RegExp): number => {
    pattern.lastIndex = 0;
    return pattern.test(text) ? at + pattern.lastIndex + 1 : -1;
  };
  if (isList) return behind(COMMA);
  for (const pattern of [SIGN, CALL, MESSAGE]) {
    const next = behind(pattern);
    if (next >= 0) return next;
  }
  if (candidate.form === "sql" || candidate.operator === " ") {
    const next = behind(OF_SQL);
    if (next >= 0) return next;
  }
  const next = kind === "code" ? behind(BESIDE) : -1;
  return next >= 0 && isBeside(window, candidate, next) ? next : -1;
}

/** `= "a" "b";`: what follows ends the value, and is no further word of a command or a list without commas. */
function isBeside(window: TextWindow, { operator }: Candidate, next: number): boolean {
  if (operator !== "=" && operator !== ":" && operator !== "(" && operator !== "=>" && operator !== " ") return false;
  const { bytes, end } = window;
  const close = quotedEnd(window, next, bytes[next - 1]!, false);
  if (close < 0) return false;
  let at = close + 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  const sign = bytes[at];
  // a macro's value goes to the end of its line
  if (operator === " ") return at >= end || isLineEnd(sign) || sign === BACKSLASH;
  return at >= end || isLineEnd(sign) || isQuote(sign) || sign === BACKSLASH || isPrefixed(bytes, at) || ENDS.includes(sign!);
}

/** `;`, `)`, `,`, `}`, `]`, `#`, `/` and `@` of a further one. */
const ENDS: readonly number[] = [0x3b, 0x29, 0x2c, 0x7d, 0x5d, 0x23, 0x2f, 0x40];

/** `concat!("a", "b")`, `["a", "b"].join("")`. */
export function joinsArguments(
  { bytes, start, end }: TextWindow,
  { valueStart, valueEnd }: Pick<Candidate, "valueStart" | "valueEnd">,
): boolean {
  if (bytes[skipSpace(bytes, valueEnd + 1, end)] !== 0x2c) return false;
  if (JOINING_CALL.test(latin1(bytes, Math.max(start, valueStart - 40), valueStart))) return true;
  JOINED_LIST.lastIndex = 0;
  return JOINED_LIST.test(latin1(bytes, valueEnd + 1, Math.min(end, valueEnd + MAX_VALUE)));
}

/** What stands around the two is looked at no farther. */
const AROUND = 1024;

/** The same text with its literal in one piece: what the value is measured in. */
export function inOnePiece(
  window: TextWindow,
  candidate: Candidate,
): { readonly window: TextWindow; readonly candidate: Candidate } {
  const { joints, ...rest } = candidate;
  if (joints === undefined) return { window, candidate };
  const { bytes, start, end } = window;
  const from = Math.max(start, Math.min(rest.nameStart, rest.valueStart) - AROUND);
  const to = Math.min(end, rest.valueEnd + AROUND);
  const text = withoutJoints(bytes.subarray(from, to), joints, from);
  const cut = bytes.subarray(from, to).length - text.length;
  return {
    window: { bytes: text, start: 0, end: text.length },
    candidate: {
      ...rest,
      nameStart: rest.nameStart - from,
      nameEnd: rest.nameEnd - from,
      valueStart: rest.valueStart - from,
      valueEnd: rest.valueEnd - from - cut,
    },
  };
}

/** A copy of `text`, which begins at `offset`, without what stands between pieces. */
export function withoutJoints(text: Uint8Array, joints: readonly Span[], offset: number): Uint8Array {
  const length = joints.reduce((sum, joint) => sum + joint.end - joint.start, 0);
  const out = new Uint8Array(text.length - length);
  let from = 0;
  let at = 0;
  for (const joint of [...joints, { start: offset + text.length, end: 0 }]) {
    const piece = text.subarray(from, joint.start - offset);
    out.set(piece, at);
    at += piece.length;
    from = joint.end - offset;
  }
  return out;
}
