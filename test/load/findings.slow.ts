/**
 * 100,000 findings in one repository: linear time in the scan, the exceptions and every format, within documented memory.
 */

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completeChecksum } from "../../src/detect/checksums/verify.js";
import { FORMAT_NAMES } from "../../src/report/writer.js";
import { folder } from "../program/folder.js";
import { randomText } from "../program/secrets.js";
import { growth, type Loaded, loaded, SUMMARY } from "./loaded.js";

/** MiB of resident memory. */
const LIMIT = 400;
/** MiB of heap, since V8 collects late where nothing presses it; and that the process may take at all, of which V8 reserves more than it uses. */
const BOUNDS = { heap: 256, limit: 512 };
const A_FILE = 100;

/** Of letters and digits in turn, so that it needs no slow hash: those would take ten times all else. */
function token(seed: number): string {
  return completeChecksum("github-classic", ["gh", "p_"].join("") + randomText(36, seed, "0A1b2C3d4E5f6G7h8"));
}

/** Tokens, or one token again and again. */
function withFindings(count: number, distinct: number): string {
  const tokens = Array.from({ length: distinct }, (_, i) => token(i + 1));
  const file = (f: number): string =>
    Array.from({ length: A_FILE }, (_, i) => `token = ${tokens[(f * A_FILE + i) % distinct]}\n`).join("");
  return folder(Object.fromEntries(Array.from({ length: count / A_FILE }, (_, f) => [`src/f${f}.txt`, file(f)])));
}

/** Runs it at two sizes and wants the time of the second in proportion. */
async function inProportion(run: (count: number) => Promise<Loaded>): Promise<void> {
  const small = await run(30_000);
  const large = await run(100_000);
  expect(large.peak).toBeLessThan(LIMIT);
  expect(growth(small, large, 100_000 / 30_000)).toBeLessThan(1.5);
}

test("in every format at once", async () => {
  await inProportion(async (count) => {
    const cwd = withFindings(count, count);
    const out = folder();
    const formats = FORMAT_NAMES.flatMap((format) => ["--format", `${format}=${join(out, format)}`]);
    const run = await loaded([...SUMMARY, ...formats], cwd, BOUNDS);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout).findings).toHaveLength(count);
    // GitHub's formats stop where GitHub does
    for (const format of ["pretty", "json", "jsonl", "markdown", "html", "gitlab", "codequality", "junit", "csv", "cyclonedx"])
      expect(statSync(join(out, format)).size, format).toBeGreaterThan(count * 100);
    return run;
  });
});

test("places of one secret", async () => {
  await inProportion(async (count) => {
    const out = folder();
    const run = await loaded([...SUMMARY, "--format", `cyclonedx=${join(out, "c")}`], withFindings(count, 1), BOUNDS);
    expect(JSON.parse(run.stdout).findings).toHaveLength(count);
    return run;
  });
});

test("all of them allowed, and all of them in the baseline", async () => {
  await inProportion(async (count) => {
    const cwd = withFindings(count, count);
    const { stdout } = await loaded(SUMMARY, cwd, BOUNDS);
    const prints: string[] = JSON.parse(stdout).findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const entries = prints.slice(0, count / 2).map((print) => `  - fingerprint: ${print}\n    reason: a test\n`);
    writeFileSync(join(cwd, ".secrets-allowlist"), `version: 1\nentries:\n${entries.join("")}`);
    expect((await loaded(["baseline", "write"], cwd, BOUNDS)).code).toBe(0);
    expect(readFileSync(join(cwd, ".secrets-baseline.json"), "utf8").length).toBeGreaterThan(count * 10);
    const run = await loaded(SUMMARY, cwd, BOUNDS);
    const { findings, suppressed } = JSON.parse(run.stdout);
    expect(findings).toEqual([]);
    expect(suppressed.length).toBe(count);
    return run;
  });
});
