/**
 * Places without a plain operator: defaults of references, XML elements, pairs of name and value, a blank between the two.
 */

import { latin1 } from "../bytes.js";
import { createSeeker } from "../seeker.js";
import { bareAt } from "./bare-place.js";
import type { Candidate } from "./candidate.js";
import { MAX_VALUE } from "./literal.js";
import { literalAt, quotedAt, wrapperEnd } from "./literal-place.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { isBlank, isLetter, isLineEnd, isQuote, skipSpace } from "./text.js";

/** A pair: the name is a value itself, its own value follows under `value`. */
const PAIR = /["']?\s*,?\s*["']?(?:value|Value|VALUE|default|defaultValue|content|with)["']?\s*(?:=>|[:=])\s*/y;

/** Before a name whose value follows behind a blank: the start of a line, netrc, `Authorization: Token v`. */
const SPACED_VALUE =
  /(?:^|\n)[ \t]*(?:(?:set|ENV|ARG|SetEnv)[ \t]+)?$|\b(?:machine|login)\s+(?:\S+\s+(?:\S+\s+\S+\s+){0,2})?$|\bauthorization['"]?\s*[:=]\s*['"]?[^\n]*$/i;

const toTag = createSeeker((byte) => byte === 0x3c || isLineEnd(byte));

/** `<name>v</name>`, `<entry key="name">v</entry>`; `from` is behind the `>`. */
export function elementAt(place: NamePlace, from: number): Candidate | undefined {
  const { bytes, end } = place.window;
  let valueStart = skipSpace(bytes, from, end);
  if (bytes[valueStart] === 0x3c) {
    const inner = /^<(?:value>|!\[CDATA\[)\s{0,8}/i.exec(latin1(bytes, valueStart, Math.min(end, valueStart + 20)));
    if (inner === null) return undefined;
    valueStart += inner[0].length;
  }
  const to = toTag(place.window, valueStart, Math.min(end, valueStart + MAX_VALUE + 1));
  if (bytes[to] !== 0x3c || to - valueStart < MIN_VALUE || bytes[to + 1] !== 0x2f) return undefined;
  return assignedCandidate(place, { form: "element", operator: ">", valueStart, valueEnd: to });
}

/** `{name: "X", value: "v"}`, `- name: X` and `value: v` in the next line, `<add key="X" value="v"/>`. */
export function pairAt(place: NamePlace, at: number): Candidate | undefined {
  const { bytes, end } = place.window;
  const next = skipSpace(bytes, bytes[at] === 0x2c ? at + 1 : at, end);
  const first = isQuote(bytes[next]) ? bytes[next + 1]! : bytes[next]!;
  if ((first | 32) !== 0x76 && (first | 32) !== 0x64 && (first | 32) !== 0x63 && first !== 0x77) return undefined;
  const text = latin1(bytes, at, Math.min(end, next + 24));
  PAIR.lastIndex = 0;
  if (!PAIR.test(text)) return undefined;
  return literalAt({ ...place, nameQuoted: false }, at + PAIR.lastIndex, "value", "quoted");
}

/** Only blanks between name and value: `password "v"`, `--password v`, `machine x password v`, `#define PASSWORD "v"`, SQL. */
export function afterBlank(place: NamePlace, at: number): Candidate | undefined {
  const { window, nameStart, kind } = place;
  const { bytes, start } = window;
  const byte = bytes[at]!;
  if (isQuote(byte)) return place.nameQuoted ? undefined : literalAt(place, at, " ", "quoted");
  // `#define PASSWORD @"v"`
  if (kind === "code" && !place.nameQuoted && (byte === 0x40 || byte === 0x4c || byte === 0x28) && isQuote(bytes[at + 1]))
    return literalAt(place, at + 1, " ", "quoted");
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
    if (place.nameQuoted || (!isLetter(byte) && byte !== 0x2a)) return undefined;
    const quoted = wrapperEnd(place, at, " ");
    return quoted < 0 || bytes[skipBack(bytes, quoted - 1, start)] !== 0x3d
      ? undefined
      : quotedAt(place, quoted, { operator: "=", form: "quoted", wrapped: false, escaped: place.escaped });
  }
  const before = latin1(bytes, Math.max(start, nameStart - 60), nameStart);
  return SPACED_VALUE.test(before) ? bareAt(place, at, " ", "bare") : undefined;
}

function skipBack(bytes: Uint8Array, at: number, start: number): number {
  let i = at;
  while (i > start && (isBlank(bytes[i]) || bytes[i] === 0x40)) i -= 1;
  return i;
}
