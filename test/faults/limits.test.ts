/**
 * Odd machines: few descriptors, a small heap, one core, no home, strange clocks and locales, folders that may not be written to.
 */

import { chmodSync, chownSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, has, missing, type StressOptions, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 2 });

const ARGS = ["--format", "json", "--reproducible", "--threads", "2"];

function tree(): string {
  return folder({
    ...Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`d${i % 5}/f${i}.txt`, `nothing ${i}\n`])),
    "İstanbul/ı.txt": `token = ${githubToken(1)}\n`,
    "d1/Z.txt": `TOKEN=${githubToken(2)}\n`,
  });
}

/** The same bytes as on an ordinary machine. */
async function sameAsEver(options: Omit<StressOptions, "cwd">): Promise<void> {
  const cwd = tree();
  const usual = await stress(ARGS, { cwd });
  expect(usual.code).toBe(1);
  expect(await stress(ARGS, { cwd, ...options })).toEqual(usual);
}

test("64 file descriptors", () => sameAsEver({ limits: "ulimit -n 64" }));
test("a heap of 64 MiB", () => sameAsEver({ nodeOptions: ["--max-old-space-size=64"] }));
test("no HOME, no TMPDIR", () => sameAsEver({ without: ["HOME", "TMPDIR", "XDG_CACHE_HOME"] }));
test("a HOME that is not there", () => {
  // root would make it
  const gone = join(folder(), "not/there");
  return sameAsEver({ env: { HOME: gone, TMPDIR: gone } });
});
test("a HOME that is a file", () => sameAsEver({ env: { HOME: "/dev/null" } }));
test("the Turkish locale", () => sameAsEver({ env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } }));
test("the C locale", () => sameAsEver({ env: { LANG: "C", LC_ALL: "C" } }));
test("a time zone far away", () => sameAsEver({ env: { TZ: "Pacific/Kiritimati" } }));
test.skipIf(missing(!has("taskset"), "one core: no taskset here"))("one core", () =>
  sameAsEver({ under: ["taskset", "-c", "0"] }),
);

test("a current folder that is gone: one line and exit 2, and help all the same", async () => {
  const place = folder({ "gone/a.txt": "x\n" });
  const limits = `cd ${place}/gone && rm -r ${place}/gone`;
  for (const args of [
    [],
    ["staged"],
    ["stdin"],
    ["history"],
    ["doctor"],
    ["inventory"],
    ["rules", "list"],
    [place],
    ["hook", "pre-commit"],
  ]) {
    const { code, stderr } = await stress(args, { cwd: place, limits: `mkdir -p ${place}/gone && ${limits}` });
    expect.soft(args[0] === "rules" ? [0, 2] : [2], `${args.join(" ")}: ${stderr}`).toContain(code);
    if (code === 2) expect.soft(stderr).toMatch(/^secret-scan: the current folder is gone/);
  }
  for (const args of [["--help"], ["--version"]])
    expect((await stress(args, { cwd: place, limits: `mkdir -p ${place}/gone && ${limits}` })).code).toBe(0);
});

test("down to too few descriptors: it says so, and never hangs", async () => {
  const cwd = tree();
  for (const descriptors of [40, 28, 24, 22, 20]) {
    const { code, stderr } = await stress(ARGS, { cwd, limits: `ulimit -n ${descriptors}` });
    expect.soft([1, 3], `${descriptors}: ${stderr}`).toContain(code);
    expect.soft(stderr).not.toMatch(/a bug|\n\s+at /);
  }
});

const noFaketime = missing(!has("faketime"), "clocks before 1970 and after 2038: no faketime here");
test.skipIf(noFaketime)("clocks before 1970 and after 2038", async () => {
  for (const date of ["1960-01-01", "2040-01-01", "2999-01-01"]) await sameAsEver({ under: ["faketime", date] });
});

const noOtherUser = missing(
  process.getuid?.() === 0 && !has("setpriv"),
  "read-only folders: root writes everywhere, and setpriv is not here",
);
test.skipIf(noOtherUser)("a folder and a repository that may not be written to", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  const commit = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";
  await stress(["--version"], { cwd, limits: commit });
  chmodSync(cwd, 0o755);
  const root = process.getuid?.() === 0;
  if (!root) chmodSync(join(cwd, ".git"), 0o555);
  const under = root ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [];
  const env = { HOME: "/nonexistent", GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: "*" };
  for (const args of [[], ["history"], ["staged"]]) {
    const { code, stderr } = await stress(args, { cwd, under, env });
    expect.soft(code, `${args.join(" ")}: ${stderr}`).toBe(args[0] === "staged" ? 0 : 1);
    expect.soft(stderr).not.toMatch(/a bug/);
  }
  expect((await stress(["--format", "json=r.json"], { cwd, under, env })).code).toBe(2);
  expect(readdirSync(cwd).sort()).toEqual([".git", "a.txt"]);
  if (root) chownSync(cwd, 0, 0);
  else chmodSync(join(cwd, ".git"), 0o755);
});
