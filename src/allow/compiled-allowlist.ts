/**
 * The allowlist as it travels to worker threads: one text a column, which costs a copy of the bytes and nothing a row.
 * 50,000 objects would take some 70 ms to clone for each worker, a few long strings take 10; rows are made when the index names one.
 */

import type { AllowlistEntry } from "./entry.js";
import { type PackedIndex, packEntryIndex } from "./entry-index.js";

type Column = "source" | "fingerprint" | "rule" | "path" | "value" | "reason" | "owner" | "expires" | "folder";

/** One function each: one for all would look every name up again. */
const CELLS: Readonly<Record<Column, (entry: AllowlistEntry) => string | undefined>> = {
  source: (entry) => entry.source,
  fingerprint: (entry) => entry.fingerprint,
  rule: (entry) => entry.rule,
  path: (entry) => entry.path,
  value: (entry) => entry.value,
  reason: (entry) => entry.reason,
  owner: (entry) => entry.owner,
  expires: (entry) => entry.expires,
  folder: (entry) => entry.folder,
};

/** Plain data for structured clone; make it with `compileAllowlist`, use it through `createSuppressionMatcher`. */
export interface CompiledAllowlist {
  readonly count: number;
  readonly columns: Readonly<Record<Column, CompiledColumn>>;
  readonly lines: Uint32Array;
  /** 1 where the entry has expired. */
  readonly expired: Uint8Array;
  readonly index: PackedIndex;
}

/** `every`: the same cell in each row, or undefined in each. `joined`: cells joined by NUL, which no entry may hold; `""` is absent. */
type CompiledColumn = { readonly every: string | undefined } | { readonly joined: string };

/** What threads are handed: a column a key, and the index. */
export function compileAllowlist(entries: readonly AllowlistEntry[]): CompiledAllowlist {
  const columns = {} as Record<Column, CompiledColumn>;
  for (const column of Object.keys(CELLS) as Column[]) columns[column] = compileColumn(entries, CELLS[column]);
  const lines = new Uint32Array(entries.length);
  const expired = new Uint8Array(entries.length);
  for (const [index, entry] of entries.entries()) {
    lines[index] = entry.line;
    if (entry.expired) expired[index] = 1;
  }
  return { count: entries.length, columns, lines, expired, index: packEntryIndex(entries) };
}

/** Random access to the compiled entries; a column is split when it is first asked for. */
export interface EntryTable {
  readonly count: number;
  /** Undefined where the entry does not have it. */
  cell(index: number, column: Column): string | undefined;
  line(index: number): number;
  isExpired(index: number): boolean;
}

/** Splits a column when it is first asked for. */
export function createEntryTable(compiled: CompiledAllowlist): EntryTable {
  const split = new Map<Column, readonly string[]>();
  return {
    count: compiled.count,
    cell(index, column) {
      const packed = compiled.columns[column];
      if ("every" in packed) return packed.every;
      let cells = split.get(column);
      if (cells === undefined) {
        cells = packed.joined.split("\0");
        split.set(column, cells);
      }
      return cells[index] || undefined;
    },
    line: (index) => compiled.lines[index]!,
    isExpired: (index) => compiled.expired[index] === 1,
  };
}

function compileColumn(
  entries: readonly AllowlistEntry[],
  cellOf: (entry: AllowlistEntry) => string | undefined,
): CompiledColumn {
  const every = entries[0] === undefined ? undefined : cellOf(entries[0]);
  if (entries.every((entry) => cellOf(entry) === every)) return { every };
  return { joined: entries.map((entry) => cellOf(entry) ?? "").join("\0") };
}
