/**
 * From a name to the literal that is assigned to it: operator, call wrapper, quotes or bare value, in the syntax of some twenty
 * languages and configuration formats.
 *
 * Most places of a kernel word are no assignment, so the first looks are at single bytes and nothing is allocated before a literal
 * stands there. What the literal is worth is `features.ts` and the model.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { cellAt, fallbackAt } from "./block-places.js";
import { braceAt } from "./brace-places.js";
import type { Candidate } from "./candidate.js";
import type { FileKind } from "./file-kind.js";
import { literalAt } from "./literal-place.js";
import type { NamePlace } from "./name-place.js";
import { isSymbol, opensList } from "./opens-list.js";
import { afterBlank, elementAt, pairAt } from "./other-places.js";
import { reversedAt } from "./reversed-pair.js";
import { BACKSLASH, isBlank, isDigit, isQuote, skipBlanks } from "./text.js";

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
  let inCall = false;
  const behindName = at;
  while (bytes[at] === 0x5d || (nameQuoted && bytes[at] === 0x29)) {
    inCall ||= bytes[at] === 0x29;
    at += 1;
  }
  const isClosed = at > behindName;
  if (bytes[at] === 0x5b && (bytes[at + 1] === 0x5d || isDigit(bytes[at + 1]))) at = closingBracket(bytes, at + 1, end);
  if (kind === "other" && bytes[at] === 0x2a && bytes[at + 1] === 0x2a) at += 2;
  const beforeBlanks = at;
  at = skipBlanks(bytes, at, Math.min(end, at + 60));
  if (at >= end) return undefined;
  const spaced = at > beforeBlanks;
  const place: NamePlace = { window, nameStart, nameEnd, nameQuoted, escaped, kind };
  // `getenv("X") || "v"` goes on, `sign("secret") => "v"` does not
  if (inCall && (bytes[at] === 0x3a || (bytes[at] === 0x3d && bytes[at + 1] !== 0x3d))) return undefined;
  return behindOperator(place, at, { spaced, inCall, isClosed }) ?? reversedAt(place, at);
}

/** What stands between the name and the byte at hand. */
interface Behind {
  readonly spaced: boolean;
  /** The name is an argument, its parenthesis closed. */
  readonly inCall: boolean;
  /** A bracket behind the name is closed. */
  readonly isClosed: boolean;
}

