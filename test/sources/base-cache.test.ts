/**
 * The ring of objects that others rest on: what it gives is what was put there, however often it has gone round.
 */

import fc from "fast-check";
import { expect, test } from "vitest";
import { createBaseCache } from "../../src/sources/git/base-cache.js";

const CAPACITY = 1000;

test("what is still there is whole", () => {
  const step = fc.record({ pack: fc.nat(1), offset: fc.nat(20), size: fc.nat(300), isKept: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const cache = createBaseCache(Buffer.alloc(CAPACITY + 32).subarray(16, 16 + CAPACITY));
      const put = new Map<string, Buffer>();
      steps.forEach(({ pack, offset, size, isKept }, index) => {
        const room = cache.room(size);
        expect(room.length).toBe(size);
        room.fill(index);
        if (isKept) {
          cache.keep(pack, offset);
          if (size > 0) put.set(`${pack} ${offset}`, Buffer.alloc(size, index));
        }
        for (const [key, bytes] of put) {
          const [ofPack = 0, at = 0] = key.split(" ").map(Number);
          const found = cache.get(ofPack, at);
          if (found !== undefined) expect(found.equals(bytes)).toBe(true);
        }
        const last = put.get(`${pack} ${offset}`);
        if (isKept && size > 0) expect(cache.get(pack, offset)?.equals(last!)).toBe(true);
      });
    }),
  );
});
