/**
 * The compiled code that is kept for the next start: whatever is wrong with it, the program says the same; what is old goes.
 */

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, type Run, run } from "./folder.js";
import { githubToken } from "./secrets.js";

const DAY_MS = 86_400_000;
const CLEAN = "const greeting = 'hello';\n";

interface Caches {
  readonly base: string;
  readonly files: () => string[];
  readonly start: (input?: string, args?: readonly string[]) => Promise<Run>;
}

/** A cache folder of its own, and the program with it. */
function caches(): Caches {
  const base = folder();
  const home = join(base, "secret-scan");
  return {
    base: home,
    files: () => (existsSync(home) ? readdirSync(home).sort() : []),
    start: (input = CLEAN, args = ["stdin"]) => run(args, { cwd: folder(), input, env: { XDG_CACHE_HOME: base, HOME: base } }),
  };
}

const said = ({ code, stdout }: Run): [number | null, string] => [code, stdout.replace(/\d+\.\d+ s/, "")];

test("a run leaves a cache that only its user may write, and the next takes it as it is", async () => {
  const { base, files, start } = caches();
  const first = await start();
  const [name] = files();
  expect(files()).toHaveLength(1);
  expect(lstatSync(join(base, name!)).mode & 0o777).toBe(0o600);
  expect(lstatSync(base).mode & 0o777).toBe(0o700);
  const before = lstatSync(join(base, name!)).mtimeMs;
  expect(said(await start())).toEqual(said(first));
  expect(lstatSync(join(base, name!)).mtimeMs).toBe(before);
});

test("what a run that found something has called is kept as well, once, and no secret with it", async () => {
  const { base, files, start } = caches();
  const secret = githubToken(7);
  await start();
  const first = await start(`token = ${secret}\n`);
  expect(first.code).toBe(1);
  const [full, clean] = files().map((name) => join(base, name));
  expect(files()).toHaveLength(2);
  const before = lstatSync(full!).mtimeMs;
  expect(said(await start(`token = ${secret}\n`))).toEqual(said(first));
  expect(lstatSync(full!).mtimeMs).toBe(before);
  for (const file of [full, clean]) expect(readFileSync(file!).includes(secret)).toBe(false);
});

test("a run that had nothing to scan keeps less, which one that has something to scan adds to", async () => {
  const { files, start } = caches();
  await start("", ["--help"]);
  await start("", ["rules", "list"]);
  const idle = files();
  expect(idle.every((name) => name.endsWith("-idle.cache"))).toBe(true);
  const clean = join(folder({ "a.ts": CLEAN }), "a.ts");
  await start("", [clean]);
  const both = files();
  expect(both.filter((name) => !idle.includes(name)).some((name) => name.endsWith("-other.cache"))).toBe(true);
  await start("", ["--help"]);
  await start("", [clean]);
  expect(files()).toEqual(both);
});

test("starts at the same time end alike and leave nothing unfinished", async () => {
  const { files, start } = caches();
  const runs = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(runs.map((one) => said(one).join())).size).toBe(1);
  expect(files()).toHaveLength(1);
  expect(files()[0]).toMatch(/\.cache$/);
});

test.each([0, 1])("a damaged cache is passed over and made anew: of a run that ended with %i", async (code) => {
  const { base, files, start } = caches();
  if (code === 1) await start(`token = ${githubToken(8)}\n`);
  const first = await start();
  const file = join(base, files()[0]!);
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, 1000), Buffer.alloc(0), Buffer.from(whole).fill(0x5a, 0, 64), Buffer.alloc(5000, 1)]) {
    writeFileSync(file, damaged);
    expect(said(await start())).toEqual(said(first));
    expect(readFileSync(file).length).toBeGreaterThan(100_000);
  }
});

test("a cache that others may write, a link or a folder in its place is not used", async () => {
  const { base, files, start } = caches();
  const first = await start();
  const file = join(base, files()[0]!);
  chmodSync(file, 0o666);
  expect(said(await start())).toEqual(said(first));
  expect(lstatSync(file).mode & 0o777).toBe(0o600);
  const elsewhere = join(folder(), "elsewhere");
  renameSync(file, elsewhere);
  symlinkSync(elsewhere, file);
  expect(said(await start())).toEqual(said(first));
  expect(lstatSync(file).isFile()).toBe(true);
});

test("without a place for a cache the program runs without one", async () => {
  const { base, start } = caches();
  writeFileSync(base, "a file where the folder would be\n");
  const first = await start();
  expect(first.code).toBe(0);
  expect(said(await start())).toEqual(said(first));
  expect(readFileSync(base, "utf8")).toBe("a file where the folder would be\n");
});

test("caches that nobody used for a month go when one is written, and nothing else does", async () => {
  const { base, files, start } = caches();
  mkdirSync(base, { mode: 0o700 });
  const put = (name: string, days: number): void => {
    const time = new Date(Date.now() - days * DAY_MS);
    writeFileSync(join(base, name), "x");
    utimesSync(join(base, name), time, time);
  };
  const id = "0123456789abcdef";
  put(`${id}-1000-v20.1.0-x64.cache`, 40);
  put(`${id}-1001-v20.1.0-x64-main-hook.cache`, 40);
  put(`${id}-1002-v20.1.0-x64-main-hook.cache`, 20);
  put(`${id}-1003-v20.1.0-x64-main-hook.cache.77.tmp`, 2);
  put(`${id}-1004-v20.1.0-x64-main-hook.cache.78.tmp`, 0);
  put("history-key", 400);
  put("somebody-elses.cache", 400);
  mkdirSync(join(base, `${id}-1005-v20.1.0-x64-main-hook.cache`));
  symlinkSync(join(base, "history-key"), join(base, `${id}-1006-v20.1.0-x64-main-hook.cache`));
  expect((await start()).code).toBe(0);
  expect(files().filter((name) => !name.endsWith("-stdin.cache"))).toEqual([
    `${id}-1002-v20.1.0-x64-main-hook.cache`,
    `${id}-1004-v20.1.0-x64-main-hook.cache.78.tmp`,
    `${id}-1005-v20.1.0-x64-main-hook.cache`,
    `${id}-1006-v20.1.0-x64-main-hook.cache`,
    "history-key",
    "somebody-elses.cache",
  ]);
});

test("of very many caches those used last stay", async () => {
  const { base, files, start } = caches();
  mkdirSync(base, { mode: 0o700 });
  for (let i = 0; i < 120; i++) {
    const name = join(base, `0123456789abcdef-${1000 + i}-v20.1.0-x64-main-scan.cache`);
    const time = new Date(Date.now() - i * 3_600_000);
    writeFileSync(name, "x");
    utimesSync(name, time, time);
  }
  await start();
  expect(files()).toHaveLength(49);
  expect(files().filter((name) => /-10[0-4]\d-/.test(name))).toHaveLength(48);
  expect(files()).toContain("0123456789abcdef-1047-v20.1.0-x64-main-scan.cache");
});
