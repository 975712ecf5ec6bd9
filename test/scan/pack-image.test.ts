/** The prefilter's tables that the build makes are those that the program would make itself. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDetector } from "../../src/detect/detector.js";
import { createPrefilter } from "../../src/prefilter/prefilter.js";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";
import { ESCAPES } from "../../src/scan/escaped-span.js";
import { packImage } from "../../src/scan/pack-image.js";

const CAPACITY = 1 << 16;

test("a prefilter with an image has the memory of one with the tables, whatever its window", () => {
  const tables = createDetector(loadBuiltInPack().rules, 0, ESCAPES).tables();
  for (const capacity of [CAPACITY, 3 * CAPACITY + 5]) {
    const made = createPrefilter(tables, capacity);
    const copied = createPrefilter({ image: packImage() }, capacity);
    expect(copied.window.byteOffset).toBe(made.window.byteOffset);
    expect(copied.candidates.byteOffset).toBe(made.candidates.byteOffset);
    expect(Buffer.from(copied.window.buffer).equals(Buffer.from(made.window.buffer))).toBe(true);
  }
});

const BUILT = join(import.meta.dirname, "../../dist/data/pack-image.bin");

test.skipIf(!existsSync(BUILT))("the bundle has the same bytes", () => {
  expect(Buffer.from(packImage()).equals(readFileSync(BUILT))).toBe(true);
});
