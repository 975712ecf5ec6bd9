/**
 * Gzip files: several members, padding and junk behind them.
 */

import type { ArchiveEntry, Budget } from "./archive.js";
import { crc32 } from "./crc32.js";
import { u16, u32 } from "./fields.js";
import { isGzip } from "./marks.js";
import { unpack } from "./unpack.js";

const HEADER_LENGTH = 10;
const TRAILER_LENGTH = 8;
const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/**
 * One entry with what all members hold together, as `gunzip` gives it; then the comments of their headers, and the bytes behind the
 * last member, if there are any.
 */
export function* gzipEntries(bytes: Uint8Array, budget: Budget): Iterable<ArchiveEntry> {
  const parts: Uint8Array[] = [];
  const comments: Uint8Array[] = [];
  let at = 0;
  while (isGzip(bytes, at) && budget.takeEntry()) {
    const { end: start, comment } = readHeader(bytes, at);
    if (comment.length > 0) comments.push(comment);
    const { bytes: part, consumed, problem } = unpack("deflate-raw", bytes.subarray(start), budget);
    const end = start + consumed + TRAILER_LENGTH;
    if (problem !== undefined || end > bytes.length) {
      budget.fail("", problem ?? "is cut off");
      parts.push(part);
      at = bytes.length;
      break;
    }
    if (crc32(part) !== u32(bytes, end - 8) || part.length % 2 ** 32 !== u32(bytes, end - 4))
      budget.fail("", "has a wrong checksum");
    parts.push(part);
    at = end;
  }
  yield { path: "", bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts) };
  for (const comment of comments) yield { path: "", bytes: comment };
  const rest = bytes.subarray(at);
  if (rest.some((byte) => byte !== 0)) yield { path: "", bytes: rest };
}

function readHeader(bytes: Uint8Array, at: number): { end: number; comment: Uint8Array } {
  const flags = bytes[at + 3] ?? 0;
  let end = at + HEADER_LENGTH;
  if (flags & HAS_EXTRA) end += 2 + u16(bytes, end);
  if (flags & HAS_NAME) end = textEnd(bytes, end);
  const commentStart = end;
  if (flags & HAS_COMMENT) end = textEnd(bytes, end);
  const comment = bytes.subarray(commentStart, end);
  if (flags & HAS_HEADER_CRC) end += 2;
  return { end: Math.min(end, bytes.length), comment };
}

function textEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(0, at);
  return end < 0 ? bytes.length : end + 1;
}
