/**
 * Reads objects straight from a repository's packs, which for a long history takes a third of what git takes to hand them over.
 *
 * Only the plain case is dealt with: an object in a pack of this repository that can be read without a doubt. Whatever else there is -
 * loose objects, alternates, objects that are large, missing or broken - gives no answer, and git is asked.
 */

import { closeSync } from "node:fs";
import { createBaseCache } from "./base-cache.js";
import type { ObjectType } from "./objects.js";
import { applyDelta } from "./pack-delta.js";
import { type Entry, HEAD_BYTES, PACKED, parseEntry } from "./pack-entry.js";
import { type OpenPack, openPackFiles, readInto } from "./pack-file.js";
import { createPackMemory, MOST_OBJECT_BYTES } from "./pack-memory.js";

export interface Packs {
  /** The blobs as they lie in the packs: so the bases of what comes next are at hand. What the packs do not have comes first. */
  inOrder<T extends { readonly id: string }>(wanted: readonly T[]): readonly PlacedItem<T>[];
  /** As `read`, of a blob whose place is known. */
  readAt(place: Place): Buffer | undefined;
  /**
   * The object's bytes, valid until the next call and not to be changed; undefined where git must be asked, and for one of another type.
   *
   * @param id hexadecimal, in full
   * @param type default: `blob`
   */
  read(id: string, type?: ObjectType): Buffer | undefined;
  close(): void;
}

/** Whether most of the packs' objects are wanted. */
export type PackUse = "most" | "few";

/** Where an object stands. */
export interface Place {
  readonly pack: Pack;
  readonly offset: number;
}

export interface PlacedItem<T> {
  readonly item: T;
  readonly place: Place | undefined;
}

interface Pack extends OpenPack {
  readonly number: number;
  /** All of a small one. */
  readonly whole: Buffer | undefined;
}

/** git makes chains of 50 at most, but for `--depth`. */
const MOST_DELTAS = 4096;
/** Where most objects are asked for, and where few are. */
const USES: Readonly<Record<PackUse, { readonly ring: number; readonly whole: number; readonly piece: number }>> = {
  most: { ring: 24 << 20, whole: 32 << 20, piece: 1 << 18 },
  few: { ring: MOST_OBJECT_BYTES + (1 << 20), whole: 0, piece: 1 << 14 },
};
/** More than there are types: an object of one is not given for one of another. */
const KINDS = 8;
/** More than any pack has: tells the packs' offsets apart. */
const MOST_PACK_BYTES: number = 2 ** 44;

/**
 * @param folder of the packs
 * @param use decides about the memory: bytes for bases, since the versions of a file are each other's; of packs that are held whole; of
 *   others the bytes that are read at once, since what is asked for next mostly stands behind
 */
export function openPacks(folder: string, idBytes: number, use: PackUse = "most"): Packs {
  const { ring, whole, piece } = USES[use];
  const files = openPackFiles(folder, idBytes);
  const held = smallOnes(files, whole);
  const memory = createPackMemory(
    held.reduce((sum, { size }) => sum + size, 0),
    ring,
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
      pieceEnd = offset + readInto(fd, memory.piece.subarray(0, Math.max(most, piece)), offset);
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

  const placeOf = (id: string): Place | undefined => {
    if (id.length !== idBytes * 2 || wanted.write(id, "hex") !== idBytes) return undefined;
    for (const pack of packs) {
      const offset = pack.index.find(wanted);
      if (offset !== undefined) return { pack, offset };
    }
    return undefined;
  };

  const objectAt = (pack: Pack, offset: number, type: number): Buffer | undefined => {
    const kind = pack.number * KINDS + type;
    const deltas: { readonly at: number; readonly entry: Entry }[] = [];
    let bytes: Buffer | undefined;
    for (let at = offset; bytes === undefined; ) {
      bytes = bases.get(kind, at);
      if (bytes !== undefined) break;
      const entry = entryAt(pack, at);
      if (entry === undefined) return undefined;
      if (entry.type === type) {
        bytes = bases.room(entry.size);
        if (!inflate(pack, entry, bytes)) return undefined;
        bases.keep(kind, at);
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
      bases.keep(kind, at);
    }
    return bytes;
  };

  const readAt = ({ pack, offset }: Place, type: ObjectType): Buffer | undefined => {
    try {
      return objectAt(pack, offset, PACKED[type]);
    } catch {
      // broken, or gone with a repack: git knows what to say of it
      return undefined;
    }
  };

  return {
    inOrder: <T extends { readonly id: string }>(asked: readonly T[]) =>
      asked.map((item): PlacedItem<T> => ({ item, place: placeOf(item.id) })).sort((a, b) => keyOf(a.place) - keyOf(b.place)),
    readAt: (place) => readAt(place, "blob"),
    read(id, type = "blob") {
      const place = placeOf(id);
      return place === undefined ? undefined : readAt(place, type);
    },
    close() {
      for (const { fd } of packs.splice(0)) closeSync(fd);
    },
  };
}

function keyOf(place: Place | undefined): number {
  return place === undefined ? -1 : place.pack.number * MOST_PACK_BYTES + place.offset;
}

/** The first ones that fit. */
function smallOnes(files: readonly OpenPack[], most: number): readonly OpenPack[] {
  let left = most;
  return files.filter(({ size }) => {
    if (size > left) return false;
    left -= size;
    return true;
  });
}
