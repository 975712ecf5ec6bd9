/**
 * Whether a user's expression may run on a secret without a deadline.
 */

import { matchSteps } from "../rules/pattern/cost.js";
import { PatternError, parsePattern } from "../rules/pattern/parse-pattern.js";

/** Characters of a secret that an expression may see: a private key is as long as they get. */
const LONGEST_SECRET = 4096;

/** False also for what cannot be analysed. */
export function isSafePattern(source: string): boolean {
  try {
    return Number.isFinite(matchSteps(parsePattern(source, false), LONGEST_SECRET));
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}
