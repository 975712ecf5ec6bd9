/**
 * The kernel that unpacks what packs hold, against zlib: the same bytes, or nothing.
 */

import { constants, deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createPackMemory } from "../../src/sources/git/pack-memory.js";

const memory = createPackMemory(1 << 20, 1 << 20);

function inflated(packed: Uint8Array, size: number): Buffer | undefined {
  memory.packs.fill(0xa5);
  memory.packs.set(packed);
  const target = memory.ring.subarray(16, 16 + size);
  memory.ring.fill(0x5a);
  const isWhole = memory.inflate(memory.packs.subarray(0, packed.length), target);
  expect([memory.ring[15], memory.ring[16 + size]]).toEqual([0x5a, 0x5a]);
  return isWhole ? Buffer.from(target) : undefined;
}

const words = fc.array(fc.constantFrom("const ", "value", " = ", "\n", "the same text again ", "0123456789"), {
  maxLength: 2000,
});
const text = fc.oneof(
  words.map((parts) => Buffer.from(parts.join(""))),
  fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(fc.nat(255), fc.nat(70_000)).map(([byte, size]) => Buffer.alloc(size, byte)),
);
const level = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FILTERED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
});

test("whatever zlib has compressed is inflated", () => {
  fc.assert(
    fc.property(text, level, (bytes, how) => {
      expect(inflated(deflateSync(bytes, how), bytes.length)?.equals(bytes)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("codes of every length", () => {
  // each next character comes half as often: the rarest have codes of 15 bits
  const bytes = Buffer.concat(Array.from({ length: 18 }, (_, index) => Buffer.alloc(1 << (17 - index), 65 + index)));
  for (let at = 0; at < bytes.length; at += 7)
    [bytes[at], bytes[bytes.length - 1 - at]] = [bytes[bytes.length - 1 - at]!, bytes[at]!];
  const packed = deflateSync(bytes, { strategy: constants.Z_HUFFMAN_ONLY, level: 9 });
  expect(inflated(packed, bytes.length)?.equals(bytes)).toBe(true);
});

test("a stream that is damaged, cut off or of another length gives nothing", () => {
  fc.assert(
    fc.property(words, level, fc.nat(), fc.integer({ min: 1, max: 255 }), (parts, how, place, change) => {
      const bytes = Buffer.from(`something ${parts.join("")}`);
      const packed = deflateSync(bytes, how);
      expect(inflated(packed, bytes.length - 1)).toBeUndefined();
      expect(inflated(packed, bytes.length + 1)).toBeUndefined();
      expect(inflated(packed.subarray(0, place % packed.length), bytes.length)).toBeUndefined();
      const damaged = Buffer.from(packed);
      damaged[place % packed.length]! ^= change;
      const found = inflated(damaged, bytes.length);
      // of the header two bits say nothing of the content
      expect(found === undefined || found.equals(bytes)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("bytes that nobody compressed give nothing, and nothing else is written", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(2000), (bytes, size) => {
      const packed = Buffer.concat([Buffer.from([0x78, 0x9c]), bytes]);
      expect(inflated(packed, size)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
