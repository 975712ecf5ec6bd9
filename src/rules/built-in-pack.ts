/**
 * The built-in rules, as detection needs them. Cheap: every scan and every worker loads it at start.
 */

import type { RuleCore, RulePack } from "../model/rule.js";
import { COLUMNS, DIGEST } from "./generated/pack-core.js";
import { fromColumns } from "./packed/columns.js";

let rules: readonly RuleCore[] | undefined;

const pack: RulePack = {
  get digest() {
    return DIGEST;
  },
  // a hook with nothing to look at needs none
  get rules() {
    prepareBuiltInPack();
    return rules ?? [];
  },
};

/** Makes them, while there is nothing else to do. */
export function prepareBuiltInPack(): void {
  rules ??= fromColumns(COLUMNS);
}

/** Ordered by id; the same object each time, whose rules are made when they are first asked for. */
export function loadBuiltInPack(): RulePack {
  return pack;
}
