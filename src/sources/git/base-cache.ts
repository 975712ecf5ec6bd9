/**
 * Objects of packs that others rest on, kept in one block of memory in a ring: what is newest takes the place of what is oldest. Nothing
 * is allocated to say where an object stands, which for tens of thousands of them would keep the garbage collector busy.
 */

export interface BaseCache {
  get(pack: number, offset: number): Buffer | undefined;
  /** Memory for an object, which must be no larger than the ring. Writing there may overwrite what `get` gave before. */
  room(size: number): Buffer;
  /** Keeps what stands in the room that was given last. */
  keep(pack: number, offset: number): void;
}

/** Each object has one place in the tables, where another one may take over. A power of two. */
const PLACES = 1 << 15;

/** @param memory of the ring */
export function createBaseCache(memory: Buffer): BaseCache {
  const capacity = memory.length;
  const packs = new Int32Array(PLACES).fill(-1);
  const offsets = new Float64Array(PLACES);
  // positions never wrap: what stands more than the ring's length before the end is overwritten
  const starts = new Float64Array(PLACES);
  const sizes = new Int32Array(PLACES);
  let last = 0;
  let end = 0;

  const bytesAt = (start: number, size: number): Buffer => {
    const at = start % capacity;
    return memory.subarray(at, at + size);
  };

  return {
    get(pack, offset) {
      const place = placeOf(pack, offset);
      const isThere = packs[place] === pack && offsets[place] === offset && starts[place]! >= end - capacity;
      return isThere ? bytesAt(starts[place]!, sizes[place]!) : undefined;
    },
    room(size) {
      const at = end % capacity;
      // an object stands in one piece
      if (at + size > capacity) end += capacity - at;
      last = end;
      end += size;
      return bytesAt(last, size);
    },
    keep(pack, offset) {
      const place = placeOf(pack, offset);
      packs[place] = pack;
      offsets[place] = offset;
      starts[place] = last;
      sizes[place] = end - last;
    },
  };
}

function placeOf(pack: number, offset: number): number {
  return (Math.imul(offset ^ Math.imul(pack, 0x85ebca6b), 0x9e3779b1) >>> 8) & (PLACES - 1);
}
