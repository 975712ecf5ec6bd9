/**
 * `.secrets-allowlist` as it was written: keys and texts with their places, nothing checked yet.
 *
 * Two readers make it: `fast-reader.ts` for the plain form that `allow` writes, `yaml-reader.ts` for all of YAML.
 */

/** `key: value` of a mapping. Lines and columns are 1-based, columns count UTF-16 units. */
export interface RawField {
  readonly key: string;
  /** Undefined when nothing, or YAML's null, stands there. */
  readonly value: string | undefined;
  readonly line: number;
  readonly column: number;
  readonly valueLine: number;
  readonly valueColumn: number;
}

export interface RawEntry {
  readonly line: number;
  readonly column: number;
  readonly fields: readonly RawField[];
}

export interface RawAllowlist {
  /** The keys at the top that hold one text each. */
  readonly fields: readonly RawField[];
  readonly nested: readonly RawField[];
  readonly entries: readonly RawEntry[];
}

/** The plain scalars that stand for "nothing" in YAML. */
export function isNullScalar(text: string): boolean {
  return text === "" || text === "~" || text === "null" || text === "Null" || text === "NULL";
}
