/**
 * What a scan of today makes of a baseline: rows whose secret is gone come out, and rows go in only when that is asked for.
 */

import type { BaselineRow } from "./baseline.js";

export interface BaselineChange {
  /** The new rows; those that stay are as they were, so that no line changes without need. */
  readonly rows: readonly BaselineRow[];
  readonly added: readonly BaselineRow[];
  readonly removed: readonly BaselineRow[];
  /** Found today, not in the baseline and not put in. */
  readonly leftOut: readonly BaselineRow[];
}

/**
 * @param before the rows that there are; none for a file that there is not
 * @param found every finding of a full scan that nothing but the baseline hides, in any order
 * @param add true to take in what is new
 */
export function updateBaseline(before: readonly BaselineRow[], found: readonly BaselineRow[], add: boolean): BaselineChange {
  const today = new Map<string, BaselineRow[]>();
  for (const row of found) today.set(row.fingerprint, [...(today.get(row.fingerprint) ?? []), row]);
  const kept = new Map<string, BaselineRow>();
  const removed: BaselineRow[] = [];
  const homeless: BaselineRow[] = [];
  for (const row of before) {
    const places = today.get(row.fingerprint);
    if (places === undefined || kept.has(identity(row))) removed.push(row);
    else if (places.some(({ path }) => path === row.path)) kept.set(identity(row), row);
    else homeless.push(row);
  }
  const held = new Set([...kept.values()].map(({ fingerprint }) => fingerprint));
  for (const row of homeless) {
    // The file was moved: the row follows. Where another row holds the secret already, this copy is gone.
    const place = held.has(row.fingerprint) ? undefined : today.get(row.fingerprint)![0]!;
    if (place === undefined) removed.push(row);
    else kept.set(identity(place), place);
    held.add(row.fingerprint);
  }
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const fresh = new Map<string, BaselineRow>();
  for (const row of found) {
    const key = identity(row);
    if (!kept.has(key) && !fresh.has(key) && (add || !known.has(row.fingerprint))) fresh.set(key, row);
  }
  const rows = [...kept.values(), ...(add ? fresh.values() : [])];
  return { rows, added: add ? [...fresh.values()] : [], removed, leftOut: add ? [] : [...fresh.values()] };
}

function identity({ fingerprint, path }: BaselineRow): string {
  return `${fingerprint}\0${path}`;
}
