/**
 * One list of verdicts for all findings of which the same is said: thousands of findings of a rule would otherwise hold the same
 * sentences thousands of times, also after they went from thread to thread.
 */

import type { Verdict } from "../model/finding.js";

/** Lists kept; what is said with measured figures in it hardly comes twice. */
const KEPT = 1024;

const known = new Map<string, readonly Verdict[]>();

/** A list that says the same, most often an older one. */
export function sharedVerdicts(verdicts: readonly Verdict[]): readonly Verdict[] {
  const key = verdicts.map(({ step, outcome, detail }) => `${step}\0${outcome}\0${detail}`).join("\0\0");
  const shared = known.get(key);
  if (shared !== undefined) return shared;
  if (known.size >= KEPT) known.clear();
  known.set(key, verdicts);
  return verdicts;
}
