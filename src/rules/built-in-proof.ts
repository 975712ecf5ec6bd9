/**
 * The built-in rules' examples and negatives, for `rules check` alone: `await import` it there.
 */

import type { RuleProof } from "./compile/compile-rule.js";
import { PROOF_JSON } from "./generated/pack-proof.js";

/** By rule id. */
export function loadBuiltInProofs(): ReadonlyMap<string, RuleProof> {
  return new Map((JSON.parse(PROOF_JSON) as RuleProof[]).map((proof) => [proof.id, proof]));
}
