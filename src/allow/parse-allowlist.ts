/**
 * Text of `.secrets-allowlist` to checked entries, or an error that says where and what to do: nothing is ever hidden by a file that
 * could not be read whole.
 */

import { SecretScanError } from "../model/error.js";
import { entryProblem, findDuplicate, isEntryKey, makeEntry, type Problem, unknownKey, valueProblem } from "./check-entry.js";
import { checkTopField } from "./check-top.js";
import {
  type Allowlist,
  type AllowlistEntry,
  type AllowlistOptions,
  ENTRY_KEYS,
  type EntryKey,
  type EntryTexts,
} from "./entry.js";
import { readPlainForm } from "./fast-reader.js";
import { globProblem } from "./glob.js";
import type { RawAllowlist, RawEntry, RawField } from "./raw-allowlist.js";
import { refuseConflictMarkers } from "./text-file.js";

export const ALLOWLIST_FILE = ".secrets-allowlist";

/**
 * @param text a byte order mark and any line ends are fine
 * @param file its path, for errors and reports
 * @throws SecretScanError `usage` with line, column and remedy
 */
export async function parseAllowlist(text: string, file: string, options: AllowlistOptions): Promise<Allowlist> {
  refuseConflictMarkers(text, file);
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return parsePlain(body, file, options) ?? checkRaw(await readRawAllowlist(body, file), file, options);
}

/** The file's keys, texts and places, unchecked; for what needs the places. `text` has no byte order mark. */
export async function readRawAllowlist(text: string, file: string): Promise<RawAllowlist> {
  const { readYaml } = await import("./yaml-reader.js");
  return readYaml(text, file);
}

/** An allowlist with nothing in it. */
export function emptyAllowlist(file: string = ALLOWLIST_FILE): Allowlist {
  return { file, nested: [], entries: [] };
}

/** Undefined where anything is wrong or not plain: `checkRaw` then words it. */
function parsePlain(text: string, file: string, options: AllowlistOptions): Allowlist | undefined {
  const plain = readPlainForm(text);
  if (plain === undefined) return undefined;
  const { version, key } = plain.top;
  if (version !== undefined && checkTopField("version", version) !== undefined) return undefined;
  if (key !== undefined && checkTopField("key", key) !== undefined) return undefined;
  const days = new Set<string>();
  for (const given of plain.entries) {
    for (const key of ENTRY_KEYS) {
      const value = given[key];
      if (value === undefined || (key === "expires" && days.has(value))) continue;
      if (valueProblem(key, value, options) !== undefined) return undefined;
      // A list that a program made has few dates.
      if (key === "expires") days.add(value);
    }
    if (entryProblem(given) !== undefined) return undefined;
    given.source = file;
    given.expired = given.expires !== undefined && given.expires < options.today;
  }
  const entries = plain.entries as readonly AllowlistEntry[];
  return findDuplicate(entries) === undefined ? { file, key, nested: [], entries } : undefined;
}

function checkRaw(raw: RawAllowlist, file: string, options: AllowlistOptions): Allowlist {
  for (const field of raw.fields) refuse(checkTopField(field.key, field.value), file, field);
  for (const field of raw.nested) {
    const problem = globProblem(field.value ?? "");
    if (problem === undefined) continue;
    throw new SecretScanError("usage", `invalid glob: ${problem}`, valuePlace(field, file), "Name folders, such as packages/*");
  }
  const entries = raw.entries.map((entry) => makeEntry(checkFields(entry, file, options), file, entry.line, options.today));
  const double = findDuplicate(entries);
  if (double !== undefined) {
    const { line = 1, column = 1 } = raw.entries[double.index]!;
    const place = { file, line, column };
    throw new SecretScanError("usage", `the entry stands on line ${double.line} already`, place, "Remove one of the two");
  }
  const key = raw.fields.find((field) => field.key === "key")?.value;
  return { file, key, nested: raw.nested.map((field) => field.value!), entries };
}

function checkFields(raw: RawEntry, file: string, options: AllowlistOptions): Partial<EntryTexts> {
  const given: { [Key in EntryKey]?: string } = {};
  for (const field of raw.fields) {
    if (!isEntryKey(field.key)) {
      const unknown = unknownKey(field.key);
      throw new SecretScanError("usage", unknown.message, { file, line: field.line, column: field.column }, unknown.remedy);
    }
    refuse(valueProblem(field.key, field.value, options), file, field);
    given[field.key] = field.value!;
  }
  const problem = entryProblem(given);
  if (problem === undefined) return given;
  throw new SecretScanError("usage", problem.message, { file, line: raw.line, column: raw.column }, problem.remedy);
}

function refuse(problem: (Problem & { readonly atKey?: true }) | undefined, file: string, field: RawField): void {
  if (problem === undefined) return;
  const place = problem.atKey ? { file, line: field.line, column: field.column } : valuePlace(field, file);
  throw new SecretScanError("usage", problem.message, place, problem.remedy);
}

function valuePlace(field: RawField, file: string): { file: string; line: number; column: number } {
  return { file, line: field.valueLine, column: field.valueColumn };
}
