/**
 * The rules of a run: the built-in ones and the user's own.
 */

import type { RuleCore, RulePack } from "../model/rule.js";
import { digestOf } from "./packed/digest.js";

/**
 * A user's rule with the id of a built-in one takes its place; the compiler has made sure that it says so. Ordered by id.
 * The digest of the built-in pack is kept when there is nothing to merge.
 */
export function mergePacks(builtIn: RulePack, user: readonly RuleCore[]): RulePack {
  if (user.length === 0) return builtIn;
  const byId = new Map([...builtIn.rules, ...user].map((rule) => [rule.id, rule]));
  const rules = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { digest: digestOf(rules), rules };
}
