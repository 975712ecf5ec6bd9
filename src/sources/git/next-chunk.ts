/**
 * Takes a child's output block by block. An iterator of Node's does the same and takes milliseconds to be set up.
 */

import type { Readable } from "node:stream";

/** The next block that git wrote, or undefined at the end. */
export async function nextChunk(stdout: Readable): Promise<Buffer | undefined> {
  for (;;) {
    const chunk = stdout.read() as Buffer | null;
    if (chunk !== null) return chunk;
    if (stdout.readableEnded || stdout.destroyed) return undefined;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        for (const event of ["readable", "end", "close", "error"]) stdout.off(event, wake);
        resolve();
      };
      for (const event of ["readable", "end", "close", "error"]) stdout.on(event, wake);
    });
  }
}
