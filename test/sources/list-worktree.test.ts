/**
 * What a scan of files and folders reads, in real repositories and outside them. `git ls-files` is the oracle where git knows.
 */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { forEachPath, type ListingNotes } from "../../src/sources/listing.js";
import { reportPath } from "../../src/sources/report-path.js";
import { type ListOptions, listWorktree } from "../../src/sources/worktree/list-worktree.js";
import { cleanEnvironment, folderAt, temporaryFolder, temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

interface Listed {
  paths: string[];
  absolute: string[];
  notes: ListingNotes;
}

async function list(cwd: string, options: Partial<ListOptions> = {}): Promise<Listed> {
  const listing = await listWorktree({ cwd, paths: [], exclude: [], includeIgnored: false, ...options });
  const paths: string[] = [];
  const absolute: string[] = [];
  for await (const batch of listing.batches) {
    forEachPath(batch, (start, end) => {
      const bytes = batch.bytes.subarray(start, end);
      paths.push(reportPath(bytes).path);
      absolute.push(Buffer.concat([batch.root, bytes]).toString());
    });
  }
  return { paths: paths.sort(), absolute: absolute.sort(), notes: listing.notes };
}

const exclude = (glob: string, pattern: RegExp) => [{ glob, matches: (path: string) => pattern.test(path) }];

test("a repository: tracked and untracked files, not ignored ones, whatever their names", async () => {
  const repository = temporaryRepository();
  const odd = ["with space.txt", 'quote".txt', "line\nfeed.txt", "-dash.txt", "ünïcode.txt", "a/b/c.txt", ".hidden/x", ":magic"];
  for (const name of [...odd, "ignored.log", "tracked.log", "a/ignored.log"]) repository.write(name);
  repository.write(".gitignore", "*.log\n");
  repository.git("add", "a/b", ".gitignore");
  repository.git("add", "-f", "tracked.log");
  const { paths, notes } = await list(repository.path);
  expect(paths).toEqual([...odd, ".gitignore", "tracked.log"].sort());
  expect(paths).toEqual(repository.git("ls-files", "-z", "-co", "--exclude-standard").split("\0").filter(Boolean).sort());
  expect(notes).toEqual({ skipped: [], failures: [], warnings: [] });
});

test("include-ignored reads ignored files too, but never .git", async () => {
  const repository = temporaryRepository();
  repository.write(".gitignore", "*.log\nnode_modules/\n");
  repository.write("a.log");
  repository.write("node_modules/x/index.js");
  const { paths } = await list(repository.path, { includeIgnored: true });
  expect(paths).toEqual([".gitignore", "a.log", "node_modules/x/index.js"]);
});

test("a subfolder: paths stay relative to the repository's root", async () => {
  const repository = temporaryRepository();
  repository.write("top.txt");
  repository.write("sub/in.txt");
  repository.commit();
  repository.write("sub/new.txt");
  expect((await list(join(repository.path, "sub"))).paths).toEqual(["sub/in.txt", "sub/new.txt"]);
  expect((await list(repository.path, { paths: ["sub"] })).paths).toEqual(["sub/in.txt", "sub/new.txt"]);
  expect((await list(join(repository.path, "sub"), { paths: ["../top.txt", "in.txt"] })).paths).toEqual([
    "sub/in.txt",
    "top.txt",
  ]);
});

test("a path that is named is read even when it is ignored", async () => {
  const repository = temporaryRepository();
  repository.write(".gitignore", "dist/\n*.log\n");
  repository.write("dist/bundle.js");
  repository.write("dist/deep/x.js");
  repository.write("a.log");
  const { paths } = await list(repository.path, { paths: ["dist", "a.log"] });
  expect(paths).toEqual(["a.log", "dist/bundle.js", "dist/deep/x.js"]);
  expect((await list(join(repository.path, "dist"))).paths).toEqual(["dist/bundle.js", "dist/deep/x.js"]);
});

test("overlapping paths give each file once", async () => {
  const repository = temporaryRepository();
  repository.write("a/b.txt");
  repository.write("a/c.txt");
  const { paths, notes } = await list(repository.path, { paths: ["a", "a/b.txt", "."] });
  expect(paths).toEqual(["a/b.txt", "a/c.txt"]);
  expect(notes.warnings).toEqual([]);
});

test("outside git too, whichever of them names a file", async () => {
  const outer = temporaryFolder();
  for (const name of ["a.txt", "ä/b.txt"]) outer.write(name);
  expect((await list(outer.path, { paths: [".", "ä", "ä/b.txt", "a.txt"] })).paths).toEqual(["a.txt", "ä/b.txt"]);
  const { paths, notes } = await list(outer.path, { paths: ["ä", "."] });
  expect(paths).toEqual(["b.txt", "a.txt"].sort());
  expect(notes.warnings).toEqual([]);
});

test("paths in different repositories are relative to their own", async () => {
  const folder = temporaryFolder();
  for (const name of ["one", "two"]) {
    const repository = folderAt(join(folder.path, name));
    repository.write("src/x.txt");
    repository.git("init", "-q");
  }
  const { paths, absolute } = await list(folder.path, { paths: ["one", "two/src"] });
  expect(paths).toEqual(["src/x.txt", "src/x.txt"]);
  expect(absolute).toEqual([join(folder.path, "one/src/x.txt"), join(folder.path, "two/src/x.txt")]);
});

test("globs are resolved when no file has that very name", async () => {
  const folder = temporaryFolder();
  for (const name of ["[id].ts", "i.ts", "a/x.env", "a/.env", "b/y.ts"]) folder.write(name);
  expect((await list(folder.path, { paths: ["[id].ts"] })).paths).toEqual(["[id].ts"]);
  expect((await list(folder.path, { paths: ["**/*.ts"] })).absolute).toEqual(
    ["[id].ts", "b/y.ts", "i.ts"].map((name) => join(folder.path, name)),
  );
  await expect(list(folder.path, { paths: ["*.nothing"] })).rejects.toMatchObject({ code: "usage" });
});

test("a path that does not exist is a usage error that names it", async () => {
  const folder = temporaryFolder();
  await expect(list(folder.path, { paths: ["nope.txt"] })).rejects.toMatchObject({ code: "usage", place: { file: "nope.txt" } });
});

test("a named folder without files is a warning, the current one is not", async () => {
  const folder = temporaryFolder();
  expect((await list(folder.path)).notes.warnings).toEqual([]);
  expect((await list(folder.path, { paths: ["."] })).notes.warnings).toHaveLength(1);
});

test("exclude leaves out files and whole folders, and says so", async () => {
  for (const folder of [temporaryRepository(), temporaryFolder()]) {
    for (const name of ["keep.ts", "dist/a.js", "dist/b/c.js"]) folder.write(name);
    const { paths, notes } = await list(folder.path, { exclude: exclude("dist", /^dist$/) });
    expect(paths).toEqual(["keep.ts"]);
    expect(notes.skipped.map(({ path }) => path.split("/")[0])).toContain("dist");
    expect(notes.skipped[0]?.reason).toBe("excluded by dist");
    const files = await list(folder.path, { exclude: exclude("dist/b/*.js", /^dist\/b\/[^/]*\.js$/) });
    expect(files.notes.skipped).toEqual([{ path: "dist/b/c.js", reason: "excluded by dist/b/*.js" }]);
  }
});

test("outside git: nested .gitignore files hold, the nearest one decides", async () => {
  const folder = temporaryFolder();
  const repository = temporaryRepository();
  for (const place of [folder, repository]) {
    place.write(".gitignore", "*.log\n/only-top\nbuild/\nCase.txt\n\\#literal\n!keep.log\n");
    place.write("a/.gitignore", "!important.log\nsecret?\n*.tmp\n");
    place.write("a/b/.gitignore", "!*.tmp\n");
    for (const name of ["x.log", "keep.log", "only-top", "a/only-top", "a/important.log", "a/other.log", "a/b/important.log"])
      place.write(name);
    for (const name of ["build/x", "a/build/x", "Case.txt", "case.txt", "#literal", "a/secret1", "a/x.tmp", "a/b/x.tmp", "..odd"])
      place.write(name);
  }
  const { paths } = await list(folder.path);
  expect(paths).toEqual((await list(repository.path)).paths);
  expect(paths).toContain("a/important.log");
});

test("outside git: .git is not entered, repositories inside are listed by git", async () => {
  const folder = temporaryFolder();
  folder.write("plain.txt");
  folder.write("clone/.gitignore", "*.log\n");
  folder.write("clone/tracked.log");
  folder.write("clone/ignored.log");
  const clone = folderAt(join(folder.path, "clone"));
  clone.git("init", "-q");
  clone.git("add", "-f", "tracked.log");
  expect((await list(folder.path)).paths).toEqual(["clone/.gitignore", "clone/tracked.log", "plain.txt"]);
});

test("a single file outside git is relative to its folder", async () => {
  const folder = temporaryFolder();
  folder.write("deep/in/file.txt");
  expect((await list(folder.path, { paths: ["deep/in/file.txt"] })).paths).toEqual(["file.txt"]);
});

test("submodules are entered, ones not checked out are skipped with a reason", async () => {
  const inner = temporaryRepository();
  inner.write("in.txt");
  inner.commit();
  const outer = temporaryRepository();
  const add = (name: string) => outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, name);
  add("modules/here");
  add("modules/gone");
  outer.commit();
  outer.git("submodule", "--quiet", "deinit", "-f", "modules/gone");
  outer.write("modules/here/new.txt");
  const { paths, notes } = await list(outer.path);
  expect(paths).toEqual([".gitmodules", "modules/here/in.txt", "modules/here/new.txt"]);
  expect(notes.skipped).toEqual([{ path: "modules/gone", reason: "submodule, not checked out" }]);
});

