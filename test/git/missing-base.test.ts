/**
 * A base that the clone does not have: exit 3 where a shallow clone may hide it, 2 elsewhere; and the command that is printed, carried out
 * word by word, brings it.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import {
  cleanEnvironment,
  folderAt,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRepository,
} from "../sources/temporary-repository.js";
import { run, runJson, secretLine } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

/** A remote whose branches `main` and `base` have parted; `main` brings a secret. */
function remote(): { readonly path: string; readonly base: string; readonly fork: string } {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  const fork = repository.commit();
  repository.git("switch", "-q", "-c", "base");
  repository.write("other.js", "1\n");
  const base = repository.commit();
  repository.git("switch", "-q", "main");
  for (const name of ["b", "c"]) {
    repository.write(`${name}.js`, "1\n");
    repository.commit();
  }
  repository.write("d.js", secretLine());
  repository.commit();
  return { path: repository.path, base, fork };
}

function cloneOf(path: string, ...options: string[]): TemporaryFolder {
  const place = temporaryFolder();
  place.git("clone", "-q", ...options, `file://${path}`, "clone");
  return folderAt(join(place.path, "clone"));
}

function carryOut(command: string, cwd: string): void {
  expect(command).not.toBe("");
  const { status, stderr } = spawnSync("sh", ["-c", command], { cwd, env: cleanEnvironment(), encoding: "utf8" });
  expect(status, `${command}: ${stderr}`).toBe(0);
}

test.each([
  ["a commit of another branch", ({ base }: { base: string }) => base],
  ["a branch", () => "origin/base"],
])("a clone of one branch: %s", async (_name, baseOf) => {
  const origin = remote();
  const clone = cloneOf(origin.path, "--single-branch");
  const range = `${baseOf(origin)}..HEAD`;
  const { code, stdout, stderr } = await run(["range", range], { cwd: clone.path });
  expect([code, stdout]).toEqual([2, ""]);
  carryOut(/`(git fetch [^`]+)`/.exec(stderr)?.[1] ?? "", clone.path);
  const { report } = await runJson(["range", range], { cwd: clone.path });
  expect(report.findings).toMatchObject([{ path: "d.js", isNew: true }]);
  expect(report.failures).toEqual([]);
});

test.each([
  ["a commit", ({ fork }: { fork: string }) => fork],
  ["a branch", () => "origin/base"],
])("a shallow clone: %s", async (_name, baseOf) => {
  const origin = remote();
  const clone = cloneOf(origin.path, "--depth", "1");
  const range = `${baseOf(origin)}..HEAD`;
  const missing = await runJson(["range", range], { cwd: clone.path });
  expect(missing.code).toBe(3);
  expect(missing.report.failures).toMatchObject([{ path: `commit:${baseOf(origin)}` }]);
  carryOut(/run: (git fetch .+)$/.exec(missing.report.failures[0]?.reason ?? "")?.[1] ?? "", clone.path);
  const { code, report } = await runJson(["range", range], { cwd: clone.path });
  expect(report.findings).toMatchObject([{ path: "d.js", isNew: true }]);
  expect([code, report.failures]).toEqual([1, []]);
});

test("the base of a CI job, in a shallow clone", async () => {
  const origin = remote();
  const clone = cloneOf(origin.path, "--depth", "1");
  const environment = { GITLAB_CI: "true", CI_COMMIT_SHA: clone.git("rev-parse", "HEAD"), CI_COMMIT_BEFORE_SHA: origin.fork };
  const missing = await runJson(["range"], { cwd: clone.path, environment });
  expect(missing.code).toBe(3);
  expect(missing.report.failures[0]?.reason).toContain("GIT_DEPTH: 0");
  carryOut(/run: (git fetch .+)$/.exec(missing.report.failures[0]?.reason ?? "")?.[1] ?? "", clone.path);
  expect(await runJson(["range"], { cwd: clone.path, environment })).toMatchObject({ code: 1, report: { failures: [] } });
});

test("an object that is no commit, and a commit that cannot be read", async () => {
  const repository = temporaryRepository();
  for (const name of ["a", "b", "c"]) {
    repository.write(`${name}.js`, "1\n");
    repository.commit(name);
  }
  const blob = repository.git("rev-parse", "HEAD:a.js");
  for (const command of [
    ["range", `${blob}..HEAD`],
    ["history", blob],
  ]) {
    expect(await run(command, { cwd: repository.path })).toMatchObject({ code: 2, stderr: expect.stringContaining("is a blob") });
  }
  const commit = repository.git("rev-parse", "HEAD~1");
  const file = join(repository.path, ".git/objects", commit.slice(0, 2), commit.slice(2));
  chmodSync(file, 0o644);
  writeFileSync(file, "no object");
  for (const command of [
    ["range", "HEAD~1..HEAD"],
    ["range", "HEAD~2..HEAD"],
    ["history", commit],
  ]) {
    const { code, stderr } = await run(command, { cwd: repository.path });
    expect([command, code]).toEqual([command, 2]);
    expect(stderr).toMatch(/cannot be read[\s\S]*git fsck/);
  }
});
