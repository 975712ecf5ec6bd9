/**
 * Entries of `.secrets-allowlist` as text, in the plain form that the fast reader knows.
 */

import { ENTRY_KEYS, type EntryKey } from "./entry.js";
import { isNullScalar } from "./raw-allowlist.js";

/** The texts of a new entry. */
export type NewEntry = { readonly [Key in EntryKey]?: string | undefined };

/** Where editors find the keys and their meaning. */
export const SCHEMA_COMMENT =
  "# yaml-language-server: $schema=https://unpkg.com/secret-scan/schemas/secrets-allowlist.schema.json";

/** A whole file with these entries. */
export function renderNewFile(entries: readonly NewEntry[]): string {
  const head = [
    SCHEMA_COMMENT,
    "# What secret-scan finds here and does not report: why, who says so, until when.",
    "version: 1",
    "entries:",
    "",
  ];
  return head.join("\n") + entries.map((entry) => renderEntry(entry, 2, "\n")).join("");
}

/** One entry of a block list, line ends included. */
export function renderEntry(entry: NewEntry, indent: number, lineEnd: string): string {
  const space = " ".repeat(indent);
  return fields(entry)
    .map(([key, value], index) => `${space}${index === 0 ? "- " : "  "}${key}: ${yamlScalar(value)}${lineEnd}`)
    .join("");
}

/** One entry of a list in brackets. */
export function renderFlowEntry(entry: NewEntry): string {
  return `{ ${fields(entry)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ")} }`;
}

/** Plain where that is sure to mean the text itself, otherwise in quotes. */
export function yamlScalar(text: string): string {
  const isPlain = /^[A-Za-z0-9_./(][^\p{C}]*$/u.test(text) && !/: | #|:$|\s$/.test(text) && !isNullScalar(text);
  if (isPlain && !/^[\d.]*$/.test(text)) return text;
  if (!/["\\\p{C}]/u.test(text)) return `"${text}"`;
  return /['\p{C}]/u.test(text) ? JSON.stringify(text) : `'${text}'`;
}

function fields(entry: NewEntry): [EntryKey, string][] {
  return ENTRY_KEYS.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]] satisfies [EntryKey, string]]));
}
