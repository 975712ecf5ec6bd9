/**
 * Loads: they complete, within documented memory. Peaks are printed; the limits stand in docs/threat-model.md.
 */

import { spawn, spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, linkSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folder, PROGRAM } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";

/** MiB of resident memory that no load may pass. */
const LIMIT = 1024;

interface Loaded {
  readonly code: number | null;
  readonly stdout: string;
  /** MiB */
  readonly peak: number;
}

/** Runs it and watches its resident memory. */
function loaded(args: readonly string[], cwd: string, feed?: (stdin: NodeJS.WritableStream) => void): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ["pipe", "pipe", "inherit"] });
    let peak = 0;
    const watch = setInterval(() => {
      try {
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
      } catch {
        // it has ended
      }
    }, 20);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      process.stderr.write(`${args.join(" ")}: ${Date.now() - started} ms, peak ${Math.round(peak)} MiB\n`);
      resolve({ code, stdout: Buffer.concat(chunks).toString(), peak });
    });
    if (feed === undefined) child.stdin.end();
    else feed(child.stdin);
  });
}

const SUMMARY = ["--format", "json", "--reproducible"];

test("100,000 files in one folder", async () => {
  const cwd = folder({ f: "nothing\n", z: `token = ${githubToken(1)}\n` });
  // a file system allows 65,000 links to one file
  for (let i = 0; i < 100_000; i++) {
    if (i % 30_000 === 0) writeFileSync(join(cwd, `f${i}`), "nothing\n");
    else linkSync(join(cwd, `f${i - (i % 30_000)}`), join(cwd, `f${i}`));
  }
  const { code, stdout, peak } = await loaded(SUMMARY, cwd);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).scan.files).toBe(100_002);
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
  const { code, stdout, peak } = await loaded(SUMMARY, cwd);
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
  const { code, stdout, peak } = await loaded(SUMMARY, cwd);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).scan.bytes).toBe(20 * 1024 ** 3);
  expect(peak).toBeLessThan(LIMIT);
});

test("1 GB on standard input", async () => {
  const block = Buffer.from(`${randomText(80, 1)}\n`.repeat(12_000)).subarray(0, 1 << 20);
  const { code, stdout, peak } = await loaded(["stdin", ...SUMMARY], folder(), (stdin) => {
    let sent = 0;
    const send = (): void => {
      while (sent < 1000) {
        sent++;
        if (!stdin.write(block)) return void stdin.once("drain", send);
      }
      stdin.end(`\ntoken = ${githubToken(1)}\n`);
    };
    send();
  });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings.some(({ ruleId }: { ruleId: string }) => ruleId === "github-personal-access-token")).toBe(
    true,
  );
  expect(peak).toBeLessThan(LIMIT);
});

test("100,000 findings", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 100 }, (_, f) => [
      `f${f}.txt`,
      Array.from({ length: 1000 }, (_, i) => `token = ${githubToken(f * 1000 + i + 1)}\n`).join(""),
    ]),
  );
  const cwd = folder(files);
  const { code, stdout, peak } = await loaded(SUMMARY, cwd);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings).toHaveLength(100_000);
  expect(peak).toBeLessThan(LIMIT * 2);
  for (const format of ["pretty", "sarif", "html"])
    expect((await loaded(["--format", format], cwd)).peak).toBeLessThan(LIMIT * 2);
});
