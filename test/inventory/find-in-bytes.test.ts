import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findReferencesInBytes } from "../../src/inventory/references/find-in-bytes.js";
import { findReferences } from "../../src/inventory/references/find-references.js";

const PIECES = [
  "const a = process.env.STRIPE_KEY;\n",
  'getEnv("DB_PASSWORD", "x");',
  'process.env["X_TOKEN"] ?? "";\r\n',
  "const { A_TOKEN, B_TOKEN = 'x' } = process.env;\n",
  "// process.env.OLD_TOKEN\n",
  "漢字👩‍👧",
  "\r",
  "\n",
  `${"x".repeat(3000)};`,
  `${"let y = 1;\n".repeat(500)}`,
];

describe("references in bytes", () => {
  it("are those in the text, in small files and in large ones", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (pieces, isLarge, hasBom) => {
          const text = (hasBom ? "\ufeff" : "") + pieces.join("") + (isLarge ? "\n".repeat(70_000) : "");
          const expected = findReferences("a.ts", text);
          const found = findReferencesInBytes("a.ts", Buffer.from(text));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are not looked for in other files, nor where no anchor stands", () => {
    expect(findReferencesInBytes("a.txt", Buffer.from("process.env.X_TOKEN"))).toEqual([]);
    expect(findReferencesInBytes("a.ts", Buffer.from("invent"))).toEqual([]);
  });
});
