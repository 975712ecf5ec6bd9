/**
 * The states that a repository can be in while a commit is made, and the ways in which its objects can be kept: each time the commit with
 * a secret is refused and HEAD stays, or the history is read whole.
 */

import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { runJson, secretLine } from "./run-program.js";

// Each step starts git, a shell and the program.
vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();
const { shell } = program;

/** A repository with the hook, two branches that both change `a.js`, and more files. */
function guarded(): TemporaryFolder {
  const repository = temporaryRepository();
  repository.write("a.js", "one\ntwo\nthree\n");
  repository.write("in/kept.js", "1\n");
  repository.write("out/away.js", "1\n");
  repository.commit();
  repository.git("switch", "-q", "-c", "side");
  repository.write("a.js", "one\nside\nthree\n");
  repository.commit("side");
  repository.git("switch", "-q", "main");
  repository.write("a.js", "one\nmain\nthree\n");
  repository.commit("main");
  mkdirSync(join(repository.path, ".git/hooks"), { recursive: true });
  writeFileSync(join(repository.path, ".git/hooks/pre-commit"), "#!/bin/sh\nexec secret-scan hook pre-commit\n");
  chmodSync(join(repository.path, ".git/hooks/pre-commit"), 0o755);
  return repository;
}

/** The commit is refused and HEAD has not moved. */
function refuses(repository: TemporaryFolder, script: string, cwd = repository.path): void {
  const head = repository.git("rev-parse", "HEAD");
  const { status, output } = shell(cwd, script);
  expect(output).toContain("commit refused");
  expect(status).not.toBe(0);
  expect(repository.git("rev-parse", "HEAD")).toBe(head);
}

function accepts(repository: TemporaryFolder, script: string, cwd = repository.path): void {
  const head = repository.git("rev-parse", "HEAD");
  const { status, output } = shell(cwd, script);
  expect(output).not.toContain("commit refused");
  expect(status, output).toBe(0);
  expect(repository.git("rev-parse", "HEAD")).not.toBe(head);
}

test("a merge with a conflict, resolved with a secret", () => {
  const repository = guarded();
  shell(repository.path, "git merge side");
  repository.write("a.js", `one\n${secretLine()}three\n`);
  refuses(repository, "git add a.js && git commit -q --no-edit");
  expect(existsSync(join(repository.path, ".git/MERGE_HEAD"))).toBe(true);
  repository.write("a.js", "one\nboth\nthree\n");
  accepts(repository, "git add a.js && git commit -q --no-edit");
  expect(repository.git("rev-list", "--parents", "-1", "HEAD").split(" ")).toHaveLength(3);
});

test("a merge brings a secret that the other side has already: old in the file, and no reason to refuse", () => {
  const repository = guarded();
  repository.git("switch", "-q", "side");
  repository.write("b.js", secretLine());
  repository.commit("--no-verify");
  repository.git("switch", "-q", "main");
  shell(repository.path, "git merge side");
  repository.write("a.js", "one\nboth\nthree\n");
  accepts(repository, "git add a.js && git commit -q --no-edit");
});

test("cherry-pick without a commit, and a stash that is taken out again", () => {
  const repository = guarded();
  repository.git("switch", "-q", "-c", "with-secret");
  repository.write("b.js", secretLine());
  repository.git("add", "b.js");
  repository.git("commit", "-q", "--no-verify", "-m", "b");
  repository.git("switch", "-q", "main");
  refuses(repository, "git cherry-pick -n with-secret && git commit -q -m x");
  repository.git("reset", "-q", "--hard");
  repository.write("a.js", secretLine());
  repository.git("stash", "-q");
  refuses(repository, "git stash pop -q --index; git commit -q -a -m x");
  accepts(
    repository,
    "git checkout -q -- a.js; git reset -q; git checkout -q -- .; echo fine > c.js; git add c.js; git commit -q -m x",
  );
});

test("a rebase that stops: what is amended is looked at", () => {
  const repository = guarded();
  shell(repository.path, "git rebase side");
  repository.write("a.js", `one\n${secretLine()}three\n`);
  repository.git("add", "a.js");
  const before = repository.git("rev-parse", "HEAD");
  const refused = shell(repository.path, "GIT_EDITOR=true git commit -q -m x");
  expect(refused.output).toContain("commit refused");
  expect(repository.git("rev-parse", "HEAD")).toBe(before);
  repository.write("a.js", "one\nboth\nthree\n");
  repository.git("add", "a.js");
  const { status, output } = shell(repository.path, "GIT_EDITOR=true git rebase --continue");
  expect(status, output).toBe(0);
});

