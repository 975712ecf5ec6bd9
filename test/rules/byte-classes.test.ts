import fc from "fast-check";
import { expect, test } from "vitest";
import { byteClasses } from "../../src/rules/pattern/byte-classes.js";

const SET = fc
  .uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 40 })
  .map((bytes) => Uint8Array.from({ length: 256 }, (_, byte) => (bytes.includes(byte) ? 1 : 0)));

test("two bytes are of one class exactly when every set treats them alike", () => {
  fc.assert(
    fc.property(fc.array(SET, { minLength: 1, maxLength: 6 }), (sets) => {
      const { count, classesOf } = byteClasses(sets);
      const signatures = Array.from({ length: 256 }, (_, byte) => sets.map((set) => set[byte]).join(""));
      const byFirstByte = [...new Set(signatures)];
      expect(count).toBe(byFirstByte.length);
      const expected = sets.map((_, index) => byFirstByte.flatMap((signature, id) => (signature[index] === "1" ? [id] : [])));
      expect(classesOf.map((classes) => [...classes])).toEqual(expected);
    }),
  );
});
