/**
 * Tar files: ustar, pax and GNU headers, several archives one behind the other.
 *
 * Entries are views of the archive, so nothing is unpacked. Of a sparse file the parts that are stored are given, without its holes:
 * a header's word on how long the whole is costs nothing.
 */

import type { ArchiveEntry, Budget } from "./archive.js";
import { nameOf } from "./fields.js";
import { BLOCK, isZeroBlock, readTarHeader, type TarHeader } from "./tar-header.js";

/** Links, devices, folders and FIFOs: a size in their header may be that of what they point to, without data. */
const WITHOUT_DATA = "123456";

/** The fields that matter stand first; extended attributes may be long. */
const LONGEST_PAX = 1 << 20;

interface PaxFields {
  path?: string;
  size?: number;
}

/** Damage is a failure of the budget's; what came before it is given. */
export function* tarEntries(bytes: Uint8Array, budget: Budget): Iterable<ArchiveEntry> {
  let pax: PaxFields = {};
  for (let at = 0; at < bytes.length; ) {
    if (isZeroBlock(bytes, at)) {
      at += BLOCK;
      continue;
    }
    const header = readTarHeader(bytes, at);
    if (header === undefined) {
      budget.fail("", `is corrupt or cut off at byte ${at}; the rest is not read`);
      return;
    }
    const start = header.hasMoreMap ? mapEnd(bytes, at + BLOCK) : at + BLOCK;
    const path = pax.path ?? header.path;
    const size = dataSize(bytes, header, start, pax.size);
    const data = bytes.subarray(Math.min(start, bytes.length), Math.min(start + size, bytes.length));
    if (start + size > bytes.length) budget.fail(path, "is cut off");
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (header.type === "x") Object.assign(pax, paxFields(data.subarray(0, LONGEST_PAX)));
    else if (header.type === "L") pax.path = nameOf(untilNul(data));
    else if (header.type !== "K" && header.type !== "g") {
      pax = {};
      if (data.length === 0) continue;
      if (!budget.takeEntry()) return;
      yield { path, bytes: data };
    }
  }
}

function dataSize(bytes: Uint8Array, header: TarHeader, start: number, paxSize: number | undefined): number {
  const size = paxSize ?? header.size;
  if (!WITHOUT_DATA.includes(header.type) || size === 0) return size;
  return isZeroBlock(bytes, start) || readTarHeader(bytes, start) !== undefined ? 0 : size;
}

/** The end of the blocks that continue the map of an old GNU sparse file; their byte 504 tells whether one more follows. */
function mapEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + BLOCK <= bytes.length && bytes[at + 504] === 1) at += BLOCK;
  return at + BLOCK;
}

/** Lines of `LENGTH KEY=VALUE`, the length counting all of its line. Stops at the first that is none. */
function paxFields(data: Uint8Array): PaxFields {
  const fields: PaxFields = {};
  for (let at = 0; at < data.length; ) {
    const [whole, digits] = /^([0-9]{1,9}) /.exec(nameOf(data.subarray(at, at + 10))) ?? [];
    const length = Number(digits);
    if (whole === undefined || length <= whole.length || at + length > data.length) break;
    const line = nameOf(data.subarray(at + whole.length, at + length - 1));
    const equals = line.indexOf("=");
    const value = line.slice(equals + 1);
    const key = line.slice(0, equals);
    if (key === "path" || key === "GNU.sparse.name") fields.path = value;
    if (key === "size" && /^[0-9]{1,15}$/.test(value)) fields.size = Number(value);
    at += length;
  }
  return fields;
}

function untilNul(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0);
  return end < 0 ? data : data.subarray(0, end);
}
