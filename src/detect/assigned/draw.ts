/**
 * From a kernel word to a candidate, or to nothing: the step that decides what the model sees. Also used by the script that trains it.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { bitsPerCharacter, looksRandom } from "../randomness/randomness.js";
import { symbolBlock } from "./brace-places.js";
import { type Candidate, ofOneShape } from "./candidate.js";
import { charactersOf } from "./characters-call.js";
import { columnSecrets } from "./column.js";
import { commandSecret } from "./command-secret.js";
import { credentialCall, isSignIn } from "./credential-call.js";
import { directiveSecret } from "./directive.js";
import type { FileKind } from "./file-kind.js";
import { insertedPassword } from "./inserted.js";
import { withPieces } from "./pieces.js";
import { assignedPlace } from "./place.js";
import { siblingSecret } from "./sibling-element.js";
import { commandFlag, dsnPassword, headerValue, identifiedBy, pipedPassword, urlPassword, withoutScheme } from "./special.js";
import { ASSIGNS, identifierEnd, identifierStart, isBlank, isDigit, isLetter, isQuote, NAME_BYTES } from "./text.js";
import { wideColon } from "./wide-colon.js";
import { isWordOfName } from "./word-borders.js";
import { ASSIGNED_WORDS, IS_WEAK, LATER_NAME_WORD, WORD_KINDS } from "./words.js";

/** What the model sees. @param wordIndex index in `ASSIGNED_WORDS` of the word that stands at `wordStart` */
export function drawCandidate(window: TextWindow, wordStart: number, wordIndex: number, kind: FileKind): Candidate | undefined {
  const candidate = drawValue(window, wordStart, wordIndex, kind);
  return candidate === undefined || isOfWords(window.bytes, candidate, wordIndex, kind) ? undefined : candidate;
}

/** All values that a name announces, those included that are of letters under a name that says little: see `isOfWords`. */
export function drawValue(window: TextWindow, wordStart: number, wordIndex: number, kind: FileKind): Candidate | undefined {
  const candidate = drawLiteral(window, wordStart, wordIndex, kind);
  if (candidate === undefined) return undefined;
  return ofOneShape(candidate.quote === 0 ? candidate : withPieces(window, withoutScheme(window.bytes, candidate), kind));
}

function drawLiteral(window: TextWindow, wordStart: number, wordIndex: number, kind: FileKind): Candidate | undefined {
  switch (WORD_KINDS[wordIndex]) {
    case "name":
      return isWordOfName(window.bytes, wordStart, wordIndex)
        ? namedCandidate(window, wordStart, wordStart + ASSIGNED_WORDS[wordIndex]!.length, kind, IS_WEAK[wordIndex]!)
        : undefined;
    case "pw":
      // only as a name's last word: `BIND_PW=`, not `show:`
      return isPw(window.bytes, wordStart) ? namedCandidate(window, wordStart, wordStart + 2, kind, false) : undefined;
    case "url":
      return urlPassword(window, wordStart);
    case "call":
      return (
        credentialCall(window, wordStart) ??
        // the longer word hides the name's own
        (ASSIGNED_WORDS[wordIndex] === "credential("
          ? namedCandidate(window, wordStart, wordStart + "cred".length, kind, true)
          : undefined)
      );
    case "characters":
      return charactersOf(window, wordStart);
    case "symbol":
      return symbolBlock(window, wordStart, LATER_NAME_WORD);
    case "dsn":
      return dsnPassword(window, wordStart);
    case "insert":
      return insertedPassword(window, wordStart);
    case "command":
      return commandSecret(window, wordStart);
    case "directive":
      return directiveSecret(window, wordStart, ASSIGNED_WORDS[wordIndex]!);
    case "column":
      return columnSecrets(window, wordStart, 1)[0];
    case "sibling":
      return siblingSecret(window, wordStart, LATER_NAME_WORD);
    case "colon":
      return wideColon(window, wordStart, ASSIGNED_WORDS[wordIndex]!.length);
    case "identified":
      return identifiedBy(window, wordStart);
    case "header":
      return headerValue(window, wordStart);
    default:
      return commandFlag(window, wordStart);
  }
}

/** `BIND_PW`, `pw`, `bindPw`: not `pW` of an encoded text, nor the end of another word. */
function isPw(bytes: Uint8Array, at: number): boolean {
  const isCapital = bytes[at] === 0x50;
  if (!isCapital && bytes[at + 1] === 0x57) return false;
  const before = bytes[at - 1];
  if (isLetter(before)) return isCapital;
  return before === undefined || before <= 0x20 || isQuote(before) || PW_BORDERS.includes(before);
}

const PW_BORDERS: readonly number[] = [..."_-.${([,;&?/*#<>@:"].map((sign) => sign.charCodeAt(0));

const OPEN = 0x28;

