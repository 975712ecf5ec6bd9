/**
 * Deals the blobs of a history out to the threads.
 *
 * The versions of a file go to one thread, since they lie in the pack as what differs from one another; where a thread has no room the
 * caller takes its share.
 */

import type { BlobHelpers } from "./blob-helpers.js";
import { hashOf } from "./blob-names.js";
import type { WantedBlob } from "./blob-outcome.js";

/** Blobs that change hands at once. */
const SHARE = 64;

/** The blocks that are left for this thread. */
export async function* sharedBlobs<T extends WantedBlob>(
  queue: AsyncIterable<readonly T[]>,
  helpers: BlobHelpers<T>,
): AsyncGenerator<readonly T[]> {
  const lanes = helpers.count + 1;
  for await (const block of queue) {
    const shares: T[][] = Array.from({ length: lanes }, () => []);
    for (const wanted of block) shares[(hashOf(wanted.path) >>> 0) % lanes]!.push(wanted);
    for (const [lane, share] of shares.entries()) {
      for (let from = 0; from < share.length; from += SHARE) {
        const part = share.slice(from, from + SHARE);
        if (lane === 0 || !helpers.offer(lane - 1, part)) yield part;
      }
    }
  }
}
