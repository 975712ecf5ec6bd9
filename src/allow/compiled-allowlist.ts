/**
 * The allowlist as it travels to worker threads: one text a column, which costs a copy of the bytes and nothing a row.
 * 50,000 objects would take some 70 ms to clone for each worker, eight strings take 10; rows are made when the first finding asks.
 */

import type { AllowlistEntry } from "./entry.js";

const COLUMNS = ["source", "fingerprint", "rule", "path", "value", "reason", "owner", "expires", "folder"] as const;

type Column = (typeof COLUMNS)[number];

/** Plain data for structured clone; make it with `compileAllowlist`, use it through `createSuppressionMatcher`. */
export interface CompiledAllowlist {
  readonly count: number;
  /** Cells joined by NUL, which no entry may hold; an absent one is empty, and so is a column without any. */
  readonly columns: Readonly<Record<Column, string>>;
  readonly lines: Uint32Array;
  /** 1 where the entry has expired. */
  readonly expired: Uint8Array;
}

export function compileAllowlist(entries: readonly AllowlistEntry[]): CompiledAllowlist {
  const columns = {} as Record<Column, string>;
  for (const column of COLUMNS) {
    columns[column] = entries.some((entry) => entry[column] !== undefined)
      ? entries.map((entry) => entry[column] ?? "").join("\0")
      : "";
  }
  return {
    count: entries.length,
    columns,
    lines: Uint32Array.from(entries, (entry) => entry.line),
    expired: Uint8Array.from(entries, (entry) => (entry.expired ? 1 : 0)),
  };
}

/** Random access to the compiled entries; a column is split when it is first asked for. */
export interface EntryTable {
  readonly count: number;
  /** Undefined where the entry does not have it. */
  cell(index: number, column: Column): string | undefined;
  line(index: number): number;
  isExpired(index: number): boolean;
}

export function createEntryTable(compiled: CompiledAllowlist): EntryTable {
  const split = new Map<Column, readonly string[]>();
  return {
    count: compiled.count,
    cell(index, column) {
      let cells = split.get(column);
      if (cells === undefined) {
        const text = compiled.columns[column];
        cells = text === "" ? [] : text.split("\0");
        split.set(column, cells);
      }
      return cells[index] || undefined;
    },
    line: (index) => compiled.lines[index]!,
    isExpired: (index) => compiled.expired[index] === 1,
  };
}
