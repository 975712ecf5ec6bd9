/**
 * Whether a name and the literal behind its comma belong together: `put("name", "v")`, `["name", "v"]`, `set :name, "v"`.
 */

import { latin1 } from "../bytes.js";
import type { NamePlace } from "./name-place.js";
import { isBlank, isIdentifierByte } from "./text.js";

/** The name is the first of its list: `("name", "v")`, `{name, "v"}`, `strcmp(password, "v")`, not one of many words in an array. */
export function opensList({ window, nameStart, nameEnd, nameQuoted }: NamePlace): boolean {
  const { bytes, start } = window;
  let before = (nameQuoted ? nameStart - 1 : nameStart) - 1;
  while (before > start && isBlank(bytes[before])) before -= 1;
  if (!nameQuoted && bytes[before] === 0x28) {
    const call = latin1(bytes, Math.max(start, before - 24), before);
    return (
      /(?:cmp|compare|equals|verify|check\w*)$/i.test(call) ||
      (/(?:put|add|define|set\w*)$/i.test(call) && isCapital(bytes, nameStart))
    );
  }
  if (bytes[before] === 0x2c) return takesNameSecond(latin1(bytes, Math.max(start, nameStart - 80), nameEnd));
  if (bytes[before] === 0x5b) return nameQuoted && isPair(bytes, nameEnd + 1);
  if (bytes[before] === 0x7b) return true;
  if (!nameQuoted || bytes[before] !== 0x28) return false;
  // `put("name", "v")`, `("name", "v")`, but not `("password", "salt", 20, "hash")`
  return isIdentifierByte(bytes[before - 1]) || isPair(bytes, nameEnd + 1);
}

/** `buildConfigField("String", "NAME", "v")`, `curl_setopt($c, CURLOPT_USERPWD, "v")`. */
function takesNameSecond(text: string): boolean {
  return /(?:buildConfigField|resValue)\b[^\n;]*$|setopt\w*\s*\([^\n;]*CURLOPT_\w+$/.test(text);
}

/** `set :name, "v"`. */
export function isSymbol(bytes: Uint8Array, nameStart: number): boolean {
  return bytes[nameStart - 1] === 0x3a && (isBlank(bytes[nameStart - 2]) || bytes[nameStart - 2] === 0x28);
}

function isCapital(bytes: Uint8Array, at: number): boolean {
  return bytes[at]! >= 0x41 && bytes[at]! <= 0x5a;
}

/** `["name", "v"]`, `("name", "v")`: a list of two, and not of two words. */
function isPair(bytes: Uint8Array, at: number): boolean {
  const found = /^\s*,\s*(["'])([^"'\n]{3,80})\1\s*[\])]/.exec(latin1(bytes, at, Math.min(bytes.length, at + 100)));
  return found !== null && !/^[a-z]+(?:[_-][a-z]+)*$/.test(found[2]!);
}
