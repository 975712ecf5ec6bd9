/**
 * Which entries can apply to a finding at all, found without asking each: by fingerprint, else by a folder or file name that the
 * glob needs and few others do, else by three characters that the glob or the expression needs. Only what has none of these is asked every time.
 *
 * It is made once, as sorted numbers: worker threads get it for a copy of some bytes and build nothing. Two keys with the same hash only
 * cost a look at an entry that does not apply.
 */

import type { AllowlistEntry } from "./entry.js";
import { literalRun, literalSegments } from "./glob.js";
import { hashText } from "./hash-text.js";
import { requiredLiteral } from "./required-literal.js";

export interface Findable {
  readonly fingerprint: string;
  readonly path: string;
  /** Undefined for a rule on names, which has none. */
  readonly secret: string | undefined;
}

/** Plain data. */
export interface PackedIndex {
  readonly fingerprints: HashedKeys;
  /** Folder and file names of paths. */
  readonly segments: HashedKeys;
  readonly pathTrigrams: HashedKeys;
  readonly secretTrigrams: HashedKeys;
  /** Entries that are candidates for every finding; ascending. */
  readonly others: readonly number[];
}

/** Entries by the hash of what they need, ascending by hash, then by entry. */
interface HashedKeys {
  readonly hashes: Uint32Array;
  readonly entries: Uint32Array;
}

export interface EntryIndex {
  /** Ascending, each once; a superset of what applies. */
  candidates(finding: Findable): readonly number[];
}

/** Characters of a trigram. */
const LENGTH = 3;
/** More entries than these are not told apart in one number with a hash, and are asked every time. */
const MOST_INDEXED = 2 ** 21;

/** The index as plain data, for threads. */
export function packEntryIndex(entries: readonly Pick<AllowlistEntry, "fingerprint" | "path" | "value">[]): PackedIndex {
  const fingerprints: number[] = [];
  const segments: number[] = [];
  const pathTrigrams: number[] = [];
  const secretTrigrams: number[] = [];
  const others: number[] = [];
  const frequency = frequencyOf(entries);
  let index = -1;
  const add = (list: number[], key: string): void => {
    if (index < MOST_INDEXED) list.push(hashText(key) * MOST_INDEXED + index);
    else others.push(index);
  };
  for (const { fingerprint, path, value } of entries) {
    index++;
    if (fingerprint !== undefined) {
      add(fingerprints, fingerprint);
      continue;
    }
    const segment = path === undefined ? undefined : rarest(literalSegments(path), frequency);
    if (segment !== undefined) {
      add(segments, segment);
      continue;
    }
    const run = path === undefined ? "" : literalRun(path);
    const literal = value === undefined ? "" : requiredLiteral(value);
    // The last three characters: lists that were made by a program share their beginnings.
    if (run.length >= LENGTH) add(pathTrigrams, run.slice(-LENGTH));
    else if (literal.length >= LENGTH) add(secretTrigrams, literal.slice(-LENGTH));
    else others.push(index);
  }
  return {
    fingerprints: packed(fingerprints),
    segments: packed(segments),
    pathTrigrams: packed(pathTrigrams),
    secretTrigrams: packed(secretTrigrams),
    others,
  };
}

/** Looks entries up by what a finding has: fingerprint, names in its path, characters. */
export function createEntryIndex(index: PackedIndex): EntryIndex {
  return {
    candidates({ fingerprint, path, secret = "" }) {
      const found = new Set<number>();
      addAll(found, index.fingerprints, hashText(fingerprint));
      if (index.segments.hashes.length > 0) {
        for (const segment of path.split("/")) addAll(found, index.segments, hashText(segment));
      }
      addTrigrams(found, index.pathTrigrams, path);
      addTrigrams(found, index.secretTrigrams, secret);
      if (found.size === 0) return index.others;
      for (const entry of index.others) found.add(entry);
      return [...found].sort((a, b) => a - b);
    },
  };
}

/** How many entries name each folder or file: that all of them lie in `test` tells none from another. */
function frequencyOf(entries: readonly Pick<AllowlistEntry, "fingerprint" | "path">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { fingerprint, path } of entries) {
    if (fingerprint !== undefined || path === undefined) continue;
    for (const segment of literalSegments(path)) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  return counts;
}

/** The last of those that are named the least. */
function rarest(segments: readonly string[], frequency: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const segment of segments) {
    const count = frequency.get(segment) ?? 0;
    if (count <= least) [best, least] = [segment, count];
  }
  return best;
}

/** @param keys each a hash times `MOST_INDEXED` and an entry; of any order */
function packed(keys: readonly number[]): HashedKeys {
  const sorted = Float64Array.from(keys).sort();
  const hashes = new Uint32Array(sorted.length);
  const entries = new Uint32Array(sorted.length);
  for (let at = 0; at < sorted.length; at++) {
    hashes[at] = Math.floor(sorted[at]! / MOST_INDEXED);
    entries[at] = sorted[at]! % MOST_INDEXED;
  }
  return { hashes, entries };
}

function addTrigrams(found: Set<number>, keys: HashedKeys, text: string): void {
  if (keys.hashes.length === 0) return;
  for (let at = 0; at + LENGTH <= text.length; at++) addAll(found, keys, hashText(text, at, at + LENGTH));
}

function addAll(found: Set<number>, { hashes, entries }: HashedKeys, hash: number): void {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  for (; hashes[low] === hash; low++) found.add(entries[low]!);
}
