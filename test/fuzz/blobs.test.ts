/**
 * Generated and damaged files through the scanner, with fixed seeds; `npm run fuzz` goes on from there. What it found is replayed.
 */

import { expect, test } from "vitest";
import { brokenBy, fuzzScanner } from "./run-seed.js";

/** Seeds that broke something once. */
const FOUND: readonly number[] = [];

test("600 damaged files, read whole, in pieces and streamed", () => {
  const scanner = fuzzScanner();
  const broken: string[] = [];
  for (const seed of [...FOUND, ...Array.from({ length: 600 }, (_, i) => i)]) {
    const what = brokenBy(seed, scanner);
    if (what !== undefined) broken.push(what);
  }
  expect(broken).toEqual([]);
});
