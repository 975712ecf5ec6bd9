import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { describeRepository } from "../../src/sources/git/describe.js";
import { temporaryFolder, temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

test("before the first commit", async () => {
  const repository = temporaryRepository();
  expect(await describeRepository(repository.path)).toEqual({ head: null, branch: "main", dirty: false });
  repository.write("a.txt");
  repository.git("add", ".");
  expect(await describeRepository(repository.path)).toMatchObject({ head: null, dirty: true });
});

test("clean, changed, staged, untracked, deleted", async () => {
  const repository = temporaryRepository();
  repository.write(".gitignore", "*.log\n");
  repository.write("a.txt", "one\n");
  const head = repository.commit();
  const state = () => describeRepository(repository.path);
  repository.write("ignored.log");
  expect(await state()).toEqual({ head, branch: "main", dirty: false });
  // A newer time alone is no change.
  utimesSync(join(repository.path, "a.txt"), new Date(), new Date(Date.now() + 5000));
  expect(await state()).toMatchObject({ dirty: false });
  repository.write("a.txt", "two\n");
  expect(await state()).toMatchObject({ dirty: true });
  repository.git("add", ".");
  expect(await state()).toMatchObject({ dirty: true });
  repository.commit();
  repository.write("new.txt");
  expect(await state()).toMatchObject({ dirty: true });
  rmSync(join(repository.path, "new.txt"));
  rmSync(join(repository.path, "a.txt"));
  expect(await state()).toMatchObject({ dirty: true });
});

test("a detached HEAD has no branch; a bare repository is never dirty", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt");
  const head = repository.commit();
  repository.git("checkout", "-q", "--detach");
  expect(await describeRepository(repository.path)).toEqual({ head, branch: null, dirty: false });
  const bare = temporaryFolder();
  bare.git("clone", "-q", "--bare", repository.path, "bare.git");
  expect(await describeRepository(join(bare.path, "bare.git"))).toMatchObject({ head, dirty: false });
});

test("a branch that is called as a tag is has its longer name, packed or not; a branch may have folders", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt");
  const head = repository.commit();
  repository.git("tag", "main");
  expect(await describeRepository(repository.path)).toEqual({ head, branch: "heads/main", dirty: false });
  repository.git("pack-refs", "--all");
  expect(await describeRepository(repository.path)).toEqual({ head, branch: "heads/main", dirty: false });
  repository.git("checkout", "-q", "-b", "feature/one");
  expect(await describeRepository(repository.path)).toEqual({ head, branch: "feature/one", dirty: false });
  repository.git("pack-refs", "--all");
  expect(await describeRepository(repository.path)).toEqual({ head, branch: "feature/one", dirty: false });
});

test("a branch that leads to no commit is no HEAD", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt");
  repository.commit();
  writeFileSync(join(repository.path, ".git/refs/heads/main"), `${"1".repeat(40)}\n`);
  expect(await describeRepository(repository.path)).toEqual({ head: null, branch: "main", dirty: true });
});

test("no filter runs and the index is not written", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt", "one\n");
  repository.commit();
  const sprung = join(repository.path, ".git", "sprung");
  const trap = join(repository.path, ".git", "trap");
  writeFileSync(trap, `#!/bin/sh\ntouch "${sprung}"\ncat\n`, { mode: 0o755 });
  repository.git("config", "filter.x.clean", trap);
  repository.git("config", "filter.x.required", "true");
  repository.git("config", "core.fsmonitor", trap);
  repository.write(".git/info/attributes", "* filter=x\n");
  utimesSync(join(repository.path, "a.txt"), new Date(), new Date(Date.now() + 5000));
  const index = join(repository.path, ".git", "index");
  const before = [readFileSync(index), statSync(index).mtimeMs];
  expect(await describeRepository(repository.path)).toMatchObject({ dirty: false });
  expect(existsSync(sprung)).toBe(false);
  expect([readFileSync(index), statSync(index).mtimeMs]).toEqual(before);
});

test("a folder outside git is an error", async () => {
  await expect(describeRepository(temporaryFolder().path)).rejects.toMatchObject({ code: "git" });
});
