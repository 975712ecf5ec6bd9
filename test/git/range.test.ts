/**
 * `range`: what the commits between two revisions bring in.
 */

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { type JsonReport, makeSecret, run, runJson, secretLine } from "./run-program.js";

// Each step starts several git processes.
vi.setConfig({ testTimeout: 60_000 });

async function range(cwd: string, text: string): Promise<JsonReport & { code: number }> {
  const { report, code } = await runJson(["range", text], { cwd });
  return { ...report, code };
}

const brief = ({ findings }: JsonReport) => findings.map(({ path, isNew }) => `${path} ${isNew ? "new" : "old"}`);

function withBase(): { repository: TemporaryFolder; base: string } {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n2\n3\n4\n5\n");
  const base = repository.commit("base");
  repository.git("branch", "base");
  return { repository, base };
}

test("a secret that is added and removed again is found, with its commit, author and date", async () => {
  const { repository } = withBase();
  repository.write("b.js", `\n${secretLine()}`);
  const added = repository.commit("add");
  repository.write("b.js", "nothing\n");
  repository.commit("remove");
  const report = await range(repository.path, "base..HEAD");
  expect(report.code).toBe(1);
  expect(report.findings).toMatchObject([
    {
      path: "b.js",
      startLine: 2,
      isNew: true,
      commit: added,
      author: "Ann Author <ann@example.org>",
      date: "2026-03-04T05:06:07+02:00",
    },
  ]);
  expect(report.scan).toMatchObject({ files: 2, blobs: 2, complete: true });
});

test("one finding a secret and path; further places are named", async () => {
  const { repository } = withBase();
  const line = secretLine();
  repository.write("b.js", line);
  const first = repository.commit();
  repository.write("b.js", `\n\n${line}`);
  const second = repository.commit();
  repository.write("b.js", `\n\n${line}more\n`);
  repository.write("copy/b.js", line);
  const third = repository.commit();
  const { findings } = await range(repository.path, "base..HEAD");
  expect(findings.map(({ path, commit, alsoIn }) => ({ path, commit, alsoIn }))).toEqual([
    { path: "b.js", commit: first, alsoIn: [{ path: "b.js", startLine: 3, commit: second }] },
    { path: "copy/b.js", commit: third, alsoIn: undefined },
  ]);
});

test("what stood in the file before is old, under its old name too; removed and back again is new", async () => {
  const repository = temporaryRepository();
  const line = secretLine();
  const text = Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join("");
  for (const name of ["edited.js", "before.js", "back.js"]) repository.write(name, text + line);
  repository.commit();
  repository.git("branch", "base");
  repository.write("edited.js", `${line}${text}`);
  repository.git("mv", "before.js", "after.js");
  repository.write("back.js", text);
  repository.commit();
  repository.write("back.js", text + line);
  repository.commit();
  const report = await range(repository.path, "base..HEAD");
  expect(brief(report)).toEqual(["after.js old", "back.js new", "edited.js old"]);
  expect(report.code).toBe(1);
});

test("two and three dots give what HEAD brought since it left BASE", async () => {
  const { repository } = withBase();
  repository.git("switch", "-q", "-c", "feature");
  repository.write("feature.js", secretLine());
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("main.js", secretLine());
  repository.commit();
  expect(brief(await range(repository.path, "main..feature"))).toEqual(["feature.js new"]);
  expect(brief(await range(repository.path, "main...feature"))).toEqual(["feature.js new"]);
  expect(brief(await range(repository.path, "feature.."))).toEqual(["main.js new"]);
});

test("a merge's own changes are read, what it merges is not new in it", async () => {
  const { repository } = withBase();
  repository.git("switch", "-q", "-c", "side");
  repository.write("side.js", secretLine());
  const side = repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("b.js", "2\n");
  repository.commit();
  repository.git("merge", "-q", "--no-commit", "side");
  repository.write("a.js", `1\n2\n${secretLine()}4\n5\n`);
  const merge = repository.commit("merge");
  const report = await range(repository.path, "base..HEAD");
  expect(report.findings.map(({ path, commit }) => [path, commit])).toEqual([
    ["a.js", merge],
    ["side.js", side],
  ]);
  // Of what is merged, nothing is brought in by a range that has it already.
  expect(brief(await range(repository.path, "side..HEAD"))).toEqual(["a.js new"]);
});

test("messages are read", async () => {
  const { repository } = withBase();
  repository.write("b.js", "x\n");
  const id = repository.commit(`subject\n\nbody\n${makeSecret()}`);
  const report = await range(repository.path, "base..HEAD");
  expect(report.findings).toMatchObject([{ path: `commit:${id}`, startLine: 4, commit: id, isNew: true }]);
});

