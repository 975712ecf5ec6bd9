/**
 * `密码：v`: a full-width colon, which is no sign of its own to the parsers of names, between the name of a password and its value.
 */

import type { TextWindow } from "../match.js";
import { createSeeker } from "../seeker.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MAX_VALUE } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { identifierStart, isBlank, isLineEnd, isQuote, skipBlanks } from "./text.js";

/** Bytes of `：` in UTF-8. */
const COLON = 3;
const BACKTICK = 0x60;

/** The last character of a password's name with the colon behind it, as kernel words. */
export const WIDE_COLON_WORDS: readonly string[] = ["码：", "碼：", "令：", "钥：", "鑰：", "ド："].map((word) =>
  Buffer.from(word, "utf8").toString("latin1"),
);

const toEnd = createSeeker((byte) => isBlank(byte) || isLineEnd(byte) || isQuote(byte) || byte === 0x3c || byte >= 0x80);

/** @param at offset of the word, `length` that of the word with its colon */
export function wideColon(window: TextWindow, at: number, length: number): Candidate | undefined {
  const { bytes, start, end } = window;
  const nameEnd = at + length - COLON;
  let valueStart = skipBlanks(bytes, at + length, end);
  if (bytes[valueStart] === BACKTICK) valueStart += 1;
  const limit = Math.min(end, valueStart + MAX_VALUE);
  const valueEnd = toEnd(window, valueStart, limit);
  if (valueEnd - valueStart < MIN_VALUE || (valueEnd === limit && limit !== end)) return undefined;
  return plainCandidate({
    form: "bare",
    operator: ":",
    nameStart: identifierStart(bytes, at, start),
    nameEnd,
    valueStart,
    valueEnd,
  });
}