test("an unmerged file is listed once", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt", "one\n");
  repository.commit();
  repository.git("switch", "-q", "-c", "side");
  repository.write("a.txt", "two\n");
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("a.txt", "three\n");
  repository.commit();
  expect(() => repository.git("merge", "-q", "side")).toThrow();
  expect((await list(repository.path)).paths).toEqual(["a.txt"]);
});

test("links, FIFOs and sockets outside git are skipped with a reason", async () => {
  const folder = temporaryFolder();
  folder.write("real.txt");
  symlinkSync("real.txt", join(folder.path, "link"));
  symlinkSync("..", join(folder.path, "loop"));
  execFileSync("mkfifo", [join(folder.path, "pipe")]);
  const { paths, notes } = await list(folder.path);
  expect(paths).toEqual(["real.txt"]);
  expect(notes.skipped.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: "link", reason: "symbolic link, not followed" },
    { path: "loop", reason: "symbolic link, not followed" },
    { path: "pipe", reason: "FIFO, not read" },
  ]);
});

test("names that are not UTF-8 are listed by their bytes", async () => {
  for (const folder of [temporaryFolder(), temporaryRepository()]) {
    const name = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x25]);
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), name]), "x");
    expect((await list(folder.path)).paths).toEqual(["caf%E9%25"]);
  }
});

