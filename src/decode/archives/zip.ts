/**
 * Zip files and what is made of them: jar, docx, xlsx, whl, apk.
 *
 * Owns the walk over entries and what is no entry: several archives one behind the other, data that no directory lists, entries
 * that share their data (a bomb's trick). Formats of records are in `zip-directory.ts`.
 */

import { type ArchiveEntry, type ArchiveLimits, type Budget, createBudget, DEFAULT_ARCHIVE_LIMITS } from "./archive.js";
import { crc32 } from "./crc32.js";
import { findSignature } from "./fields.js";
import { type Compression, unpack } from "./unpack.js";
import { dataStart, LOCAL_HEADER, localEntry, readDirectory, type ZipDirectory, type ZipEntry } from "./zip-directory.js";

const ENCRYPTED = 1;
const DATA_DESCRIPTOR = 8;
const STORED = 0;
/** By method; all others are failures. */
const COMPRESSIONS: ReadonlyMap<number, Compression> = new Map([
  [8, "deflate-raw"],
  [12, "bzip2"],
  [93, "zstd"],
  [95, "xz"],
]);
/** Behind an entry's data its sizes may stand once more. */
const LONGEST_DESCRIPTOR = 24;
/** Archives one behind the other in one file; more than that is an attack. */
const MOST_ARCHIVES = 16;

/** True when some archive ends in the file: for one that does not start with an entry. */
export function hasZipDirectory(bytes: Uint8Array): boolean {
  return readDirectory(bytes, bytes.length, 1, createBudget(DEFAULT_ARCHIVE_LIMITS, { entries: 0, bytes: 0 })) !== undefined;
}

/** The entries of all archives in the file, the last one first; without a path its comments and what stands around the archives. */
export function* zipEntries(bytes: Uint8Array, limits: ArchiveLimits, budget: Budget): Iterable<ArchiveEntry> {
  let end = bytes.length;
  for (let archives = 0; end > 0; archives++) {
    const directory = archives < MOST_ARCHIVES ? readDirectory(bytes, end, limits.entries, budget) : undefined;
    if (directory === undefined) {
      if (archives === 0 || findSignature(bytes.subarray(0, end), LOCAL_HEADER, 0) >= 0) {
        budget.fail("", archives === 0 ? "is cut off: no directory" : "has entries before the first directory");
        yield* unlistedEntries(bytes, 0, end, budget);
      } else yield { path: "", bytes: bytes.subarray(0, end) };
      return;
    }
    if (directory.isSplit) budget.fail("", "is one part of a split archive");
    if (directory.end < end) yield { path: "", bytes: bytes.subarray(directory.end, end) };
    for (const comment of directory.comments) yield { path: "", bytes: comment };
    yield* listedEntries(bytes, directory, budget);
    end = directory.start;
  }
}

function* listedEntries(bytes: Uint8Array, directory: ZipDirectory, budget: Budget): Iterable<ArchiveEntry> {
  const inOrder = [...directory.entries].sort((a, b) => a.header - b.header);
  let reached = directory.start;
  let overlapping = 0;
  for (const entry of inOrder) {
    const start = dataStart(bytes, entry);
    if (start === undefined || start > directory.directory) {
      budget.fail(entry.path, "is corrupt (no entry where the directory says)");
      continue;
    }
    if (entry.header < reached) {
      overlapping++;
      continue;
    }
    yield* unlistedEntries(bytes, reached, entry.header, budget);
    const end = start + entry.packed;
    reached = Math.min(end, directory.directory);
    if (!budget.takeEntry()) return;
    if (end > directory.directory) budget.fail(entry.path, "is cut off");
    yield* readListed(entry, bytes.subarray(start, reached), budget);
  }
  if (overlapping > 0) budget.fail("", `${overlapping} entries share the data of others and are not read`);
  yield* unlistedEntries(bytes, reached, directory.directory, budget);
}

/** What stands in [from, to) that no directory lists: a program in front, a tail that was cut off, or something hidden. */
function* unlistedEntries(bytes: Uint8Array, from: number, to: number, budget: Budget): Iterable<ArchiveEntry> {
  const region = bytes.subarray(0, to);
  const first = findSignature(region, LOCAL_HEADER, from);
  const gap = bytes.subarray(from, first < 0 ? Math.max(from, to) : first);
  if (gap.length > LONGEST_DESCRIPTOR) yield { path: "", bytes: gap };
  for (let at = first; at >= 0; ) {
    const entry = localEntry(region, at);
    const start = entry === undefined ? undefined : dataStart(region, entry);
    if (entry === undefined || start === undefined || !budget.takeEntry()) return;
    // where a data descriptor follows, the sizes are unknown and the data tell their end themselves
    const isSized = (entry.flags & DATA_DESCRIPTOR) === 0;
    const end = isSized ? Math.min(start + entry.packed, to) : to;
    budget.fail(entry.path, isSized && start + entry.packed > to ? "is cut off" : "is not listed in the directory");
    const { content, consumed } = readData(entry, region.subarray(Math.min(start, end), end), budget);
    if (content.length > 0) yield { path: entry.path, bytes: content };
    at = findSignature(region, LOCAL_HEADER, start + consumed);
  }
}

function* readListed(entry: ZipEntry, packed: Uint8Array, budget: Budget): Iterable<ArchiveEntry> {
  if (entry.path.endsWith("/") && packed.length === 0) return;
  const { content, problem } = readData(entry, packed, budget);
  if (problem !== undefined && content.length === 0) return;
  if (problem === undefined) verify(entry, content, budget);
  yield { path: entry.path, bytes: content };
}

function verify({ path, unpacked, crc }: ZipEntry, content: Uint8Array, budget: Budget): void {
  if (content.length !== unpacked) budget.fail(path, `has ${content.length} bytes instead of ${unpacked}`);
  else if (crc32(content) !== crc) budget.fail(path, "has a wrong checksum");
}

interface Data {
  readonly content: Uint8Array;
  readonly consumed: number;
  readonly problem?: string;
}

/** Unpacks an entry; a problem is listed as its failure. */
function readData(entry: ZipEntry, packed: Uint8Array, budget: Budget): Data {
  const data = unpackData(entry, packed, budget);
  if (data.problem !== undefined) budget.fail(entry.path, data.problem);
  return data;
}

function unpackData({ flags, method }: ZipEntry, packed: Uint8Array, budget: Budget): Data {
  const nothing = { content: new Uint8Array(0), consumed: packed.length };
  if ((flags & ENCRYPTED) !== 0) return { ...nothing, problem: "is encrypted" };
  if (method === STORED) {
    const { bytes, limit } = budget.allowance(packed.length);
    if (packed.length > bytes) return { ...nothing, problem: `is longer than the limit of ${limit}` };
    budget.takeBytes(packed.length);
    return { content: packed, consumed: packed.length };
  }
  const compression = COMPRESSIONS.get(method);
  if (compression === undefined) return { ...nothing, problem: `is packed by method ${method}, which is not supported` };
  const { bytes, consumed, problem } = unpack(compression, packed, budget);
  return problem === undefined ? { content: bytes, consumed } : { content: bytes, consumed: packed.length, problem };
}
