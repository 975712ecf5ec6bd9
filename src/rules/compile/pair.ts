/**
 * What belongs to a rule's secrets, as written and as the program uses it.
 */

import type { RulePair, RuleText } from "../../model/rule.js";
import { readPattern } from "./pattern-facts.js";
import type { PairSource } from "./rule-fields.js";
import { fail, readString } from "./yaml-reader.js";

/** Lines before and after a secret in which its partner is looked for. */
const WITHIN = 5;
/** Longer texts are no names of accounts. */
const MAX_LENGTH = 512;

/** @throws SecretScanError for a pattern that is not proved safe: it runs without a deadline */
export function compilePair({ rule, pattern, what, within = WITHIN }: PairSource, origin: RuleText["origin"]): RulePair {
  const named = { ...(what === undefined ? {} : { what }), within };
  if (pattern === undefined) return { ruleId: rule!, ...named };
  const { source, safe, maxLength } = readPattern(pattern, readString(pattern), false, origin);
  if (!safe) fail(pattern, "the pattern may need very many steps", "Bound its repetitions");
  if (maxLength > MAX_LENGTH) fail(pattern, `matches may be ${maxLength} bytes long`, `Bound them within ${MAX_LENGTH}`);
  return { pattern: source, ...named };
}
