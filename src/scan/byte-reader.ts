/**
 * Where a blob's bytes come from, as the scanner sees it: something that fills memory, synchronously, until it is empty.
 */

import { readSync } from "node:fs";

export interface ByteReader {
  /**
   * Writes up to `max` bytes at `target[offset]`.
   *
   * @returns how many; 0 means that the blob has ended
   * @throws NodeJS.ErrnoException when the source cannot be read on
   */
  read(target: Uint8Array, offset: number, max: number): number;
}

/** Reads an open file from its current position. A short read of a regular file is its end: that saves one system call a file. */
export function fileReader(fd: number): ByteReader {
  let ended = false;
  return {
    read(target, offset, max) {
      if (ended) return 0;
      const count = readSync(fd, target, offset, max, null);
      ended = count < max;
      return count;
    },
  };
}

export function memoryReader(bytes: Uint8Array): ByteReader {
  let position = 0;
  return {
    read(target, offset, max) {
      const count = Math.min(max, bytes.length - position);
      target.set(bytes.subarray(position, position + count), offset);
      position += count;
      return count;
    },
  };
}
