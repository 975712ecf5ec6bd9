/**
 * Values within braces behind their name: defaults of Terraform's variables, automatic properties of C#, blocks of Ruby.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { literalAt } from "./literal-place.js";
import type { NamePlace } from "./name-place.js";
import { identifierEnd, skipBlanks, skipSpace } from "./text.js";

const REACH = 240;
/** `{ get; set; } = "v"`. */
const PROPERTY = /^\{\s{0,8}(?:\w+\s{1,4})?get;[^}"']{0,40}\}\s{0,8}=\s{0,8}(?=["'@])/;
/** `variable "x" { type = string default = "v" }`. */
const VARIABLE = /^\{[^{}]{0,200}?\bdefault\s{0,20}=\s{0,4}(?=")/;

/** What a brace behind a name opens; `at` is at the brace. @param inCall the name is an argument, its parenthesis closed */
export function braceAt(place: NamePlace, at: number, inCall: boolean): Candidate | undefined {
  const { bytes, end } = place.window;
  if (inCall) return literalAt(place, skipSpace(bytes, at + 1, end), "=", "fallback");
  const text = latin1(bytes, at, Math.min(end, at + REACH));
  const found = (place.nameQuoted ? VARIABLE : PROPERTY).exec(text);
  return found === null ? undefined : literalAt({ ...place, nameQuoted: false }, at + found[0].length, "=", "quoted");
}

/** `let(:password) { "v" }`, from the offset of the word. */
export function symbolBlock(window: TextWindow, at: number, names: RegExp): Candidate | undefined {
  const { bytes, end } = window;
  const nameStart = at + "let(:".length;
  const nameEnd = identifierEnd(bytes, nameStart, end);
  if (bytes[nameEnd] !== 0x29 || !names.test(latin1(bytes, nameStart, nameEnd))) return undefined;
  const brace = skipBlanks(bytes, nameEnd + 1, end);
  if (bytes[brace] !== 0x7b) return undefined;
  const place: NamePlace = { window, nameStart, nameEnd, nameQuoted: false, escaped: false, kind: "code" };
  return literalAt(place, brace + 1, "=", "quoted");
}
