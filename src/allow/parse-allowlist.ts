/**
 * Text of `.secrets-allowlist` to checked entries, or an error that says where and what to do: nothing is ever hidden by a file that
 * could not be read whole.
 */

import { SecretScanError } from "../model/error.js";
import { checkEntry } from "./check-entry.js";
import { type Allowlist, type AllowlistEntry, type AllowlistOptions, CONDITIONS } from "./entry.js";
import { readPlainForm } from "./fast-reader.js";
import { globProblem } from "./glob.js";
import { didYouMean } from "./nearest.js";
import type { RawAllowlist, RawField } from "./raw-allowlist.js";
import { refuseConflictMarkers } from "./text-file.js";

export const ALLOWLIST_FILE = ".secrets-allowlist";

const TOP_KEYS = ["version", "key", "nested", "entries"] as const;

/**
 * @param text a byte order mark and any line ends are fine
 * @param file its path, for errors and reports
 * @throws SecretScanError `usage` with line, column and remedy
 */
export async function parseAllowlist(text: string, file: string, options: AllowlistOptions): Promise<Allowlist> {
  const raw = await readRawAllowlist(text, file);
  const top = checkTop(raw, file);
  const seen = new Map<string, number>();
  const entries: AllowlistEntry[] = [];
  for (const rawEntry of raw.entries) {
    const entry = checkEntry(rawEntry, file, options);
    const identity = CONDITIONS.map((condition) => entry[condition] ?? "").join("\0");
    const first = seen.get(identity);
    if (first !== undefined) {
      const place = { file, line: rawEntry.line, column: rawEntry.column };
      throw new SecretScanError("usage", `the entry stands on line ${first} already`, place, "Remove one of the two");
    }
    seen.set(identity, entry.line);
    entries.push(entry);
  }
  return { file, ...top, entries };
}

/** The file's keys, texts and places, unchecked; for the commands that edit it. */
export async function readRawAllowlist(text: string, file: string): Promise<RawAllowlist> {
  refuseConflictMarkers(text, file);
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const plain = readPlainForm(body);
  if (plain !== undefined) return plain;
  const { readYaml } = await import("./yaml-reader.js");
  return readYaml(body, file);
}

/** An allowlist with nothing in it. */
export function emptyAllowlist(file: string = ALLOWLIST_FILE): Allowlist {
  return { file, nested: [], entries: [] };
}

function checkTop(raw: RawAllowlist, file: string): Pick<Allowlist, "key" | "nested"> {
  let key: string | undefined;
  for (const field of raw.fields) {
    if (field.key === "version") checkVersion(field, file);
    else if (field.key === "key") key = checkKey(field, file);
    else {
      const remedy = didYouMean(field.key, TOP_KEYS, `Known keys: ${TOP_KEYS.join(", ")}`);
      throw new SecretScanError("usage", `unknown key "${field.key}"`, { file, line: field.line, column: field.column }, remedy);
    }
  }
  const nested = raw.nested.map((field) => {
    const problem = field.value === undefined ? "it is empty" : globProblem(field.value);
    if (problem === undefined) return field.value!;
    const remedy = "Name folders from the root, such as packages/*";
    throw new SecretScanError("usage", `invalid glob: ${problem}`, valuePlace(field, file), remedy);
  });
  return { ...(key === undefined ? {} : { key }), nested };
}

function checkVersion(field: RawField, file: string): void {
  if (field.value === "1") return;
  const remedy = "This program reads version 1; a later one may need a newer secret-scan";
  throw new SecretScanError("usage", `unknown version "${field.value ?? ""}"`, valuePlace(field, file), remedy);
}

function checkKey(field: RawField, file: string): string {
  const value = field.value ?? "";
  if (/^[A-Za-z0-9+/]{43}=$/.test(value) && Buffer.from(value, "base64").length === 32) return value;
  const remedy = "`allow rekey` makes one; without the line the tool's default is used";
  throw new SecretScanError("usage", "the key is not 32 bytes in base64", valuePlace(field, file), remedy);
}

function valuePlace(field: RawField, file: string): { file: string; line: number; column: number } {
  return { file, line: field.valueLine, column: field.valueColumn };
}