test.skipIf(process.getuid?.() === 0)("a folder that cannot be read is a failure", async () => {
  for (const folder of [temporaryFolder(), temporaryRepository()]) {
    folder.write("locked/x.txt");
    chmodSync(join(folder.path, "locked"), 0);
    const { notes } = await list(folder.path);
    chmodSync(join(folder.path, "locked"), 0o755);
    expect(notes.failures.map(({ path }) => path)).toEqual(["locked"]);
  }
});

test("a bare repository has no work tree, an empty one is empty", async () => {
  const bare = temporaryRepository("--bare");
  await expect(list(bare.path)).rejects.toMatchObject({ code: "usage" });
  expect((await list(temporaryRepository().path)).paths).toEqual([]);
});

test("nothing that the repository's configuration names is run", async () => {
  const repository = temporaryRepository();
  const trap = join(repository.path, ".git", "trap");
  writeFileSync(trap, `#!/bin/sh\ntouch "${repository.path}/.git/sprung"\ncat\n`, { mode: 0o755 });
  repository.write("a.txt");
  repository.commit();
  for (const key of [
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "diff.external",
    "filter.x.clean",
    "filter.x.process",
    "core.askPass",
  ]) {
    repository.git("config", key, trap);
  }
  repository.git("config", "core.hooksPath", join(repository.path, ".git"));
  repository.write(".gitattributes", "* filter=x diff=x\n");
  repository.write("a.txt", "changed\n");
  rmSync(join(repository.path, ".git", "sprung"), { force: true });
  expect((await list(repository.path)).paths).toEqual([".gitattributes", "a.txt"]);
  expect(existsSync(join(repository.path, ".git", "sprung"))).toBe(false);
});

test("a repository that someone else owns is an error, inside a scan a failure", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt");
  const outer = temporaryFolder();
  mkdirSync(join(outer.path, "inner"));
  folderAt(join(outer.path, "inner")).git("init", "-q");
  process.env["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";
  try {
    await expect(list(repository.path)).rejects.toMatchObject({ code: "git", remedy: expect.stringContaining("safe.directory") });
    expect((await list(outer.path)).notes.failures).toMatchObject([{ path: "inner" }]);
  } finally {
    delete process.env["GIT_TEST_ASSUME_DIFFERENT_OWNER"];
  }
});

test("GIT_DIR and its like in the environment do not redirect a scan of files", async () => {
  const repository = temporaryRepository();
  repository.write("mine.txt");
  const other = temporaryRepository();
  other.write("theirs.txt");
  other.commit();
  process.env["GIT_DIR"] = join(other.path, ".git");
  process.env["GIT_WORK_TREE"] = other.path;
  try {
    expect((await list(repository.path)).paths).toEqual(["mine.txt"]);
  } finally {
    delete process.env["GIT_DIR"];
    delete process.env["GIT_WORK_TREE"];
  }
  expect(cleanEnvironment()["GIT_DIR"]).toBeUndefined();
});

test("a worktree of a repository, and one whose git folder is gone", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt");
  repository.commit();
  const place = temporaryFolder();
  repository.git("worktree", "add", "-q", join(place.path, "tree"));
  expect((await list(join(place.path, "tree"))).paths).toEqual(["a.txt"]);
  rmSync(join(repository.path, ".git"), { recursive: true });
  await expect(list(join(place.path, "tree"))).rejects.toMatchObject({ code: "git" });
});

test("files below a folder that became a link are gone, as for git; the link is listed and not followed", async () => {
  const outside = temporaryFolder();
  outside.write("deep/secret.txt");
  const repository = temporaryRepository();
  for (const name of ["a/deep/secret.txt", "a/x.txt", "b.txt"]) repository.write(name);
  repository.commit();
  rmSync(join(repository.path, "a"), { recursive: true });
  symlinkSync(outside.path, join(repository.path, "a"));
  expect((await list(repository.path)).paths).toEqual(["a", "b.txt"]);
});
