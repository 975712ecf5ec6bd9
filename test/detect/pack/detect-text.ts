/**
 * The built-in pack on one text, for tests of what its rules find.
 *
 * Owns nothing but the set-up: what a rule should find stands in the tests.
 */

import { createDetector } from "../../../src/detect/detector.js";
import { loadBuiltInPack } from "../../../src/rules/built-in-pack.js";

export interface Hit {
  readonly ruleId: string;
  readonly confidence: string;
  readonly secret: string;
}

const CAPACITY = 1 << 18;
const detector = createDetector(loadBuiltInPack().rules, CAPACITY);

/** What is found in `text`, at most 256 KiB, ordered by offset; low confidence included. */
export function detectText(text: string, path = "notes.txt"): Hit[] {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.length > CAPACITY) throw new Error(`${bytes.length} bytes do not fit into the window`);
  detector.prefilter.window.set(bytes, 0);
  detector.begin();
  return detector
    .detect(bytes.length, 0, bytes.length, path)
    .map(({ ruleId, confidence, start, end }) => ({ ruleId, confidence, secret: bytes.toString("latin1", start, end) }));
}

/** The rules that found something at medium or higher. */
export function rulesIn(text: string, path?: string): string[] {
  return detectText(text, path)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ ruleId }) => ruleId);
}

/** Rules on names that `path` breaks. */
export function rulesOnName(path: string): string[] {
  return detector.pathRules.brokenBy(path).map(({ id }) => id);
}
