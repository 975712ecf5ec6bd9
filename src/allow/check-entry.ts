/**
 * From an entry as written to one that may be applied: every key known, every text readable, nothing that hides everything.
 */

import { SecretScanError } from "../model/error.js";
import { isDay } from "./dates.js";
import { type AllowlistEntry, type AllowlistOptions, CONDITIONS, ENTRY_KEYS, type EntryKey } from "./entry.js";
import { globProblem } from "./glob.js";
import { didYouMean } from "./nearest.js";
import type { RawEntry, RawField } from "./raw-allowlist.js";
import { hidesEverything } from "./too-broad.js";

const KEYS: ReadonlySet<string> = new Set(ENTRY_KEYS);

type Given = { [Key in EntryKey]?: string };

/** @throws SecretScanError `usage` with the place of what is wrong */
export function checkEntry(raw: RawEntry, file: string, options: AllowlistOptions): AllowlistEntry {
  const given: Given = {};
  for (const field of raw.fields) given[checkField(field, file, options)] = field.value!;
  const place = { file, line: raw.line, column: raw.column };
  if (given.reason === undefined) {
    throw new SecretScanError("usage", "the entry has no reason", place, "Add `reason:` and say why this is no leak");
  }
  if (CONDITIONS.every((condition) => given[condition] === undefined)) {
    throw new SecretScanError("usage", "the entry names nothing", place, "Give it a fingerprint, rule, path or value");
  }
  if (given.fingerprint === undefined && given.rule === undefined && hidesEverything(given.path, given.value)) {
    const remedy = "Narrow its path or value, or add a fingerprint or rule";
    throw new SecretScanError("usage", "the entry would hide everything", place, remedy);
  }
  const expired = given.expires !== undefined && given.expires < options.today;
  return { source: file, line: raw.line, ...given, reason: given.reason, expired };
}

function checkField(field: RawField, file: string, options: AllowlistOptions): EntryKey {
  const { key, value } = field;
  if (!KEYS.has(key)) {
    const remedy = didYouMean(key, ENTRY_KEYS, `Known keys: ${ENTRY_KEYS.join(", ")}`);
    throw new SecretScanError("usage", `unknown key "${key}"`, { file, line: field.line, column: field.column }, remedy);
  }
  const fail = (message: string, remedy: string): never => {
    throw new SecretScanError("usage", message, { file, line: field.valueLine, column: field.valueColumn }, remedy);
  };
  if (value === undefined || value.trim() === "") return fail(`"${key}" is empty`, "Fill it in or remove the line");
  if (value.includes("\0")) return fail(`"${key}" holds a NUL character`, "Remove it");
  if (key === "fingerprint" && !/^ss\d+:\S+$/.test(value)) {
    return fail(
      "not a fingerprint",
      'Copy it from a report: it begins with "ss1:". Other tools\' lists are read by `allow import`',
    );
  }
  if (key === "rule" && !options.knownRuleIds.has(value)) {
    return fail(`unknown rule "${value}"`, didYouMean(value, options.knownRuleIds, "`rules list` names them all"));
  }
  if (key === "path") {
    const problem = globProblem(value);
    if (problem !== undefined) return fail(`invalid glob: ${problem}`, "Write a path from the root; * stops at /, ** does not");
  }
  if (key === "value") checkExpression(value, fail, options);
  if (key === "expires" && !isDay(value)) return fail(`unreadable date "${value}"`, "Write it as YYYY-MM-DD");
  return key as EntryKey;
}

function checkExpression(source: string, fail: (message: string, remedy: string) => never, options: AllowlistOptions): void {
  try {
    new RegExp(source, "u");
  } catch (error) {
    const reason =
      (error as SyntaxError).message
        .replace(/^Invalid regular expression: /, "")
        .split(": ")
        .at(-1) ?? "";
    fail(`invalid regular expression: ${reason}`, "It is a JavaScript regular expression with flag u");
  }
  // Without a quantifier or alternative nothing can be tried twice, so the costly proof is left out.
  if (/[*+?{|]/.test(source) && !options.isSafePattern(source)) {
    fail("the regular expression could take time without bounds", "Bound its repetitions, and do not nest them");
  }
}
