/**
 * Takes a child's output block by block. An iterator of Node's does the same and takes milliseconds to be set up.
 */

import type { Readable } from "node:stream";

/**
 * To be called in the turn in which the child is started. When a child exits, Node lets everything flow that nobody listens to, and it
 * is gone; this listens, also while a block is worked on.
 */
export function holdChunks(stdout: Readable): void {
  stdout.on("readable", () => {});
}

/** The next block that git wrote, or undefined at the end. The stream must be held. */
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
