/**
 * XML in which the name is one element and its value the next: `<name>dbPassword</name><value>v</value>`, property lists of Apple.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { createSeeker } from "../seeker.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MAX_VALUE } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { identifierStart, isLineEnd } from "./text.js";

const REACH = 160;
const VALUE_ELEMENT =
  /^<\/(?:key|[\w.-]*name)>\s{0,80}(?:<description>[^<]{0,80}<\/description>\s{0,40})?<(?:value|defaultValue|string|[\w.-]*-value)>\s{0,40}/i;
const toTag = createSeeker((byte) => byte === 0x3c || isLineEnd(byte));

/** Kernel words: the end of the element of a name. */
export const SIBLING_WORDS: readonly string[] = ["</name>", "-name>", "</key>"];

/** @param at offset of the word @param names what a name must hold */
export function siblingSecret(window: TextWindow, at: number, names: RegExp): Candidate | undefined {
  const { bytes, start, end } = window;
  let nameEnd = at;
  while (nameEnd > start && bytes[nameEnd] !== 0x3c && at - nameEnd < 40) nameEnd -= 1;
  if (bytes[nameEnd] !== 0x3c || bytes[nameEnd + 1] !== 0x2f) return undefined;
  const nameStart = identifierStart(bytes, nameEnd, start);
  if (bytes[nameStart - 1] !== 0x3e || !names.test(latin1(bytes, nameStart, nameEnd))) return undefined;
  const opening = VALUE_ELEMENT.exec(latin1(bytes, nameEnd, Math.min(end, nameEnd + REACH)));
  if (opening === null) return undefined;
  const valueStart = nameEnd + opening[0].length;
  const valueEnd = toTag(window, valueStart, Math.min(end, valueStart + MAX_VALUE));
  if (bytes[valueEnd] !== 0x3c || bytes[valueEnd + 1] !== 0x2f || valueEnd - valueStart < MIN_VALUE) return undefined;
  return plainCandidate({
    form: "element",
    operator: ">",
    nameStart,
    nameEnd,
    valueStart,
    valueEnd,
  });
}
