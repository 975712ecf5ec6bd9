/**
 * The digest of a rule pack: two equal ones find the same.
 */

import { createHash } from "node:crypto";
import type { RuleCore } from "../../model/rule.js";
import { type RuleColumns, toColumns } from "./columns.js";

/** SHA-256, hex, of all that detection reads of the rules, in their order. */
export function digestOf(rules: readonly RuleCore[]): string {
  const columns: RuleColumns = toColumns(rules);
  const names = Object.keys(columns).sort() as (keyof RuleColumns)[];
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0${columns[name]}\0`);
  return hash.digest("hex");
}