test("an empty range is clean, an unknown revision an error, a text that is no range too", async () => {
  const { repository } = withBase();
  const empty = await range(repository.path, "HEAD..HEAD");
  expect(empty).toMatchObject({ code: 0, findings: [], scan: { files: 0, complete: true } });
  for (const text of ["nope..HEAD", "HEAD..nope", "HEAD"]) {
    const { code, stderr } = await run(["range", text], { cwd: repository.path });
    expect([text, code]).toEqual([text, 2]);
    expect(stderr).toContain(text.replace(/\.\.HEAD|HEAD\.\./, ""));
  }
  expect((await run(["range"], { cwd: repository.path })).code).toBe(2);
});

test("a name rule goes by the path in the parent", async () => {
  const { repository } = withBase();
  repository.write(".env", "A=1\n");
  repository.git("add", "-f", ".env");
  repository.commit();
  const middle = repository.git("rev-parse", "HEAD");
  repository.write(".env", "A=2\n");
  repository.commit();
  expect(brief(await range(repository.path, "base..HEAD"))).toEqual([".env new"]);
  expect(brief(await range(repository.path, `${middle}..HEAD`))).toEqual([".env old"]);
});

test("a missing blob is a failure by id and path", async () => {
  const { repository } = withBase();
  repository.write("sub/gone.js", "gone\n");
  repository.commit();
  const id = repository.git("rev-parse", "HEAD:sub/gone.js");
  rmSync(join(repository.path, ".git/objects", id.slice(0, 2), id.slice(2)));
  const report = await range(repository.path, "base..HEAD");
  expect(report.code).toBe(3);
  expect(report.failures).toEqual([{ path: "sub/gone.js", reason: `object ${id} is missing` }]);
});

test("the allowlist of the head counts, and its change is told", async () => {
  const { repository } = withBase();
  repository.write("b.js", secretLine());
  repository.commit();
  const { findings } = await range(repository.path, "base..HEAD");
  const allowlist = `version: 1\nentries:\n  - fingerprint: ${findings[0]?.fingerprint}\n    reason: a test\n`;
  repository.write(".secrets-allowlist", allowlist);
  expect((await range(repository.path, "base..HEAD")).code).toBe(1);
  repository.commit();
  repository.write(".secrets-allowlist", "version: 1\n");
  const report = await range(repository.path, "base..HEAD");
  expect(report).toMatchObject({
    code: 0,
    findings: [],
    suppressed: [{ path: "b.js" }],
    scan: { allowlistChange: { added: 1, removed: 0 } },
  });
});

function shallowClone(origin: TemporaryFolder, depth: number): TemporaryFolder {
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--depth", String(depth), `file://${origin.path}`, "clone");
  return folderAt(join(parent.path, "clone"));
}

test("a shallow clone without the base is incomplete and names the command that deepens it", async () => {
  const { repository, base } = withBase();
  for (const name of ["b", "c", "d"]) {
    repository.write(`${name}.js`, "x\n");
    repository.commit();
  }
  const clone = shallowClone(repository, 2);
  const report = await range(clone.path, `${base}..HEAD`);
  expect(report.code).toBe(3);
  expect(report.failures).toEqual([{ path: `commit:${base}`, reason: expect.stringContaining("git fetch --unshallow") }]);
});

test("a range that a shallow clone cuts off is incomplete; what the base has is not taken for new", async () => {
  const { repository } = withBase();
  repository.write("old.js", secretLine());
  repository.commit();
  repository.git("branch", "-f", "base");
  for (const name of ["b", "c", "d"]) {
    repository.write(`${name}.js`, "x\n");
    repository.commit();
  }
  repository.write("new.js", secretLine());
  repository.commit();
  const clone = shallowClone(repository, 2);
  clone.git("fetch", "-q", "--depth", "1", "origin", "base:base");
  const report = await range(clone.path, "base..HEAD");
  expect(brief(report)).toEqual(["new.js new"]);
  expect(report.failures).toMatchObject([{ reason: expect.stringContaining("git fetch --unshallow") }]);
});

const zeros = "0".repeat(40);