function behindOperator(place: NamePlace, at: number, { spaced, inCall, isClosed }: Behind): Candidate | undefined {
  const { window, nameStart, nameQuoted, kind } = place;
  const { bytes, end } = window;
  switch (bytes[at]) {
    case 0x3d: // =
      if (bytes[at + 1] === 0x3e) return literalAt(place, at + 2, "=>", "quoted");
      if (bytes[at + 1] === 0x3d) return comparedAt(place, at + 2);
      if (bytes[at + 1] === 0x7e) return undefined;
      // `test "$pass" = x`, `# $pass = x`: the shell sets no name with its sign
      if (
        kind !== "code" &&
        bytes[nameStart] === 0x24 &&
        spaced &&
        (nameQuoted || !isQuote(bytes[skipBlanks(bytes, at + 1, end)]))
      )
        return undefined;
      return literalAt(place, at + 1, "=", "quoted");
    case 0x3a: // :
      if (bytes[at + 1] === 0x3d)
        return opensVariable(bytes, nameStart) ? fallbackAt(place, at + 2) : literalAt(place, at + 2, ":=", "quoted");
      if (bytes[at + 1] === 0x3a) {
        // `Password:: v` of AsciiDoc
        if (kind === "other" && isBlank(bytes[at + 2])) return literalAt(place, at + 2, ":", "quoted");
        return bytes[at + 2] === 0x3d ? literalAt(place, at + 3, ":=", "quoted") : undefined;
      }
      if (bytes[at + 1] === 0x2d || (opensVariable(bytes, nameStart) && !spaced))
        return fallbackAt(place, bytes[at + 1] === 0x2d ? at + 2 : at + 1);
      return literalAt(place, at + 1, ":", "quoted");
    case 0x21: // !=
      return bytes[at + 1] === 0x3d ? comparedAt(place, at + 2) : undefined;
    case 0x3f: // ?= ?: ??
      if (bytes[at + 1] === 0x3d) return literalAt(place, at + 2, "=", "quoted");
      if (bytes[at + 1] === 0x3f) return literalAt(place, at + 2, "=", "fallback");
      return bytes[at + 1] === 0x3a ? elvisAt(place, at + 2) : undefined;
    case 0x7c: // || or a table's border
      if (bytes[at + 1] !== 0x7c) return kind === "other" ? cellAt(place, at) : undefined;
      return literalAt(place, bytes[at + 2] === 0x3d ? at + 3 : at + 2, "=", "fallback");
    case 0x3c: // <-
      return bytes[at + 1] === 0x2d ? literalAt(place, at + 2, "<-", "quoted") : undefined;
    case 0x3e: // <name>v</name>
      return bytes[nameStart - 1] === 0x3c || isKeyAttribute(place) ? elementAt(place, at + 1) : undefined;
    case 0x28: // name("v")
      return nameQuoted ? undefined : (pairAt(place, at + 1) ?? literalAt(place, at + 1, "(", "argument"));
    case 0x7b: // { get; set; } = "v"
      return spaced ? braceAt(place, at, inCall && nameQuoted) : undefined;
    case 0x69: // the password is v
      return spaced && kind !== "code" && bytes[at + 1] === 0x73 && isBlank(bytes[at + 2]) ? statedAt(place, at + 2) : undefined;
    case 0x2c: // ("name", "v"), {name, "v"}, {name: X, value: "v"}
      // `getenv("X"), "Y"`: the call is over
      if (inCall) return undefined;
      return (
        pairAt(place, at) ??
        (opensList(place) || isSymbol(bytes, nameStart) ? literalAt(place, at + 1, ",", "argument") : undefined)
      );
    case 0x6f: // environ["X"] or "v", but not "'a' or 'b'" in prose
      return spaced && bytes[at + 1] === 0x72 && isBlank(bytes[at + 2]) && (!nameQuoted || isClosed)
        ? literalAt(place, at + 2, "=", "fallback")
        : undefined;
    default:
      return spaced ? afterBlank(place, at) : pairAt(place, at);
  }
}

/** `password == "v"`; keys are compared with names of keys all over. */
function comparedAt(place: NamePlace, at: number): Candidate | undefined {
  const { bytes } = place.window;
  if ((bytes[place.nameEnd - 1]! | 32) === 0x79 || bytes[place.nameEnd - 1] === 0x73) return undefined;
  return literalAt(place, bytes[at] === 0x3d ? at + 1 : at, "==", "quoted");
}

const POINT = 0x2e;

/** "The password is v": a value in quotes, or one with a digit in it. */
function statedAt(place: NamePlace, at: number): Candidate | undefined {
  const candidate = literalAt(place, at, " ", "quoted");
  if (candidate === undefined || candidate.quote !== 0) return candidate;
  const { bytes } = place.window;
  if (!bytes.subarray(candidate.valueStart, candidate.valueEnd).some(isDigit)) return undefined;
  // the sentence's own point
  return bytes[candidate.valueEnd - 1] === POINT ? { ...candidate, valueEnd: candidate.valueEnd - 1 } : candidate;
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

/** `getenv("X") ?: "v"` is a default; `name?: "v"` an optional member. */
function elvisAt(place: NamePlace, at: number): Candidate | undefined {
  const candidate = literalAt(place, at, ":", "quoted");
  if (candidate === undefined) return undefined;
  const { bytes, start } = place.window;
  return /env/i.test(latin1(bytes, Math.max(start, place.nameStart - 24), place.nameStart))
    ? { ...candidate, form: "fallback" }
    : candidate;
}

/** `<entry key="name">`, `<string name="name">`. */
function isKeyAttribute({ window, nameStart, nameQuoted }: NamePlace): boolean {
  return nameQuoted && /<\w+ (?:key|name)=["']$/.test(latin1(window.bytes, Math.max(window.start, nameStart - 24), nameStart));
}
