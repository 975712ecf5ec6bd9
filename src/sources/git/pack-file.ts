/**
 * The packs of a repository: opened with their indexes, and read where an object stands.
 *
 * Only plain files are looked at: a hostile repository may have a pipe in their place, or a link.
 */

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { type PackIndex, readPackIndex } from "./pack-index.js";

export interface OpenPack {
  readonly index: PackIndex;
  readonly fd: number;
  readonly size: number;
}

/** An index of some eight million objects. */
const MOST_INDEX_BYTES = 256 << 20;
const READ_FLAGS: number = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Those that can be read, in no order; the caller closes their descriptors. */
export function openPackFiles(folder: string, idBytes: number): OpenPack[] {
  return packNames(folder).flatMap((name) => {
    const bytes = readWhole(join(folder, `${name}.idx`));
    const index = bytes === undefined ? undefined : readPackIndex(bytes, idBytes);
    const opened = index === undefined ? undefined : openFile(join(folder, `${name}.pack`));
    return index === undefined || opened === undefined ? [] : [{ index, ...opened }];
  });
}

/** Fills the target from an offset of the file on, as far as there is something. @returns how many bytes */
export function readInto(fd: number, target: Buffer, offset: number): number {
  let length = 0;
  for (let count = -1; count !== 0 && length < target.length; length += count)
    count = readSync(fd, target, length, target.length - length, offset + length);
  return length;
}

function packNames(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (name.endsWith(".idx") ? [name.slice(0, -".idx".length)] : []));
  } catch {
    return [];
  }
}

function readWhole(path: string): Buffer | undefined {
  const opened = openFile(path);
  if (opened === undefined) return undefined;
  const { fd, size } = opened;
  try {
    if (size > MOST_INDEX_BYTES) return undefined;
    const bytes = Buffer.allocUnsafeSlow(size);
    return readInto(fd, bytes, 0) === size ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}

function openFile(path: string): { fd: number; size: number } | undefined {
  let fd: number;
  try {
    fd = openSync(path, READ_FLAGS);
  } catch {
    return undefined;
  }
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, size: stats.size };
  closeSync(fd);
  return undefined;
}
