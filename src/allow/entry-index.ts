/**
 * Which entries can apply to a finding at all, found without asking each: by fingerprint, else by a folder or file name that the
 * glob needs, else by three characters that the glob or the expression needs. Only what has none of these is asked every time.
 */

import type { EntryTable } from "./compiled-allowlist.js";
import { literalRun, literalSegment } from "./glob.js";
import { requiredLiteral } from "./required-literal.js";

export interface Findable {
  readonly fingerprint: string;
  readonly path: string;
  /** Undefined for a rule on names, which has none. */
  readonly secret: string | undefined;
}

export interface EntryIndex {
  /** Ascending, each once; a superset of what applies. */
  candidates(finding: Findable): readonly number[];
}

/** Entries by what they need; most keys have one, which then needs no list of its own. */
type Lists = Map<string, number | number[]>;

export function createEntryIndex(table: EntryTable): EntryIndex {
  const byFingerprint: Lists = new Map();
  const bySegment: Lists = new Map();
  const byPathTrigram: Lists = new Map();
  const bySecretTrigram: Lists = new Map();
  const others: number[] = [];
  for (let index = 0; index < table.count; index++) {
    const fingerprint = table.cell(index, "fingerprint");
    if (fingerprint !== undefined) {
      add(byFingerprint, fingerprint, index);
      continue;
    }
    const path = table.cell(index, "path");
    const segment = path === undefined ? undefined : literalSegment(path);
    if (segment !== undefined) {
      add(bySegment, segment, index);
      continue;
    }
    const run = path === undefined ? "" : literalRun(path);
    const value = table.cell(index, "value");
    const literal = value === undefined ? "" : requiredLiteral(value);
    // The last three characters: lists that were made by a program share their beginnings.
    if (run.length >= 3) add(byPathTrigram, run.slice(-3), index);
    else if (literal.length >= 3) add(bySecretTrigram, literal.slice(-3), index);
    else others.push(index);
  }
  return {
    candidates({ fingerprint, path, secret }) {
      const found = new Set<number>();
      addAll(found, byFingerprint.get(fingerprint));
      if (bySegment.size > 0) for (const segment of path.split("/")) addAll(found, bySegment.get(segment));
      addTrigrams(found, byPathTrigram, path);
      addTrigrams(found, bySecretTrigram, secret ?? "");
      if (found.size === 0) return others;
      addAll(found, others);
      return [...found].sort((a, b) => a - b);
    },
  };
}

function add(map: Lists, key: string, index: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, index);
  else if (typeof known === "number") map.set(key, [known, index]);
  else known.push(index);
}

function addTrigrams(found: Set<number>, map: Lists, text: string): void {
  if (map.size > 0) for (let at = 0; at + 3 <= text.length; at++) addAll(found, map.get(text.slice(at, at + 3)));
}

function addAll(found: Set<number>, indexes: number | readonly number[] | undefined): void {
  if (typeof indexes === "number") found.add(indexes);
  else if (indexes !== undefined) for (const index of indexes) found.add(index);
}
