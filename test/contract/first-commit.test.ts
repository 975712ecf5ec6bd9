import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { folder, report, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", ...args], {
    cwd,
    encoding: "utf8",
  }).trim();

test("what is allowed before init's allowlist was ever committed stays allowed with it", async () => {
  const cwd = folder({ a: "x\n", b: githubToken() });
  git(cwd, "init", "-q");
  await run(["init", "--yes"], { cwd });
  git(cwd, "add", "b");
  expect((await run(["hook", "pre-commit"], { cwd })).code).toBe(1);
  expect((await run(["allow", "--last", "--reason", "a sample"], { cwd })).code).toBe(0);
  git(cwd, "add", ".");
  const { code, stderr } = await run(["hook", "pre-commit"], { cwd });
  expect(stderr).toContain(".secrets-allowlist changes here: 1 added");
  expect(code).toBe(0);
});

test("a shallow clone's failures name the commits that are missing", async () => {
  const origin = folder({ a: "1" });
  git(origin, "init", "-q", "-b", "main");
  git(origin, "add", ".");
  git(origin, "commit", "-qm", "one");
  const missing = git(origin, "rev-parse", "HEAD");
  git(origin, "commit", "-qm", "two", "--allow-empty");
  const cwd = `${folder()}/clone`;
  git(origin, "clone", "-q", "--depth=1", `file://${origin}`, cwd);
  for (const command of [["history"], ["range", `${missing}..HEAD`]]) {
    const { scan, failures } = await report(command, { cwd });
    expect(scan.complete).toBe(false);
    expect(failures.map(({ path }: { path: string }) => path)).toEqual([`commit:${missing}`]);
  }
});
