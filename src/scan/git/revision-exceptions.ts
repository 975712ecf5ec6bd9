/**
 * The allowlist as it stands in the index or in a commit, and what a change does to it: an exception that comes with the secret that
 * it hides must be seen.
 */

import { entryIdentity } from "../../allow/check-entry.js";
import type { Allowlist, AllowlistOptions } from "../../allow/entry.js";
import { ALLOWLIST_FILE, emptyAllowlist, parseAllowlist } from "../../allow/parse-allowlist.js";
import { decodeExceptionFile } from "../../allow/text-file.js";
import { SecretScanError } from "../../model/error.js";
import type { ScanFacts } from "../../model/report.js";
import type { ObjectReader } from "../../sources/git/objects.js";

export interface RevisionExceptions {
  readonly allowlist: Allowlist;
  /** Undefined when nothing was added or removed. */
  readonly change: ScanFacts["allowlistChange"];
}

/**
 * @param revision commit id, or "" for the index
 * @param base what the change is judged against; undefined: nothing is judged
 * @throws SecretScanError `usage` for an allowlist of `revision` that is broken
 */
export async function exceptionsAt(
  reader: ObjectReader,
  revision: string,
  base: string | undefined,
  options: Omit<AllowlistOptions, "isSafePattern">,
): Promise<RevisionExceptions> {
  const texts = await filesAt(reader, [
    `${revision}:${ALLOWLIST_FILE}`,
    ...(base === undefined ? [] : [`${base}:${ALLOWLIST_FILE}`]),
  ]);
  const [text, before] = texts;
  if (text === undefined && before === undefined) return { allowlist: emptyAllowlist(), change: undefined };
  const { isSafePattern } = await import("../safe-pattern.js");
  const parse = async (bytes: Buffer | undefined): Promise<Allowlist> =>
    bytes === undefined
      ? emptyAllowlist()
      : parseAllowlist(decodeExceptionFile(bytes, ALLOWLIST_FILE), ALLOWLIST_FILE, { ...options, isSafePattern });
  const allowlist = await parse(text);
  if (base === undefined || (text !== undefined && before?.equals(text) === true)) return { allowlist, change: undefined };
  return { allowlist, change: difference(await lenient(parse(before)), allowlist) };
}

/** The files' contents, in the order of their names (`REV:PATH`); undefined where there is none. */
export async function filesAt(reader: ObjectReader, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  const contents: (Buffer | undefined)[] = [];
  await reader.read([names.map((id) => ({ id }))], (object) => {
    contents.push("missing" in object || object.type !== "blob" ? undefined : Buffer.from(object.readAll()));
  });
  return contents;
}

/** An older allowlist that is broken suppressed nothing. */
async function lenient(parsed: Promise<Allowlist>): Promise<Allowlist> {
  try {
    return await parsed;
  } catch (error) {
    if (error instanceof SecretScanError) return emptyAllowlist();
    throw error;
  }
}

function difference(before: Allowlist, after: Allowlist): ScanFacts["allowlistChange"] {
  const old = new Set(before.entries.map(entryIdentity));
  const now = new Set(after.entries.map(entryIdentity));
  const added = [...now].filter((entry) => !old.has(entry)).length;
  const removed = [...old].filter((entry) => !now.has(entry)).length;
  return added + removed === 0 ? undefined : { added, removed };
}
