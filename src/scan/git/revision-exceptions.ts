/**
 * The exceptions as they stand in the index or in a commit, and what a change does to them: an exception that comes with the secret
 * that it hides must be seen.
 */

import { BASELINE_FILE, type Baseline, emptyBaseline } from "../../allow/baseline.js";
import { parseBaseline } from "../../allow/baseline-text.js";
import type { Allowlist, AllowlistOptions } from "../../allow/entry.js";
import { allowlistChange, baselineChange, type ExceptionChange } from "../../allow/exception-change.js";
import { ALLOWLIST_FILE, emptyAllowlist, parseAllowlist } from "../../allow/parse-allowlist.js";
import { decodeExceptionFile } from "../../allow/text-file.js";
import type { ObjectReader } from "../../sources/git/objects.js";

export interface RevisionExceptions {
  readonly allowlist: Allowlist;
  readonly baseline: Baseline;
  /** Files of exceptions that differ from the base's, by name; empty where nothing is added or removed. */
  readonly changes: ReadonlyMap<string, ExceptionChange>;
}

/**
 * @param revision commit id, or "" for the index
 * @param base what a change is judged against; undefined: nothing is judged
 * @throws SecretScanError `usage` for exceptions of `revision` that are broken
 */
export async function exceptionsAt(
  reader: ObjectReader,
  revision: string,
  base: string | undefined,
  options: Omit<AllowlistOptions, "isSafePattern">,
): Promise<RevisionExceptions> {
  const names = [ALLOWLIST_FILE, BASELINE_FILE];
  const revisions = base === undefined ? [revision] : [revision, base];
  const contents = await filesAt(
    reader,
    revisions.flatMap((rev) => names.map((name) => `${rev}:${name}`)),
  );
  const [list, rows, oldList, oldRows] = contents.map((bytes, index) =>
    bytes === undefined ? undefined : decodeExceptionFile(bytes, names[index % names.length] ?? ""),
  );
  return {
    allowlist: list === undefined ? emptyAllowlist() : await readAllowlist(list, options),
    baseline: rows === undefined ? emptyBaseline() : parseBaseline(rows),
    changes: base === undefined ? new Map() : await changesOf([oldList, list], [oldRows, rows]),
  };
}

type Versions = readonly [before: string | undefined, after: string | undefined];

async function readAllowlist(text: string, options: Omit<AllowlistOptions, "isSafePattern">): Promise<Allowlist> {
  const { isSafePattern } = await import("../safe-pattern.js");
  return parseAllowlist(text, ALLOWLIST_FILE, { ...options, isSafePattern });
}

async function changesOf(list: Versions, rows: Versions): Promise<Map<string, ExceptionChange>> {
  const changes = new Map<string, ExceptionChange>();
  const note = (name: string, change: ExceptionChange): void => {
    if (change.added + change.removed > 0) changes.set(name, change);
  };
  if (list[0] !== list[1]) note(ALLOWLIST_FILE, await allowlistChange(...list));
  if (rows[0] !== rows[1]) note(BASELINE_FILE, baselineChange(...rows));
  return changes;
}

/** The files' contents, in the order of their names (`REV:PATH`); undefined where there is none. */
export async function filesAt(reader: ObjectReader, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  const contents: (Buffer | undefined)[] = [];
  await reader.read([names.map((id) => ({ id }))], (object) => {
    contents.push("missing" in object || object.type !== "blob" ? undefined : Buffer.from(object.readAll()));
  });
  return contents;
}
