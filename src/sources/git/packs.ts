/**
 * Reads blobs straight from a repository's packs, which for a long history takes a third of what git takes to hand them over.
 *
 * Only the plain case is dealt with: a blob in a pack of this repository that can be read without a doubt. Whatever else there is -
 * loose objects, alternates, objects that are large, missing or broken - gives no answer, and git is asked.
 */

import { closeSync } from "node:fs";
import { join } from "node:path";
import { createBaseCache } from "./base-cache.js";
import { applyDelta } from "./pack-delta.js";
import { type Entry, HEAD_BYTES, PACKED, parseEntry } from "./pack-entry.js";
import { type OpenPack, openPackFiles, readInto } from "./pack-file.js";
import { createPackMemory, MOST_OBJECT_BYTES } from "./pack-memory.js";

export interface Packs {
  /** The blobs as they lie in the packs: so the bases of what comes next are at hand. */
  inOrder<T extends { readonly id: string }>(wanted: readonly T[]): readonly T[];
  /** The blob's bytes, valid until the next call and not to be changed; undefined where git must be asked. @param id hexadecimal, in full */
  read(id: string): Buffer | undefined;
  close(): void;
}

interface Pack extends OpenPack {
  readonly number: number;
  /** All of a small one. */
  readonly whole: Buffer | undefined;
}

/** git makes chains of 50 at most, but for `--depth`. */
const MOST_DELTAS = 4096;
/** Bases that are kept: the versions of a file are each other's. */
const RING_BYTES = 24 << 20;
/** Packs that are held in memory whole, together: two system calls an object less. */
const SMALL_PACK_BYTES = 32 << 20;
/** Of a larger one so much is read at once: what is asked for next mostly stands behind. */
const PIECE_BYTES = 1 << 18;
/** More than any pack has: tells the packs' offsets apart. */
const MOST_PACK_BYTES: number = 2 ** 44;

/** @param gitFolder the repository's common git folder */
export function openPacks(gitFolder: string, idBytes: number): Packs {
  const files = openPackFiles(join(gitFolder, "objects", "pack"), idBytes);
  const held = smallOnes(files);
  const memory = createPackMemory(
    held.reduce((sum, { size }) => sum + size, 0),
    RING_BYTES,
  );
  const packs: Pack[] = files.map((file, number) => ({ ...file, number, whole: wholePack(file) }));
  const bases = createBaseCache(memory.ring);
  const wanted = Buffer.alloc(idBytes);
  // what `memory.piece` holds
  let pieceOf: Pack | undefined;
  let pieceStart = 0;
  let pieceEnd = 0;

  function wholePack(file: OpenPack): Buffer | undefined {
    const place = held.indexOf(file);
    if (place < 0) return undefined;
    const start = held.slice(0, place).reduce((sum, { size }) => sum + size, 0);
    const room = memory.packs.subarray(start, start + file.size);
    return readInto(file.fd, room, 0) === file.size ? room : undefined;
  }

  const bytesAt = (pack: Pack, offset: number, most: number): Buffer => {
    const { fd, size, whole } = pack;
    const end = Math.min(size, offset + most);
    if (whole !== undefined) return whole.subarray(offset, Math.max(offset, end));
    if (pieceOf !== pack || offset < pieceStart || end > pieceEnd) {
      pieceOf = pack;
      pieceStart = offset;
      pieceEnd = offset + readInto(fd, memory.piece.subarray(0, Math.max(most, PIECE_BYTES)), offset);
    }
    return memory.piece.subarray(offset - pieceStart, Math.max(offset, Math.min(end, pieceEnd)) - pieceStart);
  };
  const inflate = (pack: Pack, { size, data }: Entry, target: Buffer): boolean =>
    // what cannot be compressed becomes this much longer at most
    memory.inflate(bytesAt(pack, data, size + (size >> 10) + 64), target);
  const entryAt = (pack: Pack, offset: number): Entry | undefined => {
    const entry = parseEntry(bytesAt(pack, offset, HEAD_BYTES), offset, idBytes, pack.index.find);
    return entry !== undefined && entry.size <= MOST_OBJECT_BYTES ? entry : undefined;
  };

  const placeOf = (id: string): { readonly pack: Pack; readonly offset: number } | undefined => {
    if (id.length !== idBytes * 2 || wanted.write(id, "hex") !== idBytes) return undefined;
    for (const pack of packs) {
      const offset = pack.index.find(wanted);
      if (offset !== undefined) return { pack, offset };
    }
    return undefined;
  };

  const blobAt = (pack: Pack, offset: number): Buffer | undefined => {
    const deltas: { readonly at: number; readonly entry: Entry }[] = [];
    let bytes: Buffer | undefined;
    for (let at = offset; bytes === undefined; ) {
      bytes = bases.get(pack.number, at);
      if (bytes !== undefined) break;
      const entry = entryAt(pack, at);
      if (entry === undefined) return undefined;
      if (entry.type === PACKED.blob) {
        bytes = bases.room(entry.size);
        if (!inflate(pack, entry, bytes)) return undefined;
        bases.keep(pack.number, at, bytes);
      } else {
        if (entry.base === undefined || entry.base < 0 || deltas.length === MOST_DELTAS) return undefined;
        deltas.push({ at, entry });
        at = entry.base;
      }
    }
    for (const { at, entry } of deltas.reverse()) {
      const delta = memory.delta.subarray(0, entry.size);
      bytes = inflate(pack, entry, delta) ? applyDelta(memory, bytes, delta, MOST_OBJECT_BYTES, bases.room) : undefined;
      if (bytes === undefined) return undefined;
      bases.keep(pack.number, at, bytes);
    }
    return bytes;
  };

  return {
    inOrder<T extends { readonly id: string }>(asked: readonly T[]) {
      const places = new Float64Array(asked.length);
      asked.forEach(({ id }, index) => {
        const place = placeOf(id);
        places[index] = place === undefined ? -1 : place.pack.number * MOST_PACK_BYTES + place.offset;
      });
      const order = Uint32Array.from(asked, (_, index) => index).sort((a, b) => places[a]! - places[b]!);
      return Array.from(order, (index) => asked[index]!);
    },
    read(id) {
      const place = placeOf(id);
      try {
        return place === undefined ? undefined : blobAt(place.pack, place.offset);
      } catch {
        // broken, or gone with a repack: git knows what to say of it
        return undefined;
      }
    },
    close() {
      for (const { fd } of packs.splice(0)) closeSync(fd);
    },
  };
}

/** The first ones that fit. */
function smallOnes(files: readonly OpenPack[]): readonly OpenPack[] {
  let left = SMALL_PACK_BYTES;
  return files.filter(({ size }) => {
    if (size > left) return false;
    left -= size;
    return true;
  });
}
