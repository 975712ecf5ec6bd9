/**
 * Cuts the output of a git command with `-z` into its records, without making strings of them.
 */

import type { Readable } from "node:stream";
import { unreadableAnswer } from "./git-error.js";
import { holdChunks, nextChunk } from "./next-chunk.js";

/** Longer than any path, and than any message of a commit that somebody wrote. */
const MAX_RECORD_BYTES = 16 << 20;

/**
 * Calls `record` with each NUL-ended record as the range `[start, end)` of a buffer that is valid during the call only.
 *
 * @param separator the byte that ends a record, where it is not NUL
 * @param chunkDone called after the records of each block that git wrote, so that they can be handed on at once; waited for
 */
export async function readNulRecords(
  stream: Readable,
  record: (bytes: Buffer, start: number, end: number) => void,
  chunkDone?: () => void | Promise<void>,
  separator = 0,
): Promise<void> {
  holdChunks(stream);
  try {
    let rest: Buffer | undefined;
    for (let piece = await nextChunk(stream); piece !== undefined; piece = await nextChunk(stream)) {
      let chunk = piece;
      if (rest !== undefined) chunk = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = chunk.indexOf(separator); end >= 0; end = chunk.indexOf(separator, start)) {
        record(chunk, start, end);
        start = end + 1;
      }
      rest = start < chunk.length ? chunk.subarray(start) : undefined;
      if (rest !== undefined && rest.length > MAX_RECORD_BYTES) throw unreadableAnswer("-z");
      await chunkDone?.();
    }
    if (rest !== undefined) record(rest, 0, rest.length);
  } catch (error) {
    // git would wait for ever for somebody to read on
    stream.destroy();
    throw error;
  }
}
