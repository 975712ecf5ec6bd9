/**
 * Trees and streams that are large in every way: they are read to the end within documented memory, in linear time.
 */

import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, linkSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folder } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";
import { growth, loaded, SUMMARY } from "./loaded.js";

/** MiB, of resident memory and of what the process may take at all. */
const LIMIT = 256;
/** MiB of heap: what a tree takes does not grow with its files. */
const HEAP = 64;

/** A file system allows 65,000 links to one file. */
const LINKS = 30_000;

/** Files of one line, `each` in a folder. */
function manyFiles(count: number, each: number): string {
  const cwd = folder({ z: `token = ${githubToken(1)}\n` });
  onTestFinished(() => void spawnSync("rm", ["-rf", cwd]));
  let source = "";
  for (let i = 0; i < count; i++) {
    const below = join(cwd, `d${Math.floor(i / each)}`);
    if (i % each === 0) mkdirSync(below);
    const path = join(below, `f${i % each}`);
    if (i % LINKS !== 0) linkSync(source, path);
    else {
      writeFileSync(path, "nothing\n");
      source = path;
    }
  }
  return cwd;
}

test("1,000,000 files in one tree, in linear time", async () => {
  const runs = [];
  for (const count of [250_000, 1_000_000]) {
    const run = await loaded(SUMMARY, manyFiles(count, 1000), { limit: LIMIT, heap: HEAP });
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout).scan).toMatchObject({ files: count + 1, complete: true });
    expect(run.peak).toBeLessThan(LIMIT);
    runs.push(run);
  }
  expect(growth(runs[0]!, runs[1]!, 4)).toBeLessThan(1.5);
});

test("100,000 files in one folder", async () => {
  const { code, stdout, peak } = await loaded(SUMMARY, manyFiles(100_000, 100_000), { limit: LIMIT, heap: HEAP });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).scan.files).toBe(100_001);
  expect(peak).toBeLessThan(LIMIT);
});

test("5,000 levels deep, and paths of more than 4,096 bytes", async () => {
  const cwd = folder();
  const home = process.cwd();
  process.chdir(cwd);
  for (let i = 0; i < 5000; i++) {
    mkdirSync("d");
    process.chdir("d");
    if (i === 1000 || i === 1900 || i === 4999) writeFileSync("t.txt", `token = ${githubToken(i)}\n`);
  }
  process.chdir(home);
  // Node's own removal recurses, and this is deeper than its stack
  onTestFinished(() => void spawnSync("rm", ["-rf", cwd]));
  const { code, stdout, peak } = await loaded(SUMMARY, cwd, { limit: LIMIT, heap: HEAP });
  const { findings, failures } = JSON.parse(stdout);
  // what the system cannot open by its path is said, not left out
  expect(code).toBe(1);
  expect(findings.map(({ path }: { path: string }) => path.length)).toEqual([1901 * 2 + 5, 1001 * 2 + 5]);
  expect(failures.length).toBeGreaterThan(0);
  expect(peak).toBeLessThan(LIMIT);
});

test("a sparse file of 20 GB", async () => {
  const cwd = folder();
  const fd = openSync(join(cwd, "sparse"), "w");
  ftruncateSync(fd, 20 * 1024 ** 3);
  closeSync(fd);
  const { code, stdout, peak } = await loaded(SUMMARY, cwd, { limit: LIMIT, heap: HEAP });
  expect(code).toBe(0);
  expect(JSON.parse(stdout).scan.bytes).toBe(20 * 1024 ** 3);
  expect(peak).toBeLessThan(LIMIT);
});

test("1 GB on standard input", async () => {
  const block = Buffer.from(`${randomText(80, 1)}\n`.repeat(12_000)).subarray(0, 1 << 20);
  const feed = (stdin: NodeJS.WritableStream): void => {
    let sent = 0;
    const send = (): void => {
      while (sent < 1000) {
        sent++;
        if (!stdin.write(block)) return void stdin.once("drain", send);
      }
      stdin.end(`\ntoken = ${githubToken(1)}\n`);
    };
    send();
  };
  const { code, stdout, peak } = await loaded(["stdin", ...SUMMARY], folder(), { limit: LIMIT, heap: HEAP, feed });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings.some(({ ruleId }: { ruleId: string }) => ruleId === "github-personal-access-token")).toBe(
    true,
  );
  expect(peak).toBeLessThan(LIMIT);
});