test("a sparse checkout: files that are not in the work tree are no change, staged ones are read", () => {
  const repository = guarded();
  repository.git("sparse-checkout", "set", "in");
  expect(existsSync(join(repository.path, "out/away.js"))).toBe(false);
  repository.write("in/new.js", secretLine());
  refuses(repository, "git add in/new.js && git commit -q -m x");
  repository.git("rm", "-q", "--cached", "in/new.js");
  repository.write("in/new.js", "2\n");
  accepts(repository, "git add new.js && git commit -q -m x", join(repository.path, "in"));
  expect(repository.git("ls-tree", "-r", "--name-only", "HEAD")).toContain("out/away.js");
});

test("a file that was only announced, and is then committed with -a", () => {
  const repository = guarded();
  repository.write("later.js", secretLine());
  repository.git("add", "-N", "later.js");
  repository.write("in/kept.js", "2\n");
  accepts(repository, "git add in/kept.js && git commit -q -m x");
  refuses(repository, "git commit -q -a -m x");
});

test("split index, a version 4 index and an index that is locked", async () => {
  const repository = guarded();
  repository.write("b.js", secretLine());
  for (const [name, value] of [
    ["core.splitIndex", "true"],
    ["index.version", "4"],
  ] as const) {
    repository.git("config", name, value);
    repository.git("update-index", "--force-write-index");
    refuses(repository, "git add b.js && git commit -q -m x");
    repository.git("rm", "-q", "--cached", "b.js");
  }
  repository.git("add", "b.js");
  writeFileSync(join(repository.path, ".git/index.lock"), "");
  // reading needs no lock
  expect((await runJson(["staged"], { cwd: repository.path })).report.findings).toMatchObject([{ path: "b.js", isNew: true }]);
  expect(readFileSync(join(repository.path, ".git/index.lock"), "utf8")).toBe("");
});

test("a submodule's own commit, and the outer one", () => {
  const inner = guarded();
  const outer = guarded();
  outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.path, "module");
  accepts(outer, "git commit -q -m module");
  const module = folderAt(join(outer.path, "module"));
  module.write("b.js", secretLine());
  mkdirSync(join(outer.path, ".git/modules/module/hooks"), { recursive: true });
  const hook = join(outer.path, ".git/modules/module/hooks/pre-commit");
  writeFileSync(hook, "#!/bin/sh\nexec secret-scan hook pre-commit\n");
  chmodSync(hook, 0o755);
  refuses(module, "git add b.js && git commit -q -m x", module.path);
  accepts(module, "git commit -q --no-verify -m x", module.path);
  // the outer commit names the inner one and holds nothing of it
  accepts(outer, "git add module && git commit -q -m x");
});

test("the history of a clone that borrows its objects, of a linked worktree and of a bare one", async () => {
  const repository = guarded();
  repository.write("b.js", secretLine());
  repository.commit("--no-verify");
  repository.write("b.js", "gone\n");
  repository.commit("gone");
  repository.git("repack", "-adfq");
  const place = temporaryFolder();
  place.git("clone", "-q", "--shared", repository.path, "borrows");
  place.git("clone", "-q", "--bare", repository.path, "bare");
  repository.git("worktree", "add", "-q", join(place.path, "linked"));
  for (const name of ["borrows", "bare", "linked"]) {
    const { report } = await runJson(["history"], { cwd: join(place.path, name) });
    expect(
      report.findings.map(({ path }) => path),
      name,
    ).toEqual(["b.js"]);
    expect(report.failures, name).toEqual([]);
  }
});

test("history: Git LFS objects that are there are read", async () => {
  const repository = temporaryRepository();
  const content = Buffer.from(`${"x\n".repeat(2000)}${secretLine()}`);
  const oid = createHash("sha256").update(content).digest("hex");
  repository.write("big.dat", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`);
  repository.commit();
  const without = await runJson(["history"], { cwd: repository.path });
  expect(without.report.skipped).toMatchObject([{ path: "big.dat", reason: expect.stringContaining("LFS") }]);
  const folder = join(repository.path, ".git/lfs/objects", oid.slice(0, 2), oid.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, oid), content);
  // no ref has moved, and yet there is more to read
  const { report } = await runJson(["history"], { cwd: repository.path });
  expect(report.findings).toMatchObject([{ path: "big.dat", startLine: 2001 }]);
});

test("GIT_DIR and GIT_WORK_TREE name another repository than the folder's", async () => {
  const repository = guarded();
  repository.write("b.js", secretLine());
  repository.git("add", "b.js");
  const elsewhere = temporaryRepository();
  const environment = { GIT_DIR: join(repository.path, ".git"), GIT_WORK_TREE: repository.path };
  const { report } = await runJson(["staged"], { cwd: elsewhere.path, environment });
  expect(report.findings).toMatchObject([{ path: "b.js" }]);
});
