/**
 * The built-in rules' names, providers and remediation. Some hundred KiB: `await import` it when there is something to say.
 */

import type { RuleText } from "../model/rule.js";
import { TEXT_JSON } from "./generated/pack-text.js";
import { fromTextJson } from "./packed/text-rows.js";

let texts: ReadonlyMap<string, RuleText> | undefined;

/** By rule id; the same object each time. */
export function loadBuiltInText(): ReadonlyMap<string, RuleText> {
  texts ??= new Map(fromTextJson(TEXT_JSON).map((text) => [text.id, text]));
  return texts;
}
