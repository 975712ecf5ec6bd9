/**
 * What a commit or merge request does to the exceptions: how many it adds, or widens, and how many it takes away.
 */

import { parseBaseline } from "./baseline-text.js";
import { type AllowlistEntry, CONDITIONS, type EntryKey } from "./entry.js";
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

/** The exceptions that a change brings along. */
export interface NewExceptions {
  /** Indexes of the allowlist's entries. */
  readonly entries: ReadonlySet<number>;
  /** Fingerprints of the baseline's rows. */
  readonly rows: ReadonlySet<string>;
}

export const NO_NEW_EXCEPTIONS: NewExceptions = { entries: new Set(), rows: new Set() };

/**
 * @param entries of the allowlist as it is after the change, nested files included
 * @param before text of the file that an entry stands in, as it was; undefined: there was none
 */
export async function newEntries(
  entries: readonly AllowlistEntry[],
  before: (source: string) => string | undefined,
): Promise<ReadonlySet<number>> {
  const known = new Map<string, ReadonlySet<string>>();
  const added = new Set<number>();
  for (const [index, entry] of entries.entries()) {
    let old = known.get(entry.source);
    if (old === undefined) {
      const text = before(entry.source);
      old = new Set(text === undefined ? [] : await entriesOf(text).catch(() => []));
      known.set(entry.source, old);
    }
    if (!old.has(identityOf(entry))) added.add(index);
  }
  return added;
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
  const plain = readPlainForm(body);
  if (plain !== undefined) return plain.entries.map(identityOf);
  const { entries } = await readRawAllowlist(body, ALLOWLIST_FILE);
  return entries.map(({ fields }) => identityOf(Object.fromEntries(fields.map(({ key, value }) => [key, value]))));
}

function identityOf(texts: { readonly [Key in EntryKey]?: string | undefined }): string {
  return [...CONDITIONS, "expires" as const].map((key) => texts[key] ?? "").join("\0");
}

function difference(before: readonly string[], after: readonly string[]): ExceptionChange {
  const old = new Set(before);
  const now = new Set(after);
  const count = (from: ReadonlySet<string>, other: ReadonlySet<string>): number =>
    [...from].filter((one) => !other.has(one)).length;
  return { added: count(now, old), removed: count(old, now) };
}
