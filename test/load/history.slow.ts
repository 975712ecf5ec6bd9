/**
 * A repository with 1,000,000 objects, and one whose refs name what belongs to no commit, by the hundred thousand.
 */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { growth, loaded, SUMMARY } from "./loaded.js";

/** MiB of resident memory, and of what the process may take at all. */
const LIMIT = 512;
/** MiB of heap: what is remembered of an object lies outside of it, some hundred bytes each. */
const HEAP = 128;

const PER_COMMIT = 1000;

/** Commits that each bring in a folder of small files, all different; the last file of all holds a token. */
async function manyObjects(blobs: number): Promise<string> {
  const cwd = folder();
  onTestFinished(() => void spawnSync("rm", ["-rf", cwd]));
  spawnSync("git", ["init", "-q", "."], { cwd });
  const git = spawn("git", ["fast-import", "--quiet"], { cwd, stdio: ["pipe", "ignore", "inherit"] });
  const ended = once(git, "close");
  for (let c = 0; c * PER_COMMIT < blobs; c++) {
    const files = Array.from({ length: PER_COMMIT }, (_, i) => {
      const n = c * PER_COMMIT + i;
      const text = n === blobs - 1 ? `token = ${githubToken(1)}\n` : `line ${n}\n`;
      return `M 100644 inline d${c}/f${i}.txt\ndata ${text.length}\n${text}\n`;
    });
    const from = c === 0 ? "" : `from :${c}\n`;
    const head = `commit refs/heads/main\nmark :${c + 1}\ncommitter a <a@example.org> ${1_700_000_000 + c} +0000\ndata 1\nc\n${from}`;
    if (!git.stdin.write(head + files.join(""))) await once(git.stdin, "drain");
  }
  git.stdin.end();
  await ended;
  return cwd;
}

test("1,000,000 objects, in linear time, and again from what is remembered", async () => {
  const runs = [];
  for (const count of [250_000, 1_000_000]) {
    const cwd = await manyObjects(count);
    const run = await loaded(["history", ...SUMMARY], cwd, { limit: LIMIT, heap: HEAP });
    expect(run.code).toBe(1);
    const { scan, findings } = JSON.parse(run.stdout);
    expect(scan).toMatchObject({ blobs: count, complete: true });
    expect(findings).toHaveLength(1);
    expect(run.peak).toBeLessThan(LIMIT);
    const again = await loaded(["history", ...SUMMARY], cwd, { limit: LIMIT, heap: HEAP });
    expect(again.stdout).toBe(run.stdout);
    runs.push(run);
  }
  expect(growth(runs[0]!, runs[1]!, 4)).toBeLessThan(1.5);
});

test("a tag that names a tree of 200,000 files, and 200,000 blobs that nothing leads to", async () => {
  const cwd = await manyObjects(200_000);
  const git = (...args: string[]): string => spawnSync("git", args, { cwd, encoding: "utf8" }).stdout.trim();
  git("tag", "tree", git("rev-parse", "refs/heads/main^{tree}"));
  git("update-ref", "-d", "refs/heads/main");
  const named = await loaded(["history", ...SUMMARY], cwd, { limit: LIMIT, heap: HEAP });
  expect(named.code).toBe(1);
  expect(JSON.parse(named.stdout).scan).toMatchObject({ blobs: 200_000, complete: true });
  git("tag", "-d", "tree");
  const lost = await loaded(["history", "--unreachable", ...SUMMARY], cwd, { limit: LIMIT, heap: HEAP });
  expect(lost.code).toBe(1);
  expect(JSON.parse(lost.stdout).scan).toMatchObject({ blobs: 200_000, complete: true });
});
