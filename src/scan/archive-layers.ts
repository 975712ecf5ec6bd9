/**
 * Archives: what lies in them is scanned as files of their own, within limits, to a bounded depth.
 */

import { type ArchiveSpending, DEFAULT_ARCHIVE_LIMITS } from "../decode/archives/archive.js";
import { archiveKind, openArchive } from "../decode/archives/open-archive.js";
import { unsupportedFormat } from "../decode/archives/unsupported-format.js";
import type { ByteReader } from "./byte-reader.js";
import type { BlobResult, RawFinding } from "./raw-finding.js";

/** Bytes of a packed file that are held in memory to be opened; a larger one is read as bytes, and that is a failure. */
export const MAX_ARCHIVE_BYTES: number = 256 << 20;
/** What is said of such a file. */
export const TOO_LARGE: { readonly failure: string } = {
  failure: `archive of more than ${MAX_ARCHIVE_BYTES >> 20} MiB, not opened`,
};
/** Bytes of a head that tell an archive. */
const HEAD_BYTES = 4096;

/** By its first bytes; brotli, which has no mark, by its name. */
export function looksLikeArchive(head: Uint8Array, path: string): boolean {
  return head.length > 0 && archiveKind(head.subarray(0, HEAD_BYTES), path) !== undefined;
}

/** Why a packed file is scanned as the bytes that it has. */
export type Unopened = { readonly failure: string } | { readonly skipped: string };

/**
 * Undefined for a file that is not packed.
 *
 * @param depth archives around the file
 * @param maxDepth of them that are opened, one in another; 0 is the user's choice to open none
 */
export function whyUnopened(head: Uint8Array, path: string, depth: number, maxDepth: number): Unopened | undefined {
  const format = unsupportedFormat(head, path);
  const isTooDeep = depth >= maxDepth && archiveKind(head.subarray(0, HEAD_BYTES), "") !== undefined;
  if (format === undefined && !isTooDeep) return undefined;
  if (maxDepth === 0) return { skipped: "archive, not opened: archives are left out by --max-archive-depth 0" };
  const reason =
    format === undefined
      ? `archive within ${depth} archives, not opened: --max-archive-depth is ${maxDepth}`
      : `${format} archive, not opened: the format is not supported`;
  return { failure: reason };
}

/** The result of a file that was not opened. */
export function withUnopened(result: BlobResult, unopened: Unopened | undefined): BlobResult {
  if (unopened === undefined) return result;
  if ("skipped" in unopened) return { ...result, skipped: unopened.skipped };
  return { ...result, failures: [...result.failures, { path: "", reason: unopened.failure }] };
}

/** All bytes of the reader, `head` before them; undefined when there are more than may be held. */
export function readWhole(reader: ByteReader, head: Uint8Array, most: number): Uint8Array | undefined {
  if (reader.all !== undefined) return reader.all.length > most ? undefined : reader.all;
  const chunks: Uint8Array[] = [head];
  let total = head.length;
  for (let size = 1 << 20; ; size = Math.min(size * 2, 16 << 20)) {
    const chunk = new Uint8Array(size);
    const count = reader.read(chunk, 0, size);
    if (count === 0) return chunks.length === 1 ? head : Buffer.concat(chunks, total);
    total += count;
    if (total > most) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
}

/** What the archives of one file have cost so far, nested ones included. */
export function nothingSpent(): ArchiveSpending {
  return { entries: 0, bytes: 0 };
}

/**
 * @param spent counts against the limits, and on
 * @param scanEntry scans the bytes of an entry, archives in it included, under the entry's path
 * @returns undefined when the bytes are no archive after all
 */
export function scanArchive(
  bytes: Uint8Array,
  path: string,
  spent: ArchiveSpending,
  scanEntry: (bytes: Uint8Array, path: string) => BlobResult,
): BlobResult | undefined {
  const archive = openArchive(bytes, path, DEFAULT_ARCHIVE_LIMITS, spent);
  if (archive === undefined) return undefined;
  const findings: RawFinding[] = [];
  const failures: { path: string; reason: string }[] = [];
  for (const entry of archive.entries) {
    const layer = entry.path === "" ? archive.kind : `${archive.kind}:${entry.path}`;
    const result = scanEntry(entry.bytes, entry.path === "" ? innerName(path, archive.kind) : entry.path);
    for (const finding of result.findings) findings.push({ ...finding, decodedFrom: [layer, ...(finding.decodedFrom ?? [])] });
    for (const { path: inner, reason } of result.failures) failures.push({ path: joined(entry.path, inner), reason });
  }
  for (const { path: inner, reason } of archive.failures) failures.push({ path: inner, reason });
  return { bytes: bytes.length, findings, failures };
}

/** `notes.txt` of `notes.txt.gz`; the kind of file that rules and comment syntax go by. */
function innerName(path: string, kind: string): string {
  if (kind === "pdf") return `${path}.txt`;
  return path.replace(/\.(?:gz|br|zst|bz2|xz)$/i, "").replace(/\.t(?:gz|bz2?|xz)$/i, ".tar");
}

function joined(outer: string, inner: string): string {
  return inner === "" ? outer : outer === "" ? inner : `${outer}: ${inner}`;
}
