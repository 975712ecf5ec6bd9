/**
 * Generated settings, command lines and trees through the built program: a documented exit code, no stack trace, no hang.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { HANG_MS, stress } from "../faults/process.js";
import { folder } from "../program/folder.js";
import { mutated, randomArguments, randomFile, randomSettings } from "./generate.js";
import { createRandom } from "./random.js";
import { PLANTED } from "./run-seed.js";

vi.setConfig({ testTimeout: HANG_MS * 4 });

async function holds(args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await stress(args, { cwd });
  const what = `${JSON.stringify(args)} ${stderr.slice(0, 300)}`;
  expect.soft([0, 1, 2, 3], what).toContain(code);
  expect.soft(stderr, what).not.toMatch(/\n\s+at |a bug/);
  expect.soft(stdout + stderr, what).not.toContain(PLANTED.slice(8, 30));
}

async function inGroups<T>(items: readonly T[], one: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += 4) await Promise.all(items.slice(i, i + 4).map(one));
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

test("damaged settings", async () => {
  await inGroups(seeds(20), async (seed) => {
    const random = createRandom(seed);
    const cwd = folder({ "a.txt": `token = ${PLANTED}\n`, "s.yaml": randomSettings(random) });
    await holds([random.pick(["--allowlist", "--config", "--rules", "--baseline"]), "s.yaml"], cwd);
  });
});

test("command lines", async () => {
  // one level down, so that `..` is ours too
  const cwd = join(folder({ "in/a.txt": `token = ${PLANTED}\n` }), "in");
  await inGroups(seeds(24), (seed) => holds(randomArguments(createRandom(seed + 500)), cwd));
});

test("trees of damaged files: a valid report, the same for any number of threads", async () => {
  await inGroups(seeds(4), async (seed) => {
    const random = createRandom(seed + 900);
    const cwd = folder();
    for (let i = 0; i < 60; i++) {
      const { name, bytes } = randomFile(random, PLANTED);
      writeFileSync(
        join(cwd, `${i}-${random.pick(["", "é", "\u001b[2J", "\u202e", "a b", "'\"", "%"])}${name}`),
        mutated(bytes, random),
      );
    }
    const runs = await Promise.all(
      ["1", "3"].map((threads) =>
        stress(["--format", "json", "--reproducible", "--min-confidence", "low", "--threads", threads], { cwd }),
      ),
    );
    expect.soft(runs[0]!.stdout).toBe(runs[1]!.stdout);
    expect.soft(JSON.parse(runs[0]!.stdout).schemaVersion).toBe(1);
    expect.soft(runs[0]!.stdout).not.toContain(PLANTED.slice(8, 30));
    expect.soft(runs[0]!.stderr).not.toMatch(/a bug/);
  });
});
