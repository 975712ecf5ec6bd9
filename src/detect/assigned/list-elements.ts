/**
 * The elements of a list under a name of secrets, behind the first: `PASSWORDS = ["v1", "v2"]`, `%w[v1 v2]`, YAML's lines with a dash.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import type { FileKind } from "./file-kind.js";
import { bareEnd, quotedEnd } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { isBlank, isLineEnd, isQuote, skipBlanks, skipSpace } from "./text.js";

const MOST = 100;
/** Behind the name an element begins within so many bytes: with its value that is less than `detect/repetition.ts` compares. */
const REACH = 4_000;
const DASH = 0x2d;
/** Names of which a list is one of secrets, not of words that code knows. */
const OF_SECRETS =
  /(?:pass(?:w(?:or)?d|phrase|code)?|pwd|secret|token|(?:api|access|auth|private|secret|signing)[_-]?key)(?:s|_?list|_?array)?$/i;
/** Rules that a form checks a password by are listed under one. */
const OF_PASSWORDS = /(?:passw(?:or)?d|passphrase|pwd)s$/i;
const BEFORE = 160;

/** Whether a list may stand behind the name at all. */
export function isListName(name: string): boolean {
  return OF_SECRETS.test(name);
}

/** The elements behind `first`, which is the list's first one. */
export function furtherElements(window: TextWindow, first: Candidate, kind: FileKind): readonly Candidate[] {
  const { bytes } = window;
  if (first.form !== "quoted" && first.form !== "bare") return [];
  const before = opensAt(window, first);
  if (before === undefined) return [];
  const name = latin1(bytes, first.nameStart, first.nameEnd);
  if (!isListName(name)) return [];
  const found: Candidate[] = [];
  const nextOf = before === DASH ? nextLine : first.quote === 0 ? nextWord : nextQuoted;
  let last: Candidate | undefined = first;
  while (last !== undefined && found.length < MOST && last.valueStart - first.nameStart < REACH) {
    last = nextOf(window, last, kind);
    if (last !== undefined) found.push(last);
  }
  // `min:8`: rules that a form checks a password by
  const isRule = ({ valueStart, valueEnd }: Candidate): boolean => /[\s:|/{}<>]/.test(latin1(bytes, valueStart, valueEnd));
  return found.filter((element) => (OF_PASSWORDS.test(name) ? !isRule(element) : isElement(window, element)));
}

/** The sign that the list's first element stands behind, where one does. */
function opensAt({ bytes, start }: TextWindow, { valueStart, quote, nameEnd, operator }: Candidate): number | undefined {
  const least = Math.max(start, nameEnd, valueStart - BEFORE);
  let at = valueStart - (quote === 0 ? 1 : 2);
  while (at > least && (isBlank(bytes[at]) || isLineEnd(bytes[at]))) at -= 1;
  const sign = bytes[at];
  if (sign === 0x5b || sign === 0x7b) return sign;
  if (sign === DASH) return operator === ":" && at > least ? sign : undefined;
  return sign === 0x28 && quote !== 0 ? sign : undefined;
}

/** `, "v"` behind the literal's quote. */
function nextQuoted(window: TextWindow, { valueEnd, quote, ...rest }: Candidate, kind: FileKind): Candidate | undefined {
  const { bytes, end } = window;
  const comma = skipSpace(bytes, valueEnd + 1, end);
  // shells part the elements by blanks
  const isParted = bytes[comma] === 0x2c;
  if (!isParted && (kind !== "lines" || comma === valueEnd + 1)) return undefined;
  const at = isParted ? skipSpace(bytes, comma + 1, end) : comma;
  if (bytes[at] !== quote) return undefined;
  const close = quotedEnd(window, at + 1, quote, false);
  if (close < 0) return undefined;
  const behind = bytes[skipSpace(bytes, close + 1, end)];
  // `["v", "name": …`
  if (behind === 0x3a || behind === 0x3d) return undefined;
  return { ...rest, quote, valueStart: at + 1, valueEnd: close };
}

/** The next word of `%w[v1 v2]`. */
function nextWord(window: TextWindow, { valueEnd, ...rest }: Candidate): Candidate | undefined {
  const { bytes, end } = window;
  const at = skipSpace(bytes, valueEnd, end);
  const close = bareEnd(window, at, false);
  return at === valueEnd || close - at < MIN_VALUE ? undefined : { ...rest, valueStart: at, valueEnd: close };
}

/** The next line that begins with a dash. */
function nextLine(window: TextWindow, { valueEnd, quote, ...rest }: Candidate, kind: FileKind): Candidate | undefined {
  const { bytes, end } = window;
  let at = skipBlanks(bytes, quote === 0 ? valueEnd : valueEnd + 1, end);
  if (!isLineEnd(bytes[at])) return undefined;
  at = skipSpace(bytes, at, end);
  if (bytes[at] !== DASH || !isBlank(bytes[at + 1])) return undefined;
  return dashedAt(window, at, { ...rest, quote }, kind);
}

/** The value behind the dash at `at`. */
export function dashedAt(
  window: TextWindow,
  at: number,
  rest: Omit<Candidate, "valueStart" | "valueEnd">,
  kind: FileKind,
): Candidate | undefined {
  const { bytes, end } = window;
  const from = skipBlanks(bytes, at + 1, end);
  const quote = isQuote(bytes[from]) ? bytes[from]! : 0;
  const valueStart = quote === 0 ? from : from + 1;
  const valueEnd = quote === 0 ? bareEnd(window, valueStart, kind === "lines") : quotedEnd(window, valueStart, quote, false);
  if (valueEnd - valueStart < MIN_VALUE) return undefined;
  const behind = skipBlanks(bytes, quote === 0 ? valueEnd : valueEnd + 1, end);
  if (behind < end && !isLineEnd(bytes[behind]) && bytes[behind] !== 0x23) return undefined;
  return { ...rest, form: quote === 0 ? "bare" : "quoted", quote, valueStart, valueEnd };
}

/** Not every list below a name is one of values: `secrets:` names them. */
export function isElement({ bytes }: TextWindow, { nameStart, nameEnd, valueStart, valueEnd }: Candidate): boolean {
  const value = latin1(bytes, valueStart, valueEnd);
  return (
    isNoWord(value) || (OF_PASSWORDS.test(latin1(bytes, nameStart, nameEnd)) && /^(?=\D{4,}\d)[\w!@#$%^&*?~-]+$/.test(value))
  );
}

/** Letters with a digit or a sign among them, as no word, identifier, path or rule of a form has them. */
export function isNoWord(text: string): boolean {
  if (text.length < 5 || /[\s/\\:<>{}(),=|]/.test(text)) return false;
  if (/^[A-Za-z]+(?:[._-][A-Za-z]+)*[._-]?v?\d{0,2}$/.test(text) || /^v?\d+(?:\.\d+)+/.test(text)) return false;
  return /[A-Za-z]/.test(text) && /[\d!@#$%^&*?~]/.test(text);
}
