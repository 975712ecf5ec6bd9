/**
 * Archives: what lies in them is scanned as files of their own, within limits, to a bounded depth.
 */

import { type ArchiveSpending, DEFAULT_ARCHIVE_LIMITS } from "../decode/archives/archive.js";
import { archiveKind, openArchive } from "../decode/archives/open-archive.js";
import type { ByteReader } from "./byte-reader.js";
import type { BlobResult, RawFinding } from "./raw-finding.js";

/** Bytes of a packed file that are held in memory to be opened; a larger one is read as bytes, and that is a failure. */
export const MAX_ARCHIVE_BYTES: number = 256 << 20;
/** Bytes of a head that tell an archive. */
const HEAD_BYTES = 4096;

export function looksLikeArchive(head: Uint8Array, path: string): boolean {
  return head.length > 0 && archiveKind(head.subarray(0, HEAD_BYTES), path) !== undefined;
}

/** All bytes of the reader, `head` before them; undefined when there are more than may be held. */
export function readWhole(reader: ByteReader, head: Uint8Array, most: number): Uint8Array | undefined {
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
  return path.replace(/\.(?:gz|br|zst)$/i, "").replace(/\.tgz$/i, ".tar");
}

function joined(outer: string, inner: string): string {
  return inner === "" ? outer : outer === "" ? inner : `${outer}: ${inner}`;
}
