/**
 * Where a blob's bytes come from, as the scanner sees it: something that fills memory, synchronously, until it is empty.
 */

import { fstatSync, readSync } from "node:fs";

export interface ByteReader {
  /**
   * Writes up to `max` bytes at `target[offset]`.
   *
   * @returns how many; 0 means that the blob has ended
   * @throws NodeJS.ErrnoException when the source cannot be read on
   */
  read(target: Uint8Array, offset: number, max: number): number;
}

export interface FileReader extends ByteReader {
  /** True when the file was read to its end and that is not where it was when the file was opened. */
  changed(): boolean;
}

/**
 * Reads an open file from its start.
 *
 * @param size as `fstat` gave it: a short read that reaches it is the end, which saves one system call a file. Files of `/proc` say 0.
 */
export function fileReader(fd: number, size: number): FileReader {
  let ended = false;
  let total = 0;
  return {
    read(target, offset, max) {
      if (ended) return 0;
      const count = readSync(fd, target, offset, max, null);
      total += count;
      ended = count === 0 || (count < max && size > 0 && total >= size);
      return count;
    },
    // files of `/sys` always end before the size that they state; those have not changed
    changed: () => ended && total !== size && size > 0 && fstatSync(fd).size !== size,
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
