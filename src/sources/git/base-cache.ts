/**
 * Objects of packs that others rest on, kept in one block of memory in a ring: what is newest takes the place of what is oldest. Nothing
 * is allocated for an object, which for tens of thousands of them would keep the garbage collector busy.
 */

export interface BaseCache {
  get(pack: number, offset: number): Buffer | undefined;
  /** Memory for an object, which must be smaller than the ring. Writing there may overwrite what `get` gave before. */
  room(size: number): Buffer;
  /** Keeps what stands in the room that was given last. */
  keep(pack: number, offset: number, bytes: Buffer): void;
}

interface Kept {
  readonly pack: number;
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** Of a million tiny ones the ring would hold all, at 300 bytes each for saying where. */
const MOST_KEPT = 1 << 15;
/** @param memory of the ring */
export function createBaseCache(memory: Buffer): BaseCache {
  const capacity = memory.length;
  const byPack: Map<number, Buffer>[] = [];
  // in the order in which they stand in the ring, the oldest at `first`
  const kept: Kept[] = [];
  let first = 0;
  let next = 0;

  const dropFirst = (): void => {
    const { pack, offset, start } = kept[first++]!;
    const held = byPack[pack];
    if (held?.get(offset)?.byteOffset === memory.byteOffset + start) held.delete(offset);
    if (first < 4096) return;
    kept.splice(0, first);
    first = 0;
  };

  return {
    get: (pack, offset) => byPack[pack]?.get(offset),
    room(size) {
      if (next + size > capacity) {
        while (first < kept.length && kept[first]!.start >= next) dropFirst();
        next = 0;
      }
      const end = next + size;
      while (first < kept.length && kept[first]!.start < end && kept[first]!.end > next) dropFirst();
      const room = memory.subarray(next, end);
      next = end;
      return room;
    },
    keep(pack, offset, bytes) {
      if (bytes.length === 0) return;
      const start = bytes.byteOffset - memory.byteOffset;
      if (kept.length - first >= MOST_KEPT) dropFirst();
      byPack[pack] ??= new Map();
      byPack[pack].set(offset, bytes);
      kept.push({ pack, offset, start, end: start + bytes.length });
    },
  };
}
