/**
 * Generated settings, command lines, trees and repositories through the built program, with fixed seeds; `npm run fuzz` goes on from
 * there. What it found is replayed.
 */

import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { HANG_MS } from "../faults/process.js";
import { folder, PROGRAM } from "../program/folder.js";
import { brokenByProgram, PROGRAM_SUBJECTS, type ProgramSubject } from "./run-program-seed.js";

vi.setConfig({ testTimeout: HANG_MS * 4 });

const root = dirname(dirname(PROGRAM));

/** Seeds that broke something once, whatever their subject. */
const FOUND: readonly number[] = [];

const RUNS: Readonly<Record<ProgramSubject, number>> = { settings: 24, "command-line": 32, tree: 4, repository: 4 };

test.each(PROGRAM_SUBJECTS)("%s", async (subject) => {
  const seeds = Array.from({ length: RUNS[subject] }, (_, i) => i + 1);
  for (let i = 0; i < seeds.length; i += 4) {
    const broken = await Promise.all(
      seeds.slice(i, i + 4).map((seed) => brokenByProgram(seed, { root, folder: folder() }, subject)),
    );
    expect.soft(broken.filter((what) => what !== undefined)).toEqual([]);
  }
});

test("what was found once", async () => {
  for (const seed of FOUND) expect.soft(await brokenByProgram(seed, { root, folder: folder() })).toBeUndefined();
});
