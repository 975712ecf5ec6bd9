/**
 * Signals: the documented exit codes, no report, no process and no temporary file left.
 */

import { spawn } from "node:child_process";
import { chmodSync, linkSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { cleanEnvironment, folder, PROGRAM, type Run } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";
import { catchesSignals, HANG_MS, has, isAlive, leftOver, missing, outcome, start, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS });

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Seconds of work for worker threads: one file under many names. */
function many(count = 1000): string {
  const cwd = folder({ "f.txt": `${randomText(70, 1)}\n`.repeat(100_000) });
  for (let i = 0; i < count; i++) linkSync(join(cwd, "f.txt"), join(cwd, `f${i}.txt`));
  return cwd;
}

test.each(Object.entries(CODES))("%s in the middle of a scan: exit %i", async (signal, expected) => {
  const cwd = many();
  const before = readdirSync(cwd).length;
  const child = start(["--format", "json=report.json", "--threads", "2"], { cwd });
  const ended = outcome(child);
  await catchesSignals(child.pid);
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill(signal as NodeJS.Signals);
  const { code, stdout } = await ended;
  expect(code).toBe(expected);
  expect(stdout).toBe("");
  expect(readdirSync(cwd)).toHaveLength(before);
  expect(leftOver(child)).toEqual([]);
});

test.each([["1"], ["2"]])("SIGINT in the middle of one file of a terabyte, with %s threads: exit 130", async (threads) => {
  const cwd = folder({ "a.txt": "nothing\n" });
  truncateSync(join(cwd, "a.txt"), 2 ** 40);
  const child = start(["--threads", threads], { cwd });
  const ended = outcome(child);
  await catchesSignals(child.pid);
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill("SIGINT");
  expect((await ended).code).toBe(130);
  expect(leftOver(child)).toEqual([]);
});

test.each([["history"], ["staged"], ["range"], ["inventory"], ["hook"], []])(
  "SIGTERM while git is waited for: exit 143, and no git outlives it: %s",
  async (...command) => {
    const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
    const programs = folder({ git: "#!/bin/sh\nexec sleep 1000\n" });
    chmodSync(join(programs, "git"), 0o755);
    await stress(["--version"], { cwd, limits: "git init -q ." });
    const more: Record<string, string[]> = { range: ["HEAD~1..HEAD"], hook: ["pre-commit"] };
    const args = [...command, ...(more[command[0] ?? ""] ?? [])];
    const child = start(args, { cwd, env: { PATH: `${programs}:${process.env["PATH"]}` } });
    child.stdin!.end();
    const ended = outcome(child);
    await vi.waitFor(() => expect(leftOver(child).join()).toContain("sleep 1000"), { timeout: 20_000, interval: 50 });
    child.kill("SIGTERM");
    expect((await ended).code).toBe(143);
    expect(leftOver(child)).toEqual([]);
  },
);

test("four scans of a history at once, with one cache, say the same, and so does the next", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  const commit = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";
  await stress(["--version"], { cwd, limits: commit });
  const home = folder();
  const args = ["history", "--format", "json", "--reproducible"];
  const one = (): Promise<Run> => stress(args, { cwd, env: { HOME: home }, without: ["XDG_CACHE_HOME"] });
  const runs = [...(await Promise.all([one(), one(), one(), one()])), await one()];
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
  const kept = [...readdirSync(join(cwd, ".git/secret-scan")), ...readdirSync(join(home, ".cache/secret-scan"))];
  expect(kept.filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("SIGPIPE ends nothing: a reader that has gone shows when it is written to", async () => {
  const cwd = many(30);
  const child = start(["--format", "json", "--reproducible", "--threads", "2"], { cwd });
  child.stdin!.end();
  const ended = outcome(child);
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGPIPE");
  }
  const { code, stdout, stderr } = await ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout).scan.files).toBe(31);
});

const noTerminal = missing(!has("script"), "a terminal that is closed: no script here");
test.skipIf(noTerminal)("a terminal that is closed ends the scan, and leaves nothing behind", async () => {
  const cwd = many();
  const before = readdirSync(cwd).length;
  const command = `echo $$ >'${folder()}/pid'; exec '${process.execPath}' '${PROGRAM}' --threads 2 --format json=report.json --progress`;
  const pidFile = /'([^']+\/pid)'/.exec(command)![1]!;
  const terminal = spawn("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: cleanEnvironment(),
    stdio: ["pipe", "ignore", "ignore"],
  });
  await vi.waitFor(() => expect(readFileSync(pidFile, "utf8")).toMatch(/\n/), { timeout: 20_000, interval: 50 });
  const pid = Number(readFileSync(pidFile, "utf8"));
  await catchesSignals(pid);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isAlive(pid)).toBe(true);
  terminal.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000, interval: 50 });
  expect(readdirSync(cwd)).toHaveLength(before);
});

test.each(["stdin", "redact"])("%s that waits for input ends by a signal, and says nothing of what it held", async (command) => {
  const child = start([command], { cwd: folder() });
  const ended = outcome(child);
  child.stdin!.write(`token = ${githubToken(1)}\n`);
  await catchesSignals(child.pid);
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stdout + stderr).not.toContain(githubToken(1).slice(0, 20));
});

test("two scans at once do not disturb each other", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n`, "b.txt": "nothing\n" });
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => {
      const child = start(["--format", "json", "--reproducible"], { cwd });
      child.stdin!.end();
      return outcome(child);
    }),
  );
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
});
