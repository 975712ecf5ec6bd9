/**
 * Pairs whose value stands before its name: `{"value": "v", "name": "DB_PASSWORD"}`, `- value: v` and `name: X` in the next line.
 */

import { latin1 } from "../bytes.js";
import type { Candidate } from "./candidate.js";
import { assignedCandidate, MIN_VALUE, type NamePlace } from "./name-place.js";
import { isBlank, isLineEnd, isQuote } from "./text.js";

const REACH = 240;
const COLON = 0x3a;
/** In one line or over several, as JSON and scripts write it. */
const IN_BRACES =
  /["']?\bvalue["']?\s{0,8}:\s{0,8}(?:"(?<double>[^"\\\n]{3,160})"|'(?<single>[^'\\\n]{3,160})')\s{0,80},\s{0,80}["']?(?:name|key)["']?\s{0,8}:\s{0,8}["']$/d;
/** An item of YAML's list. */
const IN_LINES =
  /\n?[ \t]*-[ \t]+value:[ \t]+(?:"(?<double>[^"\\\n]{3,160})"|'(?<single>[^'\\\n]{3,160})'|(?<bare>[^\s"'{}[\]$&*!|>][^\s"'{}]{2,160}))[ \t]*\r?\n[ \t]+(?:name|key):[ \t]+["']?$/d;

/** @param at behind the name, its quote and blanks */
export function reversedAt(place: NamePlace, at: number): Candidate | undefined {
  const { nameStart, nameQuoted, window, kind } = place;
  const { bytes, start } = window;
  const next = bytes[at];
  if (next !== 0x7d && next !== 0x2c && !isLineEnd(next)) return undefined;
  let before = nameStart - 1;
  if (isQuote(bytes[before])) before -= 1;
  while (before > start && isBlank(bytes[before])) before -= 1;
  if (bytes[before] !== COLON) return undefined;
  const from = Math.max(start, nameStart - REACH);
  const text = latin1(bytes, from, nameStart);
  const found = ((nameQuoted ? IN_BRACES.exec(text) : null) ?? (kind === "lines" ? IN_LINES.exec(text) : null))?.indices?.groups;
  const value = found?.["double"] ?? found?.["single"] ?? found?.["bare"];
  if (value === undefined || value[1] - value[0] < MIN_VALUE) return undefined;
  return assignedCandidate(place, {
    form: found?.["bare"] === undefined ? "quoted" : "bare",
    operator: "value",
    valueStart: from + value[0],
    valueEnd: from + value[1],
    quote: found?.["bare"] === undefined ? bytes[from + value[0] - 1]! : 0,
  });
}
