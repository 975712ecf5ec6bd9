/**
 * What holds for every checksum: what is completed verifies, what is then changed does not, and no text is too odd to judge.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeChecksum, verifyChecksum } from "../../src/detect/checksums/verify.js";
import { CHECKSUMS, type Checksum } from "../../src/model/rule.js";
import { DRAFTS, SUMMED } from "./support.js";

const NAMES = Object.keys(DRAFTS) as Checksum[];

describe.each(NAMES)("%s", (name) => {
  const drafts = DRAFTS[name] as fc.Arbitrary<string>;

  test("a completed draft is valid, and complete", () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const value = completeChecksum(name, draft);
        expect(verifyChecksum(name, value)).toBe("valid");
        expect(completeChecksum(name, value)).toBe(value);
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(SUMMED)("%s", (name) => {
  test("one changed character makes it invalid", () => {
    fc.assert(
      fc.property(DRAFTS[name] as fc.Arbitrary<string>, fc.nat(), (draft, seed) => {
        const value = completeChecksum(name, draft);
        const at = value.length - 1 - (seed % 20);
        const old = value.charAt(at);
        fc.pre(/[A-Za-z0-9]/.test(old));
        const changed = value.slice(0, at) + substitute(old) + value.slice(at + 1);
        expect(verifyChecksum(name, changed)).not.toBe("valid");
      }),
      { numRuns: 60 },
    );
  });

  test("a random draft is not valid", () => {
    fc.assert(
      fc.property(DRAFTS[name] as fc.Arbitrary<string>, (draft) => {
        expect(verifyChecksum(name, draft)).toBe("invalid");
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});

test("no text makes a checksum throw, and what it can't hold stays as it is", () => {
  fc.assert(
    fc.property(fc.constantFrom(...CHECKSUMS), fc.string({ unit: "binary", maxLength: 80 }), (name, odd) => {
      expect(["valid", "invalid", undefined]).toContain(verifyChecksum(name, odd));
      if (verifyChecksum(name, odd) === undefined) expect(typeof completeChecksum(name, odd)).toBe("string");
    }),
  );
});

/** Another character of the same kind, so that the shape still holds. */
function substitute(old: string): string {
  if (/[0-9]/.test(old)) return old === "7" ? "4" : "7";
  if (/[A-F]/.test(old)) return old === "A" ? "C" : "A";
  if (/[a-f]/.test(old)) return old === "a" ? "c" : "a";
  if (/[A-Z]/.test(old)) return old === "P" ? "Q" : "P";
  return old === "p" ? "q" : "p";
}
