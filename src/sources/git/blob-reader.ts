/**
 * Reads the blobs of a history: from the packs, and through git whatever is not there.
 */

import type { GitObject, NoObject } from "./git-object.js";
import type { SessionOptions } from "./object-session.js";
import { createObjectReader, type ObjectReader } from "./objects.js";
import type { PackedBlobs } from "./packed-blobs.js";

export interface BlobReaderOptions extends SessionOptions {
  /** Undefined: git is asked for everything. */
  readonly packed?: PackedBlobs | undefined;
}

/** Like the reader of objects, but hands blobs over in the order that suits it. `id` must be an object id. */
export function createBlobReader({ packed, ...options }: BlobReaderOptions): ObjectReader {
  const inner = createObjectReader(options);
  return {
    async read<T extends { readonly id: string }>(
      wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
      visit: (object: GitObject | NoObject, item: T) => void,
    ) {
      await inner.read(packed === undefined ? wanted : packed.take(wanted, visit), visit);
    },
    close: inner.close,
  };
}
