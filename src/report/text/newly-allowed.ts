/**
 * What a change of the exceptions hides, in words: "This change allows 1 more secret: RULE at PATH:LINE (reason)".
 */

import type { NewlyAllowed } from "../../model/report.js";
import { plural } from "./words.js";

/** Secrets that are named; the rest is counted. */
const SHOWN = 5;

/** One line without an end to it; undefined: there is nothing to say. */
export function newlyAllowedText(allowed: readonly NewlyAllowed[] | undefined): string | undefined {
  if (allowed === undefined || allowed.length === 0) return undefined;
  const named = allowed.slice(0, SHOWN).map(({ ruleId, path, startLine, by, reason, owner }) => {
    const why = [reason ?? `by the ${by}`, owner].filter((part) => part !== undefined).join(", ");
    return `${ruleId} at ${path}:${startLine} (${why})`;
  });
  const more = allowed.length > SHOWN ? `; and ${allowed.length - SHOWN} more` : "";
  return `This change allows ${plural(allowed.length, "more secret")}: ${named.join("; ")}${more}`;
}