function namedCandidate(
  window: TextWindow,
  wordStart: number,
  wordEnd: number,
  kind: FileKind,
  isWeak: boolean,
): Candidate | undefined {
  const { bytes, start, end } = window;
  const nameEnd = identifierEnd(bytes, wordEnd, end);
  if (nameEnd >= end || (NAME_BYTES[bytes[nameEnd]!]! & ASSIGNS) === 0) return undefined;
  const nameStart = identifierStart(bytes, wordStart, start);
  if (nameEnd - nameStart === 8 && latin1(bytes, nameStart, nameEnd) === "chpasswd") return pipedPassword(window, nameStart);
  const candidate =
    (bytes[nameEnd] === OPEN ? credentialCall(window, wordStart) : undefined) ?? assignedPlace(window, nameStart, nameEnd, kind);
  if (candidate === undefined) return undefined;
  if (isWeak && candidate.operator === "==") return undefined;
  if (
    isWeak &&
    candidate.operator === "(" &&
    candidate.form !== "call" &&
    candidate.valueEnd - candidate.valueStart < SHORT_ARGUMENT &&
    !isSignIn(bytes, candidate)
  )
    return undefined;
  if (candidate.operator === "," && USER_AND_PASSWORD.test(latin1(bytes, nameEnd - 7, nameEnd)))
    return behindUser(bytes, candidate);
  if (isProse(bytes, candidate) || (isWeak && isQuotedInProse(bytes, candidate))) return undefined;
  // `secretKey`: one assignment, judged at its last word
  if (nameEnd > wordEnd && LATER_NAME_WORD.test(latin1(bytes, wordStart + 1, nameEnd))) return undefined;
  return candidate;
}

const USER_AND_PASSWORD = /userpwd/i;

/** `CURLOPT_USERPWD, "user:v"`. */
function behindUser(bytes: Uint8Array, candidate: Candidate): Candidate {
  const colon = bytes.subarray(candidate.valueStart, candidate.valueEnd).indexOf(0x3a);
  return colon < 0 ? candidate : { ...candidate, valueStart: candidate.valueStart + colon + 1 };
}

/** "Pass 'x' to the function", "Pass engine='x'", `t.pass("it works")`: the verb. */
function isProse(bytes: Uint8Array, { nameStart, nameEnd, operator }: Candidate): boolean {
  if (operator !== " " && operator !== "(" && !(isBlank(bytes[nameEnd]) && isLetter(bytes[nameEnd + 1]))) return false;
  const before = nameEnd - 5;
  if (nameEnd - nameStart > 4 && (before < nameStart || bytes[before] !== 0x2e)) return false;
  return /^pass$/i.test(latin1(bytes, nameEnd - 4, nameEnd));
}

const ENVIRONMENT_NAME = /(?:^|[^a-z])env(?:iron)?\b|^[A-Z][A-Z0-9_]+$/;

/** `process.env.API_TOKEN`, `API_TOKEN`: what stands in for it where nobody sets it is used as a secret. */
export function isEnvironmentName(name: string): boolean {
  return ENVIRONMENT_NAME.test(name);
}

/** Keys that people make up themselves: `SECRET_KEY = "mysupersecret"`. */
const OWN_SECRET = /secret|pass|pwd|private|encryption|signing|jwt|SECURITY_CREDENTIALS/i;
const LONG_LETTERS = 24;
/** `feedkeys("abc")`, `token("if")`: a call with such a name takes names rather than secrets, unless they are long. */
const SHORT_ARGUMENT = 12;
/** Words and identifiers are below. */
export const LEAST_BITS_OF_LETTERS = 4.8;

/** "the key 'x'": text that names something. */
function isQuotedInProse(bytes: Uint8Array, { form, operator, nameStart, valueStart, valueEnd }: Candidate): boolean {
  if (form !== "quoted" || operator !== " " || !isBlank(bytes[nameStart - 1]) || !isLetter(bytes[nameStart - 2])) return false;
  return !looksRandom(bytes, valueStart, valueEnd);
}

/**
 * True for a value that nothing but its name could make a secret, and the name is weak: in code any short value of letters; elsewhere,
 * and where it is long, one that reads like words.
 */
export function isOfWords(
  bytes: Uint8Array,
  { form, valueStart, valueEnd, joints, nameStart, nameEnd }: Candidate,
  wordIndex: number,
  kind: FileKind,
): boolean {
  if (!IS_WEAK[wordIndex] || form === "call" || joints !== undefined || !isOfLetters(bytes, valueStart, valueEnd)) return false;
  const name = latin1(bytes, nameStart, nameEnd);
  if (OWN_SECRET.test(name) || (form === "fallback" && isEnvironmentName(name))) return false;
  if (kind === "code" && valueEnd - valueStart < LONG_LETTERS) return true;
  return hasBlank(bytes, valueStart, valueEnd) || bitsPerCharacter(bytes, valueStart, valueEnd) < LEAST_BITS_OF_LETTERS;
}

/** Letters, the signs that join words, and at most two digits at the end. */
function isOfLetters(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end;
  while (last > start && end - last < 2 && isDigit(bytes[last - 1])) last -= 1;
  for (let i = start; i < last; i += 1) {
    const byte = bytes[i]!;
    if (!isLetter(byte) && byte !== 0x20 && !(byte >= 0x2d && byte <= 0x2f) && byte !== 0x5f && byte !== 0x3a) return false;
  }
  return true;
}

function hasBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] === 0x20) return true;
  return false;
}
