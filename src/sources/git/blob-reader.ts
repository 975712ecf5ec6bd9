/**
 * Reads the blobs of a history: from the packs by itself, and through git whatever is not there.
 */

import { createObjectReader, type GitObject, type NoObject, type ObjectReader, type ObjectReaderOptions } from "./objects.js";
import { openPacks, type Packs } from "./packs.js";

export interface BlobReaderOptions extends ObjectReaderOptions {
  /** The repository's common git folder. Undefined: git is asked for everything. */
  readonly gitFolder: string | undefined;
}

/** Blobs that are scanned before whatever else waits gets its turn. */
const TURN = 64;

/** Like the reader of objects, but hands blobs over in the order that suits it. `id` must be an object id. */
export function createBlobReader({ gitFolder, ...options }: BlobReaderOptions): ObjectReader {
  const inner = createObjectReader(options);
  let packs: Packs | undefined;
  // a server's quarantine has its own place for objects
  const isPlain = gitFolder !== undefined && !(options.inheritPlace === true && hasOwnObjects(process.env));
  return {
    async read<T extends { readonly id: string }>(
      wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
      visit: (object: GitObject | NoObject, item: T) => void,
    ) {
      await inner.read(isPlain ? leftOver(wanted, visit) : wanted, visit);
    },
    close() {
      packs?.close();
      packs = undefined;
      inner.close();
    },
  };

  /** Visits what the packs have, and gives what they have not. */
  async function* leftOver<T extends { readonly id: string }>(
    wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
    visit: (object: GitObject, item: T) => void,
  ): AsyncGenerator<readonly T[]> {
    for await (const block of wanted) {
      const [first] = block;
      if (first === undefined) continue;
      packs ??= openPacks(gitFolder!, first.id.length >> 1);
      const inOrder = packs.inOrder(block);
      for (let from = 0; from < inOrder.length; from += TURN) {
        const left: T[] = [];
        for (const item of inOrder.slice(from, from + TURN)) {
          const bytes = packs.read(item.id);
          if (bytes === undefined) left.push(item);
          else visit(packedBlob(bytes), item);
        }
        if (left.length > 0) yield left;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }
}

function packedBlob(bytes: Buffer): GitObject {
  const { length } = bytes;
  let position = 0;
  return {
    type: "blob",
    size: length,
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

function hasOwnObjects(environment: NodeJS.ProcessEnv): boolean {
  const names = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"];
  return names.some((name) => environment[name] !== undefined);
}
