/**
 * Blobs as the packs have them, for `createBlobReader`.
 */

import type { GitObject, Version } from "./git-object.js";
import type { PackStore } from "./pack-store.js";

export interface PackedBlobs {
  /**
   * Visits what the packs have, in the order that suits them, and gives what they have not.
   *
   * @param visit must be done with the object when it returns
   */
  take<T extends { readonly id: string }>(
    wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
    visit: (object: GitObject, item: T) => void,
  ): AsyncIterable<readonly T[]>;
}

/** Blobs that are scanned before whatever else waits gets its turn. */
const TURN = 64;

/** @param store the caller closes it */
export function packedBlobs(store: PackStore): PackedBlobs {
  return {
    async *take<T extends { readonly id: string }>(
      wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
      visit: (object: GitObject, item: T) => void,
    ): AsyncGenerator<readonly T[]> {
      for await (const block of wanted) {
        const [first] = block;
        if (first === undefined) continue;
        const packs = store.open(first.id.length);
        if (packs === undefined) {
          yield block;
          continue;
        }
        const left: T[] = [];
        let count = 0;
        for (const { item, bytes = packs.read(item.id), version } of packs.families(block)) {
          if (bytes === undefined) left.push(item);
          else visit(memoryBlob(item.id, bytes, version), item);
          if (++count % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        if (left.length > 0) yield left;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** A blob whose bytes lie in memory. */
function memoryBlob(id: string, bytes: Buffer, version: Version | undefined): GitObject {
  const { length } = bytes;
  let position = 0;
  return {
    id,
    type: "blob",
    size: length,
    version,
    read(target, offset, max) {
      const count = Math.min(max, length - position);
      if (count > 0) bytes.copy(target, offset, position, position + count);
      position += count;
      return count;
    },
    readAll() {
      position = length;
      return bytes;
    },
  };
}
