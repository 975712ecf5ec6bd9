/**
 * Reads blobs straight from a repository's packs, which for a long history takes a third of what git takes to hand them over.
 *
 * Only the plain case is dealt with: a blob in a pack of this repository that can be read without a doubt. Whatever else there is -
 * loose objects, alternates, objects that are large, missing or broken - gives no answer, and git is asked.
 */

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { createBaseCache } from "./base-cache.js";
import { COLLECT_BYTES } from "./object-input.js";
import { applyDelta } from "./pack-delta.js";
import { type PackIndex, readPackIndex } from "./pack-index.js";

export interface Packs {
  /** The blobs as they lie in the packs: so the bases of what comes next are at hand. */
  inOrder<T extends { readonly id: string }>(wanted: readonly T[]): readonly T[];
  /** The blob's bytes, valid until the next call and not to be changed; undefined where git must be asked. @param id hexadecimal, in full */
  read(id: string): Buffer | undefined;
  close(): void;
}

interface Pack {
  readonly number: number;
  readonly index: PackIndex;
  readonly fd: number;
  readonly size: number;
  /** All of a small one, once it is asked for. */
  whole: Buffer | undefined;
}

/** What stands before an object's compressed bytes. */
interface Entry {
  readonly type: number;
  /** Of the object, or of the delta, unpacked. */
  readonly size: number;
  /** Where the compressed bytes begin, in the pack. */
  readonly data: number;
  /** Of a delta: where its base stands. */
  readonly base: number | undefined;
}

const BLOB = 3;
const OFFSET_DELTA = 6;
const ID_DELTA = 7;
/** Longest that stands before the compressed bytes: two numbers, or a number and an id. */
const HEAD_BYTES = 48;
/** An index of some eight million objects. */
const MOST_INDEX_BYTES = 256 << 20;
/** git makes chains of 50 at most, but for `--depth`. */
const MOST_DELTAS = 4096;
/** Bases that are kept: the versions of a file are each other's. */
const CACHE_BYTES = 24 << 20;
/** Held in memory whole: two system calls an object less. */
const SMALL_PACK_BYTES = 32 << 20;
/** More than any pack has: tells the packs' offsets apart. */
const MOST_PACK_BYTES: number = 2 ** 44;
const READ_FLAGS: number = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** @param gitFolder the repository's common git folder */
export function openPacks(gitFolder: string, idBytes: number): Packs {
  const packs = openAll(join(gitFolder, "objects", "pack"), idBytes);
  const bases = createBaseCache(CACHE_BYTES);
  const wanted = Buffer.alloc(idBytes);
  let scratch = Buffer.allocUnsafeSlow(1 << 16);

  const bytesAt = (pack: Pack, offset: number, most: number): Buffer => {
    const { fd, size } = pack;
    const count = Math.max(0, Math.min(most, size - offset));
    if (size <= SMALL_PACK_BYTES) {
      pack.whole ??= readAll(fd, size);
      return pack.whole.subarray(offset, offset + count);
    }
    if (scratch.length < count) scratch = Buffer.allocUnsafeSlow(count * 2);
    return scratch.subarray(0, readSync(fd, scratch, 0, count, offset));
  };
  const inflate = (pack: Pack, { size, data }: Entry): Buffer | undefined => {
    // what cannot be compressed becomes this much longer at most
    const packed = bytesAt(pack, data, size + (size >> 10) + 64);
    const bytes = inflateSync(packed, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 });
    return bytes.length === size ? bytes : undefined;
  };
  const entryAt = (pack: Pack, offset: number): Entry | undefined => {
    const head = bytesAt(pack, offset, HEAD_BYTES);
    let at = 0;
    let byte = head[at++]!;
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    for (let scale = 16; (byte & 0x80) !== 0; scale *= 128) {
      byte = head[at++]!;
      size += (byte & 0x7f) * scale;
    }
    let base: number | undefined;
    if (type === OFFSET_DELTA) {
      byte = head[at++]!;
      let back = byte & 0x7f;
      while ((byte & 0x80) !== 0) {
        byte = head[at++]!;
        back = (back + 1) * 128 + (byte & 0x7f);
      }
      base = offset - back;
    } else if (type === ID_DELTA) {
      base = pack.index.find(head.subarray(at, at + idBytes));
      at += idBytes;
    }
    // a head that is cut off gives NaN
    return size <= COLLECT_BYTES && at <= head.length ? { type, size, data: offset + at, base } : undefined;
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
      if (entry.type === BLOB) {
        const inflated = inflate(pack, entry);
        if (inflated === undefined) return undefined;
        bytes = bases.room(inflated.length);
        inflated.copy(bytes);
        bases.keep(pack.number, at, bytes);
      } else {
        if (entry.base === undefined || entry.base < 0 || deltas.length === MOST_DELTAS) return undefined;
        deltas.push({ at, entry });
        at = entry.base;
      }
    }
    for (const { at, entry } of deltas.reverse()) {
      const delta = inflate(pack, entry);
      bytes = delta === undefined ? undefined : applyDelta(bytes, delta, COLLECT_BYTES, bases.room);
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

function openAll(folder: string, idBytes: number): Pack[] {
  const packs: Pack[] = [];
  for (const name of packNames(folder)) {
    const index = readWhole(join(folder, `${name}.idx`));
    const read = index === undefined ? undefined : readPackIndex(index, idBytes);
    const opened = read === undefined ? undefined : openFile(join(folder, `${name}.pack`));
    if (read !== undefined && opened !== undefined)
      packs.push({ number: packs.length, index: read, ...opened, whole: undefined });
  }
  return packs;
}

function packNames(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (name.endsWith(".idx") ? [name.slice(0, -".idx".length)] : []));
  } catch {
    return [];
  }
}

function readWhole(path: string): Buffer | undefined {
  const opened = openFile(path);
  if (opened === undefined) return undefined;
  const { fd, size } = opened;
  try {
    if (size > MOST_INDEX_BYTES) return undefined;
    const bytes = readAll(fd, size);
    return bytes.length === size ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}

function readAll(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let count = -1; count !== 0 && length < size; length += count) count = readSync(fd, bytes, length, size - length, length);
  return bytes.subarray(0, length);
}

/** A plain file: a hostile repository may have a pipe there, or a link. */
function openFile(path: string): { fd: number; size: number } | undefined {
  let fd: number;
  try {
    fd = openSync(path, READ_FLAGS);
  } catch {
    return undefined;
  }
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, size: stats.size };
  closeSync(fd);
  return undefined;
}
