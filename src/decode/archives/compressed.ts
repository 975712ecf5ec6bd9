/**
 * Files that are one compressed content: bzip2, xz, brotli and zstd.
 */

import type { ArchiveEntry, Budget } from "./archive.js";
import { type Compression, unpack } from "./unpack.js";

export function* compressedEntries(
  compression: Extract<Compression, "bzip2" | "xz" | "brotli" | "zstd">,
  bytes: Uint8Array,
  budget: Budget,
): Iterable<ArchiveEntry> {
  const { bytes: content, consumed, problem } = unpack(compression, bytes, budget);
  if (problem !== undefined) budget.fail("", problem);
  if (content.length > 0) yield { path: "", bytes: content };
  if (problem === undefined && consumed < bytes.length) yield { path: "", bytes: bytes.subarray(consumed) };
}
