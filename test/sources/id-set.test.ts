import fc from "fast-check";
import { expect, test } from "vitest";
import { createIdSet } from "../../src/sources/git/id-set.js";

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const id = fc
  .oneof(digits(40), digits(64), fc.constantFrom("1".repeat(40), `${"1".repeat(39)}2`))
  .filter((text) => !/^0{40}/.test(text));
const entry = fc.tuple(id, fc.constantFrom(0, 1, -5));

test("it behaves as a set of strings does, and survives being stored", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3000 }), (entries) => {
      const set = createIdSet();
      const model = new Map<string, number>();
      for (const [name, variant] of entries) {
        const key = `${name.slice(0, 40)} ${variant}`;
        expect(set.add(name, variant, model.size)).toBe(!model.has(key));
        if (!model.has(key)) model.set(key, model.size);
      }
      expect(set.size).toBe(model.size);
      const again = createIdSet(set.bytes());
      for (const [name, variant] of entries) {
        expect(again.has(name, variant)).toBe(true);
        expect(again.valueOf(name, variant)).toBe(model.get(`${name.slice(0, 40)} ${variant}`));
      }
      expect(again.size).toBe(set.size);
      expect(again.has("f".repeat(39), 7)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
