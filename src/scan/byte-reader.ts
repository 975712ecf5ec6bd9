/**
 * Where a blob's bytes come from, as the scanner sees it: something that fills memory, synchronously, until it is empty.
 */

import * as fs from "node:fs";

export interface ByteReader {
  /**
   * Writes up to `max` bytes at `target[offset]`.
   *
   * @returns how many; 0 means that the blob has ended
   * @throws NodeJS.ErrnoException when the source cannot be read on
   */
  read(target: Uint8Array, offset: number, max: number): number;
  /** The whole blob, where it lies in memory: what needs it whole makes no second copy. */
  readonly all?: Uint8Array;
}

export interface FileReader extends ByteReader {
  /**
   * True when what was scanned may never have been in the file, or is not all of it: it was written to meanwhile, or has another size than
   * what was read. Asked after the last read.
   */
  changed(): boolean;
}

/** What of the file system a reader uses. */
export type Disk = Pick<typeof fs, "readSync" | "fstatSync">;

/** Clocks of file systems tell as little as two seconds (FAT). Milliseconds. */
const COARSEST_CLOCK = 2000;
/** So many bytes more than a file had when it was opened are read of one that grows: who writes on is not followed for ever. */
const MOST_GROWTH = 64 << 20;

/**
 * Reads an open file from its start to its end: until a read gives nothing, or as many bytes as the file has. Files of `/proc` have no
 * size, and give less than was asked for long before their end.
 *
 * A file that comes in one read costs one `fstat`, in the place of the read that would find its end. Where its last change is older than
 * the reading, nothing was written meanwhile; where that cannot be told, since it is seconds old, it is read again between two looks.
 */
export function fileReader(fd: number, disk: Disk = fs): FileReader {
  const started = Date.now();
  let total = 0;
  let isFirst = true;
  let hasEnded = false;
  let hasChanged = false;
  let isReadAgain = false;
  /** To be compared with at the end. */
  let opened: fs.BigIntStats | undefined;

  /** After a first read of `count` bytes; returns how many stand in `target` now. */
  const settle = (count: number, target: Uint8Array, offset: number, max: number): number => {
    if (count < max) {
      const { size, ctimeMs } = disk.fstatSync(fd);
      hasEnded = size === count && ctimeMs < started - COARSEST_CLOCK;
      if (hasEnded) return count;
    }
    opened = disk.fstatSync(fd, { bigint: true });
    if (opened.size > 0n && opened.ctimeMs < started - COARSEST_CLOCK) return count;
    isReadAgain = true;
    const again = disk.readSync(fd, target, offset, max, 0);
    hasEnded = again < max && BigInt(again) === opened.size;
    if (!hasEnded && opened.size > 0n) {
      hasChanged = again !== count;
      return again;
    }
    // all of it stood there between the two looks, or it has no size to compare with
    hasChanged = hasEnded && !isSame(opened, disk.fstatSync(fd, { bigint: true }));
    opened = undefined;
    return again;
  };
  return {
    read(target, offset, max) {
      if (hasEnded) return 0;
      let count = disk.readSync(fd, target, offset, max, isReadAgain ? total : null);
      if (isFirst) count = settle(count, target, offset, max);
      isFirst = false;
      total += count;
      const isGrowing = opened !== undefined && opened.size > 0n && total > Number(opened.size) + MOST_GROWTH;
      hasChanged ||= isGrowing;
      hasEnded ||= count === 0 || isGrowing;
      return count;
    },
    changed() {
      if (opened === undefined || hasChanged) return hasChanged;
      const now = disk.fstatSync(fd, { bigint: true });
      // what is given up before its end has a reason of its own
      return !isSame(opened, now) || (hasEnded && BigInt(total) !== now.size);
    },
  };
}

function isSame(one: fs.BigIntStats, other: fs.BigIntStats): boolean {
  return one.size === other.size && one.mtimeNs === other.mtimeNs;
}

export function memoryReader(bytes: Uint8Array): ByteReader {
  let position = 0;
  return {
    all: bytes,
    read(target, offset, max) {
      const count = Math.min(max, bytes.length - position);
      target.set(bytes.subarray(position, position + count), offset);
      position += count;
      return count;
    },
  };
}
