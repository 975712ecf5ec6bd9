/**
 * `doctor`: each thing that can be wrong is seen, with its remedy; and looking changes nothing.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { run } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();

interface Check {
  readonly id: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy?: string;
}

async function doctor(
  cwd: string,
  environment: Record<string, string> = {},
): Promise<{ code: number; checks: Record<string, Check> }> {
  const path = { PATH: `${program.bin}${delimiter}${process.env["PATH"]}` };
  const { code, stdout } = await run(["doctor", "--json"], { cwd, environment: { ...path, ...environment } });
  const { checks, ok } = JSON.parse(stdout) as { checks: Check[]; ok: boolean };
  expect(ok).toBe(code === 0);
  return { code, checks: Object.fromEntries(checks.map((check) => [check.id, check])) };
}

async function healthy(): Promise<TemporaryFolder> {
  const repository = temporaryRepository();
  repository.git("remote", "add", "origin", "https://github.com/x/y.git");
  repository.write("a.js", "1\n");
  await run(["init", "--yes"], { cwd: repository.path });
  repository.commit();
  return repository;
}

test("a repository that was set up is well, and looking changes nothing", async () => {
  const repository = await healthy();
  repository.write("a.js", "2\n");
  const index = readFileSync(join(repository.path, ".git/index"));
  const objects = repository.git("count-objects");
  const { code, checks } = await doctor(repository.path);
  expect(Object.values(checks).filter(({ status }) => status !== "ok")).toEqual([]);
  expect(code).toBe(0);
  expect(checks["hook"]?.detail).toContain("tried");
  expect(readFileSync(join(repository.path, ".git/index")).equals(index)).toBe(true);
  expect(repository.git("count-objects")).toBe(objects);
  const { stdout } = await run(["doctor"], {
    cwd: repository.path,
    environment: { PATH: `${program.bin}${delimiter}${process.env["PATH"]}` },
  });
  expect(stdout).toContain("All is well.");
});

test("before the first commit the hook is tried too", async () => {
  const repository = temporaryRepository();
  await run(["init", "--yes"], { cwd: repository.path });
  expect((await doctor(repository.path)).checks["hook"]).toMatchObject({ status: "ok" });
});

test.each<[string, (repository: TemporaryFolder) => void, string, RegExp]>([
  ["no hook", ({ path }) => rmSync(join(path, ".git/hooks/pre-commit")), "hook", /secret-scan init/],
  ["a hook that is not executable", ({ path }) => chmodSync(join(path, ".git/hooks/pre-commit"), 0o644), "hook", /chmod \+x/],
  [
    "a hook of another tool",
    (repository) => repository.write(".git/hooks/pre-commit", "#!/bin/sh\nnpm test\n"),
    "hook",
    /secret-scan init/,
  ],
  [
    "a hook that lets everything through",
    (repository) => repository.write(".git/hooks/pre-commit", "#!/bin/sh\nsecret-scan hook pre-commit --fail-on none\n"),
    "hook",
    /look at what the hook does/,
  ],
  [
    "another core.hooksPath before husky's",
    (repository) => {
      repository.write(".husky/pre-commit", "secret-scan hook pre-commit\n");
      repository.git("config", "core.hooksPath", "elsewhere");
    },
    "hook",
    /--unset core\.hooksPath/,
  ],
  [
    "a tracked .env",
    (repository) => {
      repository.write("app/.env", "A=1\n");
      repository.git("add", "-f", "app/.env");
    },
    "env-tracked",
    /`git rm -q --cached -- app\/\.env`/,
  ],
  ["a .env that is not ignored", ({ path }) => rmSync(join(path, ".gitignore")), "env-ignored", /\.gitignore/],
  [
    "an expired exception",
    (repository) =>
      repository.write(
        ".secrets-allowlist",
        "version: 1\nentries:\n  - fingerprint: ss1:AAAAAAAAAAAAAAAAAAAAAAAAAAA\n    reason: x\n    expires: 2020-01-01\n",
      ),
    "allowlist",
    /allow prune/,
  ],
  ["a broken allowlist", (repository) => repository.write(".secrets-allowlist", "entries: [\n"), "allowlist", /mended/],
  [
    "a CI job that is cut off",
    (repository) => repository.write(".github/workflows/secret-scan.yml", "- run: npx secret-scan range\n"),
    "ci",
    /fetch-depth: 0/,
  ],
])("%s", async (_name, spoil, id, remedy) => {
  const repository = await healthy();
  spoil(repository);
  const { code, checks } = await doctor(repository.path);
  expect(checks[id]).toMatchObject({ status: "wrong", remedy: expect.stringMatching(remedy) });
  expect(code).toBe(1);
});

test("a .env in the history is told, and is nothing that could be mended", async () => {
  const repository = await healthy();
  repository.write(".env", "A=1\n");
  repository.git("add", "-f", ".env");
  repository.git("commit", "-q", "--no-verify", "-m", "x");
  repository.git("rm", "-q", ".env");
  repository.git("commit", "-q", "--no-verify", "-m", "y");
  const { code, checks } = await doctor(repository.path);
  expect(checks["env-history"]).toMatchObject({ status: "advice", remedy: expect.stringContaining("Rotate") });
  expect(code).toBe(0);
});

test("the program is not found from the hook", async () => {
  const repository = await healthy();
  const { checks } = await doctor(repository.path, { PATH: process.env["PATH"] ?? "" });
  expect(checks["hook"]).toMatchObject({ status: "wrong", remedy: expect.stringContaining("npm install") });
});

/** The commands that a remedy names, without the ways beside the first one. */
function commandsOf(remedy: string): string[] {
  const first = remedy.split(/, or\b/)[0] ?? "";
  return [...first.matchAll(/`([^`]+)`/g)].map(([, command = ""]) =>
    command.replace(/^secret-scan init$/, "secret-scan init --yes"),
  );
}

test("every remedy, carried out word by word from a folder below, makes it well", async () => {
  const repository = await healthy();
  repository.write("app/.env", "A=1\n");
  repository.write("my app/.env.local", "A=1\n");
  repository.write("it's/.env", "A=1\n");
  repository.git("add", "-f", ".");
  repository.commit();
  chmodSync(join(repository.path, ".git/hooks/pre-commit"), 0o644);
  rmSync(join(repository.path, ".gitignore"));
  repository.write(
    ".secrets-allowlist",
    "version: 1\nentries:\n  - fingerprint: ss1:AAAAAAAAAAAAAAAAAAAAAAAAAAA\n    reason: x\n    expires: 2020-01-01\n",
  );
  const cwd = join(repository.path, "app");
  const environment = { PATH: `${program.bin}${delimiter}${process.env["PATH"]}` };
  const first = await doctor(cwd, environment);
  const wrongs = Object.values(first.checks).filter(({ status }) => status === "wrong");
  expect(wrongs.map(({ id }) => id).sort()).toEqual(["allowlist", "env-ignored", "env-tracked", "hook"]);
  for (const { remedy = "" } of wrongs) {
    for (const command of commandsOf(remedy)) {
      const { status, stderr } = spawnSync("sh", ["-c", command], {
        cwd,
        env: { ...process.env, ...environment },
        encoding: "utf8",
      });
      expect(status, `${command}: ${stderr}`).toBe(0);
    }
  }
  const after = await doctor(cwd, environment);
  expect(Object.values(after.checks).filter(({ status }) => status === "wrong")).toEqual([]);
  expect(after.code).toBe(0);
});

test("the pre-commit framework with our hooks by their id", async () => {
  const repository = temporaryRepository();
  const config = "repos:\n  - repo: https://example.org/secret-scan\n    rev: v1\n    hooks:\n      - id: secret-scan # ours\n";
  repository.write(".pre-commit-config.yaml", config);
  expect((await doctor(repository.path)).checks["hook"]?.remedy).toContain("`pre-commit install`");
  repository.write(".git/hooks/pre-commit", "#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n");
  chmodSync(join(repository.path, ".git/hooks/pre-commit"), 0o755);
  expect((await doctor(repository.path)).checks["hook"]).toMatchObject({ status: "ok" });
  repository.write(".pre-commit-config.yaml", config.replace("id: secret-scan # ours", "id: another"));
  expect((await doctor(repository.path)).checks["hook"]).toMatchObject({ status: "wrong" });
});

test("a shallow clone, and no repository at all", async () => {
  const repository = await healthy();
  repository.write("a.js", "3\n");
  repository.git("commit", "-q", "-a", "--no-verify", "-m", "x");
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--depth", "1", `file://${repository.path}`, "clone");
  expect((await doctor(folderAt(join(parent.path, "clone")).path)).checks["clone"]).toMatchObject({
    remedy: "git fetch --unshallow",
  });
  expect(await doctor(temporaryFolder().path)).toMatchObject({ code: 1, checks: { repository: { status: "wrong" } } });
});
