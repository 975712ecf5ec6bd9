/**
 * Calls that take a password or a key by its place: `login("user", "v")`, `connect("host", "user", "v")`, `new FooClient("user", "v")`.
 */

import type { Span } from "../../model/location.js";
import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Argument, argumentsAt } from "./call-arguments.js";
import { CALL_SHAPES, type CallShape } from "./call-table.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { isNoWord } from "./list-elements.js";
import { MIN_VALUE } from "./name-place.js";
import { identifierEnd, identifierStart, lineStart, skipSpace } from "./text.js";

const OPEN = 0x28;
const CLOSE = 0x29;
const COLON = 0x3a;
/** What a call that types a text is called on, or its first argument. */
const FIELD = /pass(?:w|phrase|$|[^a-z])|pwd/i;
const FIELD_REACH = 80;
/** Distinguished names, addresses and domains of those who sign in to a directory. */
const DIRECTORY_USER = /[=@\\]/;

/** Where the name of a call of the table stands, which has arguments. @param at as in `credentialCall` */
export function callName({ bytes, start, end }: TextWindow, at: number): (Span & { readonly shape: CallShape }) | undefined {
  let nameEnd = identifierEnd(bytes, at, end);
  // `Hash::make(`
  while (bytes[nameEnd] === COLON && bytes[nameEnd + 1] === COLON) nameEnd = identifierEnd(bytes, nameEnd + 2, end);
  if (bytes[nameEnd] !== OPEN) return undefined;
  const first = bytes[skipSpace(bytes, nameEnd + 1, end)];
  if (first === CLOSE || first === undefined) return undefined;
  const nameStart = identifierStart(bytes, at, start);
  const name = latin1(bytes, nameStart, nameEnd);
  const shape = CALL_SHAPES.find((known) => known.name.test(name));
  return shape === undefined ? undefined : { start: nameStart, end: nameEnd, shape };
}

/** @param at offset of the kernel's word, a part of the call's name */
export function credentialCall(window: TextWindow, at: number): Candidate | undefined {
  const call = callName(window, at);
  if (call === undefined) return undefined;
  const { start: nameStart, end: nameEnd, shape } = call;
  const name = latin1(window.bytes, nameStart, nameEnd);
  const list = argumentsAt(window, nameEnd + 1);
  if (list === undefined || list.length < (shape.least ?? 1)) return undefined;
  const value = chosen(window, list, shape);
  if (value === undefined || value.end - value.start < MIN_VALUE || !isMeant(window, nameStart, name, list)) return undefined;
  return plainCandidate({
    form: "call",
    operator: ",",
    nameStart,
    nameEnd,
    valueStart: value.start,
    valueEnd: value.end,
    quote: value.quote,
  });
}

function chosen({ bytes }: TextWindow, list: readonly Argument[], { place }: CallShape): Argument | undefined {
  if (typeof place === "number") return literal(list.at(place));
  if (place === "first") return literal(list[0]) ?? literal(list[1]);
  if (place === "host") {
    const at = list[1]?.isNumber === true ? 3 : 2;
    const user = list[at - 1]!;
    return user.start >= 0 || user.isUser ? literal(list[at]) : undefined;
  }
  const texts = list.map(({ start, end }) => (start < 0 ? "" : latin1(bytes, start, end)));
  return list.find(
    ({ start }, i) => i > 0 && start >= 0 && list[i - 1]!.start >= 0 && isUserLike(texts[i - 1]!) && isPasswordLike(texts[i]!),
  );
}

function literal(argument: Argument | undefined): Argument | undefined {
  return argument === undefined || argument.start < 0 ? undefined : argument;
}

/** A name as people and services have them; no host, port or path. */
function isUserLike(text: string): boolean {
  return /^[A-Za-z][\w@+\\-]*(?:[.][\w-]+)*(?:@[\w.-]+)?$/.test(text) && (!text.includes(".") || text.includes("@"));
}

/** Nothing but a password is so: letters with a digit or a sign between or behind them, no host, version, path or format. */
function isPasswordLike(text: string): boolean {
  if (text.length < 6 || text.length > 128 || /[\s/\\:<>{}(),]/.test(text)) return false;
  if (/^[\w-]+(?:\.[\w-]+)+$/.test(text) || /^v?\d/.test(text) || /^[A-Za-z]+(?:-[a-z]+)*-\d{1,4}$/.test(text)) return false;
  return (
    /[A-Za-z]/.test(text) &&
    (/[!@#$%^&*?~]/.test(text) || (/\d/.test(text) && /[A-Z].*\d|\d.*[A-Za-z]|[a-z]\d{3,}$|^[a-z]{6,}\d{1,2}$/.test(text)))
  );
}

/** Calls with names that say little must say more: the field that a text is typed into, the user of a directory. */
function isMeant(window: TextWindow, nameStart: number, name: string, list: readonly Argument[]): boolean {
  const { bytes, start } = window;
  const first = list[0]!;
  const firstText = first.start < 0 ? "" : latin1(bytes, first.start, first.end);
  if (/\.(?:type|fill|typetext|send_?keys)$/i.test(name)) {
    const from = Math.max(lineStart(bytes, nameStart, start, FIELD_REACH), nameStart - FIELD_REACH);
    return FIELD.test(list.length > 1 ? firstText : latin1(bytes, from, nameStart + name.length));
  }
  return !/\bbind$/i.test(name) || /simple_bind|ldap_bind/i.test(name) || DIRECTORY_USER.test(firstText);
}

/** `redis.auth("v")`. */
export function isSignIn(bytes: Uint8Array, { nameEnd, valueStart, valueEnd }: Candidate): boolean {
  return /[.:>]auth$/i.test(latin1(bytes, nameEnd - 5, nameEnd)) && isNoWord(latin1(bytes, valueStart, valueEnd));
}
