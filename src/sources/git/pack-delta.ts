/**
 * An object that a pack holds as what differs from another one: two sizes, then pieces copied from there and bytes put in between.
 *
 * The instructions are carried out by the kernel (`pack-kernel/delta.ts`).
 */

import type { PackMemory } from "./pack-memory.js";

/**
 * @param delta in the memory, as the base is
 * @param most largest result that is made, in bytes
 * @param allocate gives memory for the result, which may be that of the base
 * @returns undefined for a delta that is broken, is of another base, or would give more
 */
export function applyDelta(
  memory: PackMemory,
  base: Buffer,
  delta: Buffer,
  most: number,
  allocate: (size: number) => Buffer,
): Buffer | undefined {
  let at = 0;
  const size = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      // beyond its end a delta has no size, and that is no number
      const byte = delta[at++] ?? Number.NaN;
      value += (byte & 0x7f) * scale;
      if (Number.isNaN(byte)) return byte;
      if ((byte & 0x80) === 0 || scale > most) return value;
    }
  };
  const from = size();
  const to = size();
  if (from !== base.length || !(to <= most)) return undefined;
  const result = allocate(to);
  return memory.applyDelta(base, delta.subarray(at), result) ? result : undefined;
}
