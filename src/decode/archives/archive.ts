/**
 * The nouns of archives: what an opened one offers, and what may be spent on it.
 *
 * Owns the shapes and the budget. The formats are beside this file; nesting archives is the caller's business.
 */

export type ArchiveKind = "zip" | "tar" | "gzip" | "bzip2" | "xz" | "brotli" | "zstd" | "pdf";

export interface ArchiveEntry {
  /** As the archive has it, never to be used as a file's name; `""` where the kind holds one content without a name. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ArchiveFailure {
  /** Of the entry; `""` for the archive as a whole. */
  readonly path: string;
  readonly reason: string;
}

export interface Archive {
  readonly kind: ArchiveKind;
  /**
   * One after the other, unpacked when it is asked for, so that one is in memory at a time. To be walked once. What comes with a
   * failure is damaged or cut off, but worth a look.
   */
  readonly entries: Iterable<ArchiveEntry>;
  /** Grows while `entries` is walked; complete at its end. */
  readonly failures: readonly ArchiveFailure[];
}

/** Limits of one file, archives within archives included. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of one unpacked entry. The most memory that opening takes is three times this, beside the archive itself. */
  readonly entryBytes: number;
  /** Unpacked bytes of all entries together; what is stored as it is counts too. */
  readonly totalBytes: number;
  /** An entry above a mebibyte may be so many times as long as it is packed. Deflate cannot pass 1032, all others can. */
  readonly ratio: number;
}

export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 100_000,
  entryBytes: 64 << 20,
  totalBytes: 1 << 30,
  ratio: 1100,
};

/** What one file has taken of its limits so far: the same object for it and for all archives in it, or a nest of bombs passes them. */
export interface ArchiveSpending {
  entries: number;
  bytes: number;
}

/** What is left of the limits. */
export interface Budget {
  /** Bytes that the next entry may unpack to, given its packed length, and the name of that limit. */
  allowance(packed: number): { readonly bytes: number; readonly limit: string };
  /** Counts an entry; false when it is one too many, which is then a failure. */
  takeEntry(): boolean;
  takeBytes(count: number): void;
  readonly failures: ArchiveFailure[];
  fail(path: string, reason: string): void;
}

/** Failures beyond this number are counted, not listed: a hostile archive must not fill the report. */
const MOST_FAILURES = 1000;
const RATIO_FLOOR = 1 << 20;

/** @param spent what the archives around this one have used already */
export function createBudget(limits: ArchiveLimits, spent: ArchiveSpending): Budget {
  const failures: ArchiveFailure[] = [];
  let unlisted = 0;
  return {
    failures,
    allowance(packed) {
      const left = limits.totalBytes - spent.bytes;
      const byRatio = Math.max(RATIO_FLOOR, packed * limits.ratio);
      if (left <= Math.min(limits.entryBytes, byRatio))
        return { bytes: left, limit: `${size(limits.totalBytes)} for the whole archive` };
      if (limits.entryBytes <= byRatio) return { bytes: limits.entryBytes, limit: `${size(limits.entryBytes)} for an entry` };
      return { bytes: byRatio, limit: `${limits.ratio} times its packed size` };
    },
    takeEntry() {
      if (spent.entries >= limits.entries) {
        this.fail("", `has more than ${limits.entries} entries; the rest is not read`);
        return false;
      }
      spent.entries++;
      return true;
    },
    takeBytes(count) {
      spent.bytes += count;
    },
    fail(path, reason) {
      const last = failures.at(-1);
      if (last?.path === path && last.reason === reason) return;
      if (failures.length < MOST_FAILURES) failures.push({ path, reason });
      else failures[MOST_FAILURES] = { path: "", reason: `${++unlisted} more failures in this archive` };
    },
  };
}

function size(bytes: number): string {
  return bytes % (1 << 20) === 0 ? `${bytes >> 20} MiB` : `${bytes} bytes`;
}
