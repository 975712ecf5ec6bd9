/**
 * The order in which files of exceptions get new fingerprints, so that at each point, wherever it is interrupted, all that was hidden is.
 *
 * Only the root's allowlist holds the key, and only it changes both key and fingerprints, in one write. The other files name the new
 * fingerprints beside the old ones before that, and the old ones come out after it. What an interruption leaves is at most entries that
 * match nothing, which `allow prune` and `baseline prune` take out.
 */

import type { BaselineRow } from "./baseline.js";
import { renderBaseline } from "./baseline-text.js";
import { appendEntries, renameFingerprints, replaceKey } from "./edit-allowlist.js";
import type { AllowlistEntry } from "./entry.js";

export interface RekeyFile {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

export interface RekeyRequest {
  /** Base64 of 32 bytes. */
  readonly key: string;
  /** New fingerprints by old ones; one that is not in it stays. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly allowlist: RekeyFile;
  readonly nested: readonly (RekeyFile & { readonly entries: readonly AllowlistEntry[] })[];
  readonly baseline: (RekeyFile & { readonly rows: readonly BaselineRow[] }) | undefined;
}

/** To be written one after the other, each whole or not at all. @throws SecretScanError `usage` for a file that cannot be edited safely */
export function rekeySteps({ key, renamed, allowlist, nested, baseline }: RekeyRequest): RekeyFile[] {
  const wider: RekeyFile[] = [];
  const renewed: RekeyFile[] = [];
  for (const { path, name, text, entries } of nested) {
    const again = entries.flatMap((entry) => withNewFingerprint(entry, renamed));
    if (again.length === 0) continue;
    wider.push({ path, name, text: appendEntries(text, name, again) });
    renewed.push({ path, name, text: renameFingerprints(text, name, renamed) });
  }
  if (baseline !== undefined) {
    const { path, name, rows } = baseline;
    const lineEnd = baseline.text.includes("\r\n") ? "\r\n" : "\n";
    const again = rows.flatMap((row) => withNewFingerprint(row, renamed));
    const kept = rows.filter(({ fingerprint }) => !renamed.has(fingerprint));
    if (again.length > 0) {
      wider.push({ path, name, text: renderBaseline([...rows, ...again], lineEnd) });
      renewed.push({ path, name, text: renderBaseline([...kept, ...again], lineEnd) });
    }
  }
  const text = replaceKey(allowlist.text, allowlist.name, key, renamed);
  return [...wider, { path: allowlist.path, name: allowlist.name, text }, ...renewed];
}

function withNewFingerprint<Value extends { readonly fingerprint?: string | undefined }>(
  value: Value,
  renamed: ReadonlyMap<string, string>,
): (Value & { readonly fingerprint: string })[] {
  const fingerprint = value.fingerprint === undefined ? undefined : renamed.get(value.fingerprint);
  return fingerprint === undefined ? [] : [{ ...value, fingerprint }];
}
