/**
 * The exceptions as they stand in the index or in a commit, and what a change does to them: an exception that comes with the secret
 * that it hides must be seen.
 */

import { BASELINE_FILE, type Baseline, emptyBaseline } from "../../allow/baseline.js";
import { parseBaseline } from "../../allow/baseline-text.js";
import type { Allowlist, AllowlistOptions } from "../../allow/entry.js";
import {
  allowlistChange,
  baselineChange,
  type ExceptionChange,
  type NewExceptions,
  NO_NEW_EXCEPTIONS,
  newEntries,
} from "../../allow/exception-change.js";
import { joinAllowlists } from "../../allow/nested-allowlist.js";
import { ALLOWLIST_FILE, emptyAllowlist, parseAllowlist } from "../../allow/parse-allowlist.js";
import { decodeExceptionFile } from "../../allow/text-file.js";
import { SecretScanError } from "../../model/error.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { askableName } from "../../sources/git/resolve-names.js";
import type { GitOptions } from "../../sources/git/run.js";
import { type NestedTexts, nestedChanges, nestedTextsAt } from "./nested-exceptions.js";

export interface RevisionExceptions {
  readonly allowlist: Allowlist;
  readonly baseline: Baseline;
  /** Files of exceptions that differ from the base's, by name; empty where nothing is added or removed. */
  readonly changes: ReadonlyMap<string, ExceptionChange>;
  /** Those that the base does not have. */
  readonly added: NewExceptions;
}

export interface RevisionOptions extends Omit<AllowlistOptions, "isSafePattern"> {
  /** Where git looks for the paths of nested allowlists. */
  readonly place: GitOptions;
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
  options: RevisionOptions,
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
  const root = list === undefined ? emptyAllowlist() : await readAllowlist(list, ALLOWLIST_FILE, options);
  const nested = await nestedTextsAt(options.place, reader, revision, root);
  const changes = base === undefined ? new Map() : await changesOf([oldList, list], [oldRows, rows]);
  let oldNested: NestedTexts = new Map();
  if (base !== undefined) {
    // Read only for what it lets count: of long lists that is worth a look first.
    const oldRoot = oldList?.includes("nested")
      ? await lenient(readAllowlist(oldList, ALLOWLIST_FILE, options))
      : emptyAllowlist();
    oldNested = await nestedTextsAt(options.place, reader, base, oldRoot);
    for (const [path, change] of await nestedChanges(oldNested, nested)) changes.set(path, change);
  }
  const lists = await Promise.all([...nested].map(([path, text]) => readAllowlist(text, path, options)));
  const allowlist = joinAllowlists(root, lists);
  const baseline = rows === undefined ? emptyBaseline() : parseBaseline(rows);
  const before = (source: string): string | undefined => (source === ALLOWLIST_FILE ? oldList : oldNested.get(source));
  const added =
    changes.size === 0
      ? NO_NEW_EXCEPTIONS
      : { entries: await newEntries(allowlist.entries, before), rows: newRows(oldRows, baseline) };
  return { allowlist, baseline, changes, added };
}

type Versions = readonly [before: string | undefined, after: string | undefined];

async function readAllowlist(text: string, file: string, options: RevisionOptions): Promise<Allowlist> {
  const { isSafePattern } = await import("../safe-pattern.js");
  return parseAllowlist(text, file, { ...options, isSafePattern });
}

/** An older allowlist that is broken let nothing else count. */
async function lenient(read: Promise<Allowlist>): Promise<Allowlist> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof SecretScanError) return emptyAllowlist();
    throw error;
  }
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

function newRows(before: string | undefined, { fingerprints }: Baseline): ReadonlySet<string> {
  let old: ReadonlySet<string> = new Set();
  try {
    if (before !== undefined) old = parseBaseline(before).fingerprints;
  } catch (error) {
    // a version that nobody could read hid nothing
    if (!(error instanceof SecretScanError)) throw error;
  }
  return new Set([...fingerprints].filter((fingerprint) => !old.has(fingerprint)));
}

/**
 * The files' contents, in the order of their names (`REV:PATH`); undefined where there is none.
 *
 * @throws SecretScanError `git` where git could not say: rules or exceptions that are passed over would make another answer of the scan
 */
export async function filesAt(reader: ObjectReader, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  const contents: (Buffer | undefined)[] = [];
  await reader.read([names.map((name) => ({ id: askableName(name), name }))], (object, { name }) => {
    if ("missing" in object && object.isDamaged === true) {
      const remedy = "`git fsck` shows what is damaged, `git --version` whether git works";
      throw new SecretScanError("git", `git ended when it was asked for ${name}`, {}, remedy);
    }
    contents.push("missing" in object || object.type !== "blob" ? undefined : Buffer.from(object.readAll()));
  });
  return contents;
}
