/**
 * Reads objects straight from a repository's packs, which for a long history takes a third of what git takes to hand them over.
 *
 * Only the plain case is dealt with: an object in a pack of this repository that can be read without a doubt. Whatever else there is -
 * loose objects, alternates, objects that are large, missing or broken - gives no answer, and git is asked.
 */

import { closeSync } from "node:fs";
import { createBaseCache } from "./base-cache.js";
import type { ObjectType } from "./git-object.js";
import { applyDelta } from "./pack-delta.js";
import { type Entry, HEAD_BYTES, PACKED, parseEntry } from "./pack-entry.js";
import { type Unpacked, unpackFamilies } from "./pack-families.js";
import { type OpenPack, openPackFiles, readInto } from "./pack-file.js";
import { createPackMemory, MOST_OBJECT_BYTES } from "./pack-memory.js";

export interface Packs {
  /**
   * Each of the blobs, in the order that suits the packs; without bytes where `read` may still have them, or git.
   * Between two of them nothing else may be asked of this method.
   */
  families<T extends { readonly id: string }>(wanted: readonly T[]): Iterable<Unpacked<T>>;
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
interface Place {
  readonly pack: Pack;
  readonly offset: number;
}

interface Pack extends OpenPack {
  readonly number: number;
  /** All of a small one. */
  readonly whole: Buffer | undefined;
}

/** git makes chains of 50 at most, but for `--depth`. */
const MOST_DELTAS = 4096;
/** Where most objects are asked for, and where few are. */
const USES: Readonly<Record<PackUse, { readonly ring: number; readonly family: number; readonly whole: number }>> = {
  most: { ring: 12 << 20, family: 12 << 20, whole: 32 << 20 },
  few: { ring: MOST_OBJECT_BYTES + (1 << 20), family: MOST_OBJECT_BYTES + (1 << 20), whole: 0 },
};
/** Bytes of a pack that is not held whole that are read at once: what is asked for next often stands behind. */
const PIECE_BYTES = 1 << 14;
/** More than there are types: an object of one is not given for one of another. */
const KINDS = 8;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * @param folder of the packs
 * @param use decides about the memory: bytes for bases of single objects and of families, and of packs that are held whole
 */
export function openPacks(folder: string, idBytes: number, use: PackUse = "most"): Packs {
  const { ring, family, whole } = USES[use];
  const files = openPackFiles(folder, idBytes);
  const held = smallOnes(files, whole);
  const memory = createPackMemory(
    held.reduce((sum, { size }) => sum + size, 0),
    ring,
    family,
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
  const packedAt = (pack: Pack, { size, data }: Entry): Buffer =>
    // what cannot be compressed becomes this much longer at most
    bytesAt(pack, data, size + (size >> 10) + 64);
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
        if (!memory.inflate(packedAt(pack, entry), bytes)) return undefined;
        bases.keep(kind, at);
      } else {
        if (entry.base === undefined || entry.base < 0 || deltas.length === MOST_DELTAS) return undefined;
        deltas.push({ at, entry });
        at = entry.base;
      }
    }
    for (const { at, entry } of deltas.reverse()) {
      const delta = memory.delta.subarray(0, entry.size);
      bytes = memory.inflate(packedAt(pack, entry), delta)
        ? applyDelta(memory, bytes, delta, MOST_OBJECT_BYTES, bases.room)
        : undefined;
      if (bytes === undefined) return undefined;
      bases.keep(kind, at);
    }
    return bytes;
  };

  /** Broken, or gone with a repack: git knows what to say of it. */
  const tried = <T>(read: () => T, nothing: T): T => {
    try {
      return read();
    } catch {
      return nothing;
    }
  };
  function* families<T extends { readonly id: string }>(asked: readonly T[]): Generator<Unpacked<T>> {
    const placed = new Map<Pack, { readonly item: T; readonly offset: number }[]>(packs.map((pack) => [pack, []]));
    for (const item of asked) {
      const place = placeOf(item.id);
      if (place === undefined) yield { item, bytes: undefined, version: undefined };
      else placed.get(place.pack)!.push({ item, offset: place.offset });
    }
    for (const [pack, items] of placed) {
      items.sort((a, b) => a.offset - b.offset);
      yield* unpackFamilies(items, PACKED.blob, {
        memory,
        entryAt: (offset) => tried(() => entryAt(pack, offset), undefined),
        packed: (entry) => tried(() => packedAt(pack, entry), NOTHING),
      });
    }
  }

  return {
    families,
    read(id, type = "blob") {
      const place = placeOf(id);
      return place === undefined ? undefined : tried(() => objectAt(place.pack, place.offset, PACKED[type]), undefined);
    },
    close() {
      for (const { fd } of packs.splice(0)) closeSync(fd);
    },
  };
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
