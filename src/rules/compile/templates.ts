/**
 * Examples and negatives of a rule: texts with `{match}` where a generated match goes, `{match:a..b}` where a slice of it does.
 *
 * Owns their syntax. What goes in comes from `generate/`.
 */

import type { RuleText } from "../../model/rule.js";
import type { ReadRule } from "./rule-fields.js";
import { fail } from "./yaml-reader.js";

const HOLE = /\{match(?::(\d*)\.\.(\d*))?\}/g;

/** @throws SecretScanError for a misspelt hole, and for a built-in example without one: no secret is to stand in our own files */
export function checkTemplates(rule: ReadRule, origin: RuleText["origin"]): void {
  for (const field of ["examples", "negatives"] as const) {
    for (const template of rule.source[field] ?? []) {
      const misspelt = /\{match[^}]*\}?/.exec(template.replaceAll(HOLE, ""));
      if (misspelt !== null) fail(rule.at.get(field)!, `"${misspelt[0]}" is not understood`, "Write {match} or {match:4..20}");
      if (field === "examples" && origin === "built-in" && !template.includes("{match}"))
        fail(rule.at.get(field)!, "an example without {match}");
    }
  }
}

/** The text with the match put in; `{match:a..b}` is `slice(a, b)` of it. */
export function fillTemplate(template: string, match: string): string {
  return template.replaceAll(HOLE, (_, from: string | undefined, to: string | undefined) =>
    match.slice(from === undefined || from === "" ? 0 : Number(from), to === undefined || to === "" ? match.length : Number(to)),
  );
}
