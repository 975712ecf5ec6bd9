/**
 * The directory of a zip file: which entries it lists and where their data stand.
 *
 * Owns the records of APPNOTE.TXT, Zip64 included. Reading the data is `zip.ts`.
 */

import type { Budget } from "./archive.js";
import { nameOf, u16, u32, u64 } from "./fields.js";

export const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
const UNKNOWN_32 = 0xffffffff;
const UNKNOWN_16 = 0xffff;

export interface ZipEntry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Of the local header, from the file's start. */
  readonly header: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the archive starts in the file: something else may stand before it. */
  readonly start: number;
  /** Where the directory itself starts. */
  readonly directory: number;
  /** Behind the archive's end and its comment. */
  readonly end: number;
  /** True when the archive is one of several disks. */
  readonly isSplit: boolean;
  /** Comments of entries, then that of the archive: text that people write and that is in no entry. */
  readonly comments: readonly Uint8Array[];
}

/** The directory of the last archive that ends by `end`; undefined when there is none. Lists at most as many entries as the budget has. */
export function readDirectory(bytes: Uint8Array, end: number, most: number, budget: Budget): ZipDirectory | undefined {
  for (let at = end - END_LENGTH; at >= 0 && at >= end - END_LENGTH - LONGEST_COMMENT; at--) {
    if (bytes[at] !== 0x50 || u32(bytes, at) !== END_OF_DIRECTORY) continue;
    const found = directoryAt(bytes, at, most, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An entry as its local header tells it; undefined where none stands. Sizes are 0 where a data descriptor has them. */
export function localEntry(bytes: Uint8Array, header: number): ZipEntry | undefined {
  if (u32(bytes, header) !== LOCAL_HEADER || header + LOCAL_LENGTH > bytes.length) return undefined;
  const nameEnd = header + LOCAL_LENGTH + u16(bytes, header + 26);
  const raw = {
    path: nameOf(bytes.subarray(header + LOCAL_LENGTH, nameEnd)),
    flags: u16(bytes, header + 6),
    method: u16(bytes, header + 8),
    crc: u32(bytes, header + 14),
    packed: u32(bytes, header + 18),
    unpacked: u32(bytes, header + 22),
    header,
  };
  return withZip64(raw, bytes.subarray(nameEnd, nameEnd + u16(bytes, header + 28)));
}

/** Where an entry's data start; undefined when no local header stands where the directory says. */
export function dataStart(bytes: Uint8Array, entry: ZipEntry): number | undefined {
  if (u32(bytes, entry.header) !== LOCAL_HEADER || entry.header + LOCAL_LENGTH > bytes.length) return undefined;
  return entry.header + LOCAL_LENGTH + u16(bytes, entry.header + 26) + u16(bytes, entry.header + 28);
}

function directoryAt(bytes: Uint8Array, at: number, most: number, budget: Budget): ZipDirectory | undefined {
  let count = u16(bytes, at + 10);
  let length = u32(bytes, at + 12);
  let offset = u32(bytes, at + 16);
  let directoryEnd = at;
  const end64 = u32(bytes, at - 20) === LOCATOR_64 && at >= 20 ? endRecord64(bytes, at) : undefined;
  if (end64 !== undefined) {
    count = u64(bytes, end64 + 32);
    length = u64(bytes, end64 + 40);
    offset = u64(bytes, end64 + 48);
    directoryEnd = end64;
  }
  const directory = directoryEnd - length;
  const start = directory - offset;
  if (directory < 0 || start < 0 || (count > 0 && u32(bytes, directory) !== CENTRAL_HEADER)) return undefined;
  const entries: ZipEntry[] = [];
  const comments: Uint8Array[] = [];
  let next = directory;
  while (entries.length < Math.min(count, most) && next + CENTRAL_LENGTH <= directoryEnd && u32(bytes, next) === CENTRAL_HEADER) {
    const nameEnd = next + CENTRAL_LENGTH + u16(bytes, next + 28);
    const extraEnd = nameEnd + u16(bytes, next + 30);
    entries.push(centralEntry(bytes, next, nameEnd, extraEnd, start));
    const commentEnd = extraEnd + u16(bytes, next + 32);
    if (commentEnd > extraEnd) comments.push(bytes.subarray(extraEnd, commentEnd));
    next = commentEnd;
  }
  if (count > most) budget.fail("", `has more than ${most} entries; the rest is not read`);
  else if (entries.length < count) budget.fail("", `the directory promises ${count} entries and has ${entries.length}`);
  const disk = u16(bytes, at + 4);
  const end = Math.min(bytes.length, at + END_LENGTH + u16(bytes, at + 20));
  if (end > at + END_LENGTH) comments.push(bytes.subarray(at + END_LENGTH, end));
  return { entries, start, directory, end, isSplit: disk !== 0 && disk !== UNKNOWN_16, comments };
}

/** The Zip64 record before the locator: where that says, or right before it when something precedes the archive. */
function endRecord64(bytes: Uint8Array, end: number): number | undefined {
  const places = [u64(bytes, end - 20 + 8), end - 20 - 56];
  return places.find((place) => place >= 0 && place + 56 <= end - 20 && u32(bytes, place) === END_OF_DIRECTORY_64);
}

function centralEntry(bytes: Uint8Array, at: number, nameEnd: number, extraEnd: number, start: number): ZipEntry {
  const raw = {
    path: nameOf(bytes.subarray(at + CENTRAL_LENGTH, nameEnd)),
    flags: u16(bytes, at + 8),
    method: u16(bytes, at + 10),
    crc: u32(bytes, at + 16),
    packed: u32(bytes, at + 20),
    unpacked: u32(bytes, at + 24),
    header: u32(bytes, at + 42),
  };
  const entry = withZip64(raw, bytes.subarray(nameEnd, extraEnd));
  return { ...entry, header: entry.header + start };
}

/** The extra field 1 has, in this order, those numbers that the record could not hold. */
function withZip64(entry: ZipEntry, extra: Uint8Array): ZipEntry {
  if (entry.packed !== UNKNOWN_32 && entry.unpacked !== UNKNOWN_32 && entry.header !== UNKNOWN_32) return entry;
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2)) {
    if (u16(extra, at) !== 1) continue;
    let next = at + 4;
    const take = (value: number): number => {
      if (value !== UNKNOWN_32) return value;
      next += 8;
      return u64(extra, next - 8);
    };
    const unpacked = take(entry.unpacked);
    const packed = take(entry.packed);
    return { ...entry, unpacked, packed, header: take(entry.header) };
  }
  return entry;
}
