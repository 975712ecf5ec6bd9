/**
 * What the next commit would add or change, in every state that an index can be in.
 */

import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readRepositoryFacts } from "../../src/sources/git/repository-facts.js";
import type { GitOptions } from "../../src/sources/git/run.js";
import { listStaged, stagedBases } from "../../src/sources/git/staged.js";
import { temporaryFolder, temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

async function staged(cwd: string): Promise<Record<string, string>> {
  const { changes } = await listStaged({ cwd, inheritPlace: true });
  return Object.fromEntries(changes.map(({ path, status }) => [path, status]));
}

async function bases(place: GitOptions): ReturnType<typeof stagedBases> {
  return stagedBases(place, (await listStaged(place)).changes, readRepositoryFacts(place));
}

test("added, modified, type-changed, renamed, deleted; the work tree does not count", async () => {
  const repository = temporaryRepository();
  for (const name of ["same", "modified", "type", "old-name", "deleted", "unstaged"]) repository.write(name);
  repository.commit();
  repository.write("modified", "new\n");
  rmSync(join(repository.path, "type"));
  symlinkSync("target", join(repository.path, "type"));
  repository.git("mv", "old-name", "new-name");
  repository.write("added");
  repository.git("rm", "-q", "deleted");
  repository.git("add", "modified", "type", "added");
  repository.write("unstaged", "changed\n");
  repository.write("untracked");
  expect(await staged(repository.path)).toEqual({ added: "A", modified: "M", "new-name": "A", type: "T" });
  const [base] = await bases({ cwd: repository.path, inheritPlace: true });
  expect(base?.get("new-name")).toMatchObject({ oldPath: "old-name" });
});

test("the first commit, and an empty index", async () => {
  const repository = temporaryRepository();
  expect(await staged(repository.path)).toEqual({});
  repository.write("a");
  repository.git("add", ".");
  expect(await staged(repository.path)).toEqual({ a: "A" });
});

test("a file that is only announced is not in the commit", async () => {
  const repository = temporaryRepository();
  repository.write("a");
  repository.commit();
  repository.write("later");
  repository.git("add", "-N", "later");
  expect(await staged(repository.path)).toEqual({});
});

test("a submodule is skipped with a reason, an unmerged path too", async () => {
  const inner = temporaryRepository();
  inner.write("x");
  inner.commit();
  const repository = temporaryRepository();
  repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "module");
  const { changes, skipped } = await listStaged({ cwd: repository.path });
  expect(changes.map(({ path }) => path)).toEqual([".gitmodules"]);
  expect(skipped).toEqual([{ path: "module", reason: expect.stringContaining("submodule") }]);
});

test("a merge in progress has two bases", async () => {
  const repository = temporaryRepository();
  repository.write("a", "1\n2\n3\n");
  repository.commit();
  repository.git("switch", "-q", "-c", "side");
  repository.write("from-side");
  repository.write("a", "1\n2\nside\n");
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("a", "main\n2\n3\n");
  repository.commit();
  repository.git("merge", "-q", "--no-commit", "side");
  expect(await staged(repository.path)).toEqual({ a: "M", "from-side": "A" });
  const [head, side] = await bases({ cwd: repository.path });
  expect(head?.has("from-side")).toBe(true);
  expect(side?.has("from-side")).toBe(false);
  repository.write("a", "conflict\n");
});

test("GIT_INDEX_FILE is what counts in a hook, from a subfolder too", async () => {
  const repository = temporaryRepository();
  repository.write("sub/a");
  repository.commit();
  repository.write("sub/b");
  const index = join(repository.path, ".git", "other-index");
  repository.gitIn({ environment: { GIT_INDEX_FILE: index } }, "add", ".");
  expect(await staged(join(repository.path, "sub"))).toEqual({});
  process.env["GIT_INDEX_FILE"] = index;
  try {
    expect(await staged(join(repository.path, "sub"))).toEqual({ "sub/b": "A" });
  } finally {
    delete process.env["GIT_INDEX_FILE"];
  }
});

test("users' diff settings change nothing", async () => {
  const repository = temporaryRepository();
  repository.write(".gitattributes", "* -diff\n");
  repository.write("sub/a", "1\n");
  repository.commit();
  for (const [key, value] of [
    ["diff.noprefix", "true"],
    ["diff.relative", "true"],
    ["diff.renames", "copies"],
    ["core.quotePath", "true"],
    ["diff.orderFile", "/nonexistent"],
    ["diff.external", "/bin/false"],
    ["color.ui", "always"],
    ["core.abbrev", "4"],
  ] as const) {
    repository.git("config", key, value);
  }
  repository.write("sub/a", "2\n");
  repository.write("ü\n");
  repository.git("add", ".");
  expect(await staged(join(repository.path, "sub"))).toEqual({ "sub/a": "M", [Buffer.from("ü\n").toString("latin1")]: "A" });
});

test("SHA-256 repositories", async () => {
  const repository = temporaryRepository("--object-format=sha256");
  repository.write("a");
  repository.git("add", ".");
  expect(await staged(repository.path)).toEqual({ a: "A" });
});

test("outside git, a corrupt index, a broken HEAD: an error with a reason", async () => {
  await expect(listStaged({ cwd: temporaryFolder().path })).rejects.toMatchObject({
    code: "git",
    message: "not a git repository",
  });
  const repository = temporaryRepository();
  repository.write("a");
  repository.commit();
  writeFileSync(join(repository.path, ".git", "index"), "junk");
  await expect(listStaged({ cwd: repository.path })).rejects.toMatchObject({
    code: "git",
    message: expect.stringContaining("index"),
  });
  const headless = temporaryRepository();
  headless.write("a");
  const head = headless.commit();
  const object = join(headless.path, ".git/objects", head.slice(0, 2), head.slice(2));
  chmodSync(object, 0o644);
  rmSync(object);
  await expect(listStaged({ cwd: headless.path })).rejects.toMatchObject({ code: "git" });
});
