/**
 * The built-in rules' names, providers and remediation. Some hundred KiB: `await import` it when there is something to say.
 */

import type { RuleText } from "../model/rule.js";
import { TEXT_JSON } from "./generated/pack-text.js";
import { fromTextJson, textOf } from "./packed/text-rows.js";

let texts: ReadonlyMap<string, RuleText> | undefined;
const few = new Map<string, RuleText | undefined>();
/** Each is looked for in all texts; of more it is quicker to read all. */
const FEW = 16;

/** By rule id; the same object each time. */
export function loadBuiltInText(): ReadonlyMap<string, RuleText> {
  texts ??= new Map(fromTextJson(TEXT_JSON).map((text) => [text.id, text]));
  return texts;
}

/** One rule's, for a report that names few; undefined for no built-in rule. */
export function builtInTextOf(id: string): RuleText | undefined {
  if (texts !== undefined || few.size >= FEW) return loadBuiltInText().get(id);
  if (!few.has(id)) few.set(id, textOf(TEXT_JSON, id));
  return few.get(id);
}
