/**
 * What a commit or merge request does to the exceptions: how many it adds, or widens, and how many it takes away.
 */

import { parseBaseline } from "./baseline-text.js";
import { CONDITIONS, type EntryKey } from "./entry.js";
import { readPlainForm } from "./fast-reader.js";
import { ALLOWLIST_FILE, readRawAllowlist } from "./parse-allowlist.js";

export interface ExceptionChange {
  readonly added: number;
  readonly removed: number;
}

/**
 * Of two versions of `.secrets-allowlist`; undefined: there is no such file. An entry counts as another one when what it matches or
 * its end changes, not when its reason or owner does. What the entries say need not be valid: the scan checks the version it uses.
 *
 * @throws SecretScanError `usage` when `after` cannot be read; a broken `before` counts as empty
 */
export async function allowlistChange(before: string | undefined, after: string | undefined): Promise<ExceptionChange> {
  const old = before === undefined ? [] : await entriesOf(before).catch(() => []);
  return difference(old, after === undefined ? [] : await entriesOf(after));
}

/** Of two versions of `.secrets-baseline.json`; as `allowlistChange`. */
export function baselineChange(before: string | undefined, after: string | undefined): ExceptionChange {
  const rowsOf = (text: string): string[] => parseBaseline(text).rows.map(({ fingerprint }) => fingerprint);
  let old: readonly string[] = [];
  try {
    if (before !== undefined) old = rowsOf(before);
  } catch {
    // A version that nobody could read hid nothing.
  }
  return difference(old, after === undefined ? [] : rowsOf(after));
}

async function entriesOf(text: string): Promise<string[]> {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const describe = (texts: { readonly [Key in EntryKey]?: string | undefined }): string =>
    [...CONDITIONS, "expires" as const].map((key) => texts[key] ?? "").join("\0");
  const plain = readPlainForm(body);
  if (plain !== undefined) return plain.entries.map(describe);
  const { entries } = await readRawAllowlist(body, ALLOWLIST_FILE);
  return entries.map(({ fields }) => describe(Object.fromEntries(fields.map(({ key, value }) => [key, value]))));
}

function difference(before: readonly string[], after: readonly string[]): ExceptionChange {
  const old = new Set(before);
  const now = new Set(after);
  const count = (from: ReadonlySet<string>, other: ReadonlySet<string>): number =>
    [...from].filter((one) => !other.has(one)).length;
  return { added: count(now, old), removed: count(old, now) };
}
