/**
 * A history whose git is started before the program is loaded says what any other says: from a folder below, in part, with stashes,
 * a second time.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./folder.js";
import { githubToken } from "./secrets.js";

const line = (seed: number): string => `const t = "${githubToken(seed)}";\n`;

function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8" }).trim();
}

async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { code, stdout } = await run(["history", "--format", "json", "--fail-on", "none", "--no-progress", ...args], { cwd });
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { findings: { path: string }[] }).findings.map(({ path }) => path);
}

test("the same secrets, however git was started", async () => {
  const root = folder({ "a.ts": line(1), "below/b.ts": "const t = 1;\n" });
  git(root, "init", "-q", "-b", "main");
  git(root, "add", ".");
  git(root, "commit", "-qm", "one");
  const first = git(root, "rev-parse", "HEAD");
  writeFileSync(join(root, "c.ts"), line(2));
  git(root, "add", ".");
  git(root, "commit", "-qm", "two");
  git(root, "branch", "other", first);
  const fresh = (): void => rmSync(join(root, ".git/secret-scan"), { recursive: true, force: true });

  expect(await found(root)).toEqual(["a.ts", "c.ts"]);
  // from what was remembered, and then with more than that
  expect(await found(root)).toEqual(["a.ts", "c.ts"]);
  git(root, "checkout", "-q", "other");
  for (const [name, secret] of [
    ["d.ts", line(3)],
    ["e.ts", line(4)],
  ] as const) {
    writeFileSync(join(root, name), secret);
    git(root, "add", ".");
    git(root, "stash", "-q");
  }
  // the older of the two stashes is only in their log
  const all = ["a.ts", "c.ts", "d.ts", "e.ts"];
  for (const cwd of [root, join(root, "below")]) {
    mkdirSync(cwd, { recursive: true });
    expect(await found(cwd)).toEqual(all);
    fresh();
    expect(await found(cwd)).toEqual(all);
    fresh();
    expect(await found(cwd, first)).toEqual(["a.ts"]);
    expect(await found(cwd, "--branch", "other")).toEqual(["a.ts"]);
    expect(await found(cwd, "--since", "2 days ago")).toEqual(all);
  }
  const unborn = folder();
  git(unborn, "init", "-q");
  expect(await found(unborn)).toEqual([]);
});
