/**
 * Reads a child's output synchronously, for objects too large to be held in memory while a synchronous scan goes over them.
 */

import { readSync } from "node:fs";
import type { Readable } from "node:stream";

/** A git that says nothing for this long has hung. */
const PATIENCE_MS = 60_000;
const NAP_MS = 1;
const nap = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits for bytes and reads them past Node's stream, which must have nothing buffered.
 *
 * @returns how many bytes; 0 at the end
 * @throws an error with `code` and `syscall`, like one of the file system
 */
export function readPipe(stream: Readable, target: Uint8Array, offset: number, max: number): number {
  const fd = (stream as Readable & { _handle?: { fd?: number } })._handle?.fd;
  // Windows has no descriptor for a pipe.
  if (fd === undefined || fd < 0) throw systemError("ENOTSUP");
  for (let waited = 0; waited < PATIENCE_MS; waited += NAP_MS) {
    try {
      return readSync(fd, target, offset, max, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
    }
    Atomics.wait(nap, 0, 0, NAP_MS);
  }
  throw systemError("ETIMEDOUT");
}

function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`read ${code}`), { code, syscall: "read" });
}