test.each([
  [
    "GitLab merge request",
    (base: string) => ({ GITLAB_CI: "true", CI_COMMIT_SHA: "HEAD", CI_MERGE_REQUEST_DIFF_BASE_SHA: base }),
  ],
  ["GitLab push", (base: string) => ({ GITLAB_CI: "true", CI_COMMIT_SHA: "HEAD", CI_COMMIT_BEFORE_SHA: base })],
  ["GitLab new branch", () => ({ GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: zeros, CI_DEFAULT_BRANCH: "base" })],
  ["Bitbucket", (base: string) => ({ BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12) })],
  ["Bitbucket branch", () => ({ BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_BRANCH: "base" })],
  ["Azure", () => ({ TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/base" })],
  ["Jenkins", () => ({ JENKINS_URL: "https://x", CHANGE_TARGET: "base" })],
  [
    "CircleCI",
    (base: string) => ({ CIRCLECI: "true", CIRCLE_COMPARE_URL: `https://x/compare/${base.slice(0, 12)}...${base.slice(0, 12)}` }),
  ],
  ["Drone", (base: string) => ({ DRONE: "true", DRONE_BUILD_EVENT: "push", DRONE_COMMIT_BEFORE: base })],
  ["Drone pull request", () => ({ DRONE: "true", DRONE_BUILD_EVENT: "pull_request", DRONE_TARGET_BRANCH: "base" })],
])("in CI it works out the range: %s", async (_name, environment) => {
  const { repository, base } = withBase();
  repository.git("update-ref", "refs/remotes/origin/base", base);
  repository.write("b.js", secretLine());
  const head = repository.commit();
  repository.git("checkout", "-q", "--detach");
  const { report, stderr } = await runJson(["range"], { cwd: repository.path, environment: environment(base) });
  expect(brief(report)).toEqual(["b.js new"]);
  expect(stderr).toContain(`${base.slice(0, 12)}..${head.slice(0, 12)}`);
});

test.each([
  ["push", (base: string) => ({ before: base })],
  ["pull request", (base: string) => ({ pull_request: { base: { sha: base } } })],
  ["merge queue", (base: string) => ({ merge_group: { base_sha: base } })],
  ["first push of a branch", () => ({ created: true, before: zeros, repository: { default_branch: "base" } })],
  ["force push", () => ({ before: "1".repeat(40), repository: { default_branch: "base" } })],
])("on GitHub by the event: %s", async (_name, event) => {
  const { repository, base } = withBase();
  repository.git("update-ref", "refs/remotes/origin/base", base);
  repository.write("b.js", secretLine());
  const head = repository.commit();
  const file = join(repository.path, ".git/event.json");
  writeFileSync(file, JSON.stringify(event(base)));
  const environment = { GITHUB_ACTIONS: "true", GITHUB_SHA: head, GITHUB_EVENT_PATH: file, GITHUB_REF_NAME: "feature" };
  const { report, stderr } = await runJson(["range"], { cwd: repository.path, environment });
  expect(brief(report)).toEqual(["b.js new"]);
  expect(stderr).toContain("GitHub: scanning");
});

test("the first push of the default branch itself scans all of it", async () => {
  const { repository } = withBase();
  repository.write("b.js", secretLine());
  const head = repository.commit();
  repository.git("update-ref", "refs/remotes/origin/main", head);
  const environment = { GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: zeros, CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" };
  expect((await run(["range"], { cwd: repository.path, environment })).code).toBe(1);
});

test("in CI without a base all commits are scanned, and it says so", async () => {
  const { repository } = withBase();
  repository.write("b.js", secretLine());
  repository.commit();
  const { stderr, code } = await run(["range"], {
    cwd: repository.path,
    environment: { GITLAB_CI: "true", CI_COMMIT_BEFORE_SHA: zeros },
  });
  expect(code).toBe(1);
  expect(stderr).toContain("all commits");
});

test("whether HEAD is all there is: clean, unstaged, staged, staged and taken back in the work tree, HEAD elsewhere", async () => {
  const { repository } = withBase();
  const file = join(repository.path, "a.js");
  const isDirty = async () => (await range(repository.path, "base..HEAD")).scan.repository?.["dirty"];
  repository.write("b.js", "one\n");
  repository.commit("more");
  expect(await isDirty()).toBe(false);
  writeFileSync(file, "unstaged\n");
  expect(await isDirty()).toBe(true);
  repository.git("add", "a.js");
  expect(await isDirty()).toBe(true);
  writeFileSync(file, "1\n2\n3\n4\n5\n");
  expect(await isDirty()).toBe(true);
  repository.git("reset", "-q");
  expect(await isDirty()).toBe(false);
  // the index is that of the commit before
  repository.git("update-ref", "refs/heads/main", "base");
  expect(await isDirty()).toBe(true);
});
