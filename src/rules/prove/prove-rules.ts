/**
 * The proof of a whole pack, for `rules check` and for the tests.
 */

import type { ErrorPlace } from "../../model/error.js";
import type { RuleCore } from "../../model/rule.js";
import type { RuleProof } from "../compile/compile-rule.js";
import type { RuleProblem } from "../compile/compile-rules.js";
import { type ProofTools, proveRule } from "./prove-rule.js";

const NOWHERE: ErrorPlace = {};

/** Every fault of every rule, in the rules' order. `proofs`: examples and negatives by rule id. */
export function proveRules(rules: readonly RuleCore[], proofs: ReadonlyMap<string, RuleProof>, tools: ProofTools): RuleProblem[] {
  return rules.flatMap((rule) =>
    proveRule(rule, proofs.get(rule.id), tools).map((problem) => ({
      ruleId: rule.id,
      problem,
      place: proofs.get(rule.id)?.place ?? NOWHERE,
    })),
  );
}
