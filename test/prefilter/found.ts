/**
 * Runs the prefilter on a text and writes its candidates as the oracle does.
 */

import {
  HAS_DIGIT,
  HAS_LOWER,
  HAS_PREFIX,
  HAS_UPPER,
  HEX_ONLY,
  MAY_BE_ENCODED,
  MAY_BE_VALUE,
  type Prefilter,
  RUN_LENGTH,
  WORD_INDEX,
} from "../../src/prefilter/prefilter.js";
import { type Candidate, compareCandidates } from "./oracle.js";

/** @param text latin1 */
export function foundCandidates(
  prefilter: Prefilter,
  text: string,
  from = 0,
  to: number = text.length,
  end: number = to,
): Candidate[] {
  // stale bytes behind the text must not count, so leave the worst there: token characters
  prefilter.window.fill(0x61);
  prefilter.window.set(Buffer.from(text, "latin1"));
  return scannedCandidates(prefilter, from, to, end).sort(compareCandidates);
}

/** In the order in which the kernel reports them; the text is in the window already. */
export function scannedCandidates(prefilter: Prefilter, from: number, to: number, end: number): Candidate[] {
  const count = prefilter.scan(from, to, end);
  const found: Candidate[] = [];
  for (let index = 0; index < count; index++) {
    const offset = prefilter.candidates[2 * index] ?? -1;
    const info = prefilter.candidates[2 * index + 1] ?? 0;
    found.push(info >>> 31 === 1 ? { kind: "word", offset, value: info & WORD_INDEX, flags: "" } : run(offset, info));
  }
  return found;
}

function run(offset: number, info: number): Candidate {
  const names: [string, number][] = [
    ["digit", HAS_DIGIT],
    ["upper", HAS_UPPER],
    ["lower", HAS_LOWER],
    ["prefix", HAS_PREFIX],
    ["hex", HEX_ONLY],
    ["value", MAY_BE_VALUE],
    ["encoded", MAY_BE_ENCODED],
  ];
  const flags = names.filter(([, bit]) => (info & bit) !== 0).map(([name]) => name);
  return { kind: "run", offset, value: info & RUN_LENGTH, flags: flags.join(" ") };
}
