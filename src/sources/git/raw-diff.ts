/**
 * Reads git's raw diff format (`--raw -z --no-abbrev`), plain and combined.
 *
 *     :100644 100755 <old id> <new id> M NUL path NUL
 *     :100644 100644 <old id> <new id> R086 NUL old path NUL new path NUL
 *     ::100644 100644 100644 <old id> <old id> <new id> MM NUL path NUL
 */

import { unreadableAnswer } from "./git-error.js";

/** One changed path. */
export interface RawChange {
  /** Latin1, relative to the repository's root. */
  readonly path: string;
  /** Name in the base where the file was renamed or copied; latin1. */
  readonly oldPath?: string;
  /** `100644`, `100755`, `120000` a symbolic link, `160000` a submodule, `000000` gone. */
  readonly mode: string;
  readonly oid: string;
  /** One a parent; zeros where the parent has no such file. */
  readonly oldOids: readonly string[];
  /** `A`, `M`, `T`, `D`, `U`, `R`, `C`; several letters in a combined diff. */
  readonly status: string;
}

export const SUBMODULE_MODE = "160000";

const ZERO = 0x30;

/** The kinds of record in a raw diff; `other` is a commit id between diffs. */
export type RawRecord = { readonly change: RawChange } | { readonly other: string };

const OID = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
/** Nothing else is a change: git, or what stands in its place, that says something else is not believed. */
const PLAIN = new RegExp(`^:[0-7]{6} ([0-7]{6}) (${OID}) (${OID}) ([A-Z]+[0-9]{0,3})$`);
/** The same against any number of parents. */
const HEADER = new RegExp(`^:+(?:[0-7]{6} )+(?:${OID} )+[A-Z]+[0-9]{0,3}$`);

/**
 * Takes the NUL-ended records one by one and gives whole changes.
 *
 * @throws SecretScanError from the function that it returns, for a record that git never writes
 */
export function createRawDiffParser(visit: (record: RawRecord) => void): (record: string) => void {
  let pending: Omit<RawChange, "path"> | undefined;
  let oldPath: string | undefined;
  return (record) => {
    if (pending === undefined) {
      // `git log` puts a line feed between a commit's text and its first change.
      const header = record.startsWith("\n:") ? record.slice(1) : record;
      if (header.startsWith(":")) pending = parseHeader(header);
      else if (record !== "") visit({ other: record });
    } else if (oldPath === undefined && /^[RC]/.test(pending.status)) {
      oldPath = record;
    } else {
      visit({ change: { ...pending, path: record, ...(oldPath === undefined ? {} : { oldPath }) } });
      pending = undefined;
      oldPath = undefined;
    }
  };
}

export function isZeroOid(oid: string): boolean {
  // nearly all ids begin with another digit
  return oid.charCodeAt(0) === ZERO && /^0+$/.test(oid);
}

function parseHeader(header: string): Omit<RawChange, "path"> {
  const [whole, mode = "", oldOid = "", oid = "", status = ""] = PLAIN.exec(header) ?? [];
  if (whole !== undefined) return { mode, oldOids: [oldOid], oid, status };
  if (!HEADER.test(header)) throw unreadableAnswer("--raw");
  const parents = /^:+/.exec(header)?.[0].length ?? 1;
  const fields = header.slice(parents).split(" ");
  return {
    mode: fields[parents] ?? "",
    oldOids: fields.slice(parents + 1, 2 * parents + 1),
    oid: fields[2 * parents + 1] ?? "",
    status: fields[2 * parents + 2] ?? "",
  };
}
