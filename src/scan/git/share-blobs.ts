/**
 * Deals the blobs of a history out to the threads.
 *
 * The versions of a file go to one thread, since they lie in the pack as what differs from one another; where a thread has no room the
 * caller takes its share.
 */

import { append } from "../../model/append.js";
import type { BlobHelpers } from "./blob-helpers.js";
import { hashOf } from "./blob-names.js";
import type { WantedBlob } from "./blob-outcome.js";

/** Blobs that change hands at once: enough for many that rest on one another. */
const SHARE = 1024;

/** The blocks that are left for this thread. */
export async function* sharedBlobs<T extends WantedBlob>(
  blocks: AsyncIterable<readonly T[]>,
  helpers: BlobHelpers<T>,
): AsyncGenerator<readonly T[]> {
  const lanes = helpers.count + 1;
  for await (const block of blocks) {
    if (!helpers.expect(block.length)) {
      yield block;
      continue;
    }
    // this thread's own part of each must not be so long that the others have nothing to do meanwhile
    for (let from = 0; from < block.length; from += SHARE * lanes) {
      const shares: T[][] = Array.from({ length: lanes }, () => []);
      for (const wanted of block.slice(from, from + SHARE * lanes)) shares[(hashOf(wanted.path) >>> 0) % lanes]!.push(wanted);
      const [own = [], ...others] = shares;
      others.forEach((share, index) => {
        if (share.length > 0 && !helpers.offer(index, share)) append(own, share);
      });
      if (own.length > 0) yield own;
    }
  }
}
