/**
 * The built-in rules, as detection needs them. Cheap: every scan and every worker loads it at start.
 */

import type { RulePack } from "../model/rule.js";
import { COLUMNS, DIGEST } from "./generated/pack-core.js";
import { fromColumns } from "./packed/columns.js";

let pack: RulePack | undefined;

/** Ordered by id; the same object each time. */
export function loadBuiltInPack(): RulePack {
  pack ??= { digest: DIGEST, rules: fromColumns(COLUMNS) };
  return pack;
}
