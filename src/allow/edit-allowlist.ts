/**
 * Changes to `.secrets-allowlist` in place: entries go to the end, come out, or get another fingerprint, and every other byte stays.
 *
 * Places come from YAML's own syntax tree, so this loads the `yaml` package; only commands that write use it. After each edit the text is
 * read again, and it is an error if it does not say what was meant: then the file is in a form that only its author can edit.
 */

import { SecretScanError } from "../model/error.js";
import { appendEdit, type Edit, fingerprintEdits, keyEdits, removalEdits } from "./allowlist-edits.js";
import { ENTRY_KEYS } from "./entry.js";
import { readPlainForm } from "./fast-reader.js";
import { plainAppendEdit, plainRemovalEdits } from "./plain-edits.js";
import { type NewEntry, renderNewFile } from "./render-entry.js";
import { readYaml } from "./yaml-reader.js";

/** @param text of the file, or undefined when there is none */
export function appendEntries(text: string | undefined, file: string, entries: readonly NewEntry[]): string {
  if (entries.length === 0) return text ?? "";
  if (text === undefined || text.trim() === "" || text.trim() === "\uFEFF") return renderNewFile(entries);
  return edit(text, file, (body, lineEnd) => [planAppend(body, lineEnd, entries)], [
    ...entriesOf(text, file),
    ...entries.map(comparable),
  ]);
}

/** @param indexes of the entries that go, counted from 0 */
export function removeEntries(text: string, file: string, indexes: ReadonlySet<number>): string {
  const left = entriesOf(text, file).filter((_entry, index) => !indexes.has(index));
  return edit(text, file, (body) => planRemoval(body, indexes), left);
}

/**
 * Puts a key in, or another in its place, and gives each fingerprint its new text.
 *
 * @param key base64 of 32 bytes
 * @param renamed new fingerprints by old ones; one that is not in it stays
 */
export function replaceKey(text: string, file: string, key: string, renamed: ReadonlyMap<string, string>): string {
  const plan = (body: string, lineEnd: string): Edit[] => [...keyEdits(body, lineEnd, key), ...fingerprintEdits(body, renamed)];
  return edit(text, file, plan, renamedEntries(text, file, renamed), key);
}

/** Gives each fingerprint its new text, in a file without a key. */
export function renameFingerprints(text: string, file: string, renamed: ReadonlyMap<string, string>): string {
  return edit(text, file, (body) => fingerprintEdits(body, renamed), renamedEntries(text, file, renamed));
}

function renamedEntries(text: string, file: string, renamed: ReadonlyMap<string, string>): string[] {
  return entriesOf(text, file).map((entry) =>
    entry.replace(/^ss\d+:\S+?(?=\0)/, (fingerprint) => renamed.get(fingerprint) ?? fingerprint),
  );
}

function edit(
  text: string,
  file: string,
  plan: (body: string, lineEnd: string) => readonly Edit[],
  expected: readonly string[],
  key?: string,
): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const lineEnd = body.includes("\r\n") ? "\r\n" : "\n";
  let result = "";
  let kept = 0;
  for (const { start, end, text: part } of [...plan(body, lineEnd)].sort((a, b) => a.start - b.start)) {
    result += body.slice(kept, start) + part;
    kept = end;
  }
  result += body.slice(kept);
  if (!saysWhatWasMeant(result, file, expected, key)) {
    throw new SecretScanError("usage", "the file is in a form that cannot be edited safely", { file }, "Edit it by hand");
  }
  return mark + result;
}

function saysWhatWasMeant(body: string, file: string, expected: readonly string[], key: string | undefined): boolean {
  try {
    const found = entriesOf(body, file);
    if (found.length !== expected.length || found.some((entry, index) => entry !== expected[index])) return false;
    if (key === undefined || readPlainForm(body)?.top.key === key) return true;
    return readYaml(body, file).fields.some((field) => field.key === "key" && field.value === key);
  } catch (error) {
    if (error instanceof SecretScanError) return false;
    throw error;
  }
}

function planAppend(body: string, lineEnd: string, entries: readonly NewEntry[]): Edit {
  const plain = readPlainForm(body);
  return (plain && plainAppendEdit(body, plain, lineEnd, entries)) ?? appendEdit(body, lineEnd, entries);
}

function planRemoval(body: string, indexes: ReadonlySet<number>): readonly Edit[] {
  const plain = readPlainForm(body);
  return plain === undefined ? removalEdits(body, indexes) : plainRemovalEdits(body, plain, indexes);
}

function entriesOf(text: string, file: string): string[] {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const plain = readPlainForm(body);
  if (plain !== undefined) return plain.entries.map(comparable);
  return readYaml(body, file).entries.map(({ fields }) =>
    comparable(Object.fromEntries(fields.map(({ key, value }) => [key, value]))),
  );
}

function comparable(entry: NewEntry): string {
  return ENTRY_KEYS.map((key) => entry[key] ?? "").join("\0");
}
