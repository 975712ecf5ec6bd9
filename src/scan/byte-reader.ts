/**
 * Where a blob's bytes come from, as the scanner sees it: something that fills memory, synchronously, until it is empty.
 */

import { type BigIntStats, fstatSync, readSync } from "node:fs";

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
  /** True when the file was written to between two reads, so that what was scanned may never have been in it. */
  changed(): boolean;
}

/**
 * Reads an open file from its start, until a read gives nothing: files of `/proc` give less than was asked for long before that.
 *
 * A file that one read gives whole is what it was at that moment; only of a longer one the size and time are compared.
 */
export function fileReader(fd: number): FileReader {
  let reads = 0;
  let opened: BigIntStats | undefined;
  return {
    read(target, offset, max) {
      const count = readSync(fd, target, offset, max, null);
      if (reads++ === 0 && count === max) opened = fstatSync(fd, { bigint: true });
      return count;
    },
    changed() {
      if (opened === undefined) return false;
      const now = fstatSync(fd, { bigint: true });
      return now.size !== opened.size || now.mtimeNs !== opened.mtimeNs;
    },
  };
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
