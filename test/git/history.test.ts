/**
 * `history`: all that was ever committed, and what became of it.
 */

import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { type JsonReport, makeSecret, run, runJson, secretLine } from "./run-program.js";

// Each step starts several git processes.
vi.setConfig({ testTimeout: 60_000 });

async function history(cwd: string, ...args: string[]): Promise<JsonReport & { code: number }> {
  const { report, code } = await runJson(["history", ...args], { cwd });
  return { ...report, code };
}

const paths = ({ findings }: JsonReport) => findings.map(({ path }) => path);

test("where a secret came, where it went, and through which refs it can be reached", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  const line = secretLine();
  repository.write("b.js", line);
  const came = repository.commit();
  repository.git("branch", "still");
  repository.write("b.js", "gone\n");
  const went = repository.commit();
  repository.git("tag", "v1");
  const report = await history(repository.path);
  expect(report.code).toBe(1);
  expect(report.findings).toMatchObject([{ path: "b.js", commit: came, author: "Ann Author <ann@example.org>" }]);
  expect(report.findings[0]?.isNew).toBeUndefined();
  expect(report.findings[0]?.history).toEqual({
    cameIn: [came],
    wentIn: [went],
    stillIn: ["refs/heads/still"],
    reachableFrom: ["refs/heads/main", "refs/heads/still", "refs/tags/v1"],
  });
  expect(report.scan).toMatchObject({ blobs: 3, files: 3, complete: true });
});

test("all refs, every stash, notes, tag and commit messages", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  const first = repository.commit(`subject\n\n${makeSecret()}`);
  repository.git("switch", "-q", "-c", "side");
  repository.write("side.js", secretLine());
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.git("branch", "-m", "side", "other");
  for (const name of ["stash1.js", "stash2.js"]) {
    repository.write(name, secretLine());
    repository.git("add", name);
    repository.git("stash", "-q");
  }
  repository.git("notes", "add", "-m", makeSecret(), first);
  repository.git("tag", "-a", "v1", "-m", `release\n${makeSecret()}`);
  const report = await history(repository.path);
  expect(paths(report)).toEqual([`commit:${first}`, `note:${first}`, "side.js", "stash1.js", "stash2.js", "tag:v1"]);
  expect(report.findings.at(-1)).toMatchObject({
    startLine: 2,
    author: "Carl Committer <carl@example.org>",
    date: "2026-03-04T05:06:07+02:00",
  });
  expect(report.findings.every(({ commit }) => commit !== undefined)).toBe(true);
});

test("packed and loose, merges' own changes, binary and hidden from diff", async () => {
  const repository = temporaryRepository();
  repository.write(".gitattributes", "* -diff\n");
  repository.write("packed.js", secretLine());
  repository.commit();
  repository.git("gc", "-q");
  repository.git("switch", "-q", "-c", "side");
  repository.write("x", "side\n");
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("y", "main\n");
  repository.commit();
  repository.git("merge", "-q", "--no-commit", "side");
  repository.write("evil.bin", Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(secretLine())]));
  repository.commit("merge");
  expect(paths(await history(repository.path))).toEqual(["evil.bin", "packed.js"]);
});

test("revisions, --branch and --since choose", async () => {
  const repository = temporaryRepository();
  repository.write("old.js", secretLine());
  const old = repository.commit();
  repository.git("switch", "-q", "-c", "feature");
  repository.write("feature.js", secretLine());
  const date = "2026-06-01T00:00:00Z";
  repository.git("add", ".");
  repository.gitIn({ environment: { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date } }, "commit", "-q", "-m", "x");
  expect(paths(await history(repository.path, "main"))).toEqual(["old.js"]);
  expect(paths(await history(repository.path, `${old}..feature`))).toEqual(["feature.js"]);
  expect(paths(await history(repository.path, "feature", "^main"))).toEqual(["feature.js"]);
  expect(paths(await history(repository.path, "--branch", "main"))).toEqual(["old.js"]);
  expect(paths(await history(repository.path, "--since", "2026-05-01"))).toEqual(["feature.js"]);
  for (const args of [["nope"], ["--branch", "nope"], ["--since", "soonish"]]) {
    const { code, stderr } = await run(["history", ...args], { cwd: repository.path });
    expect([args, code]).toEqual([args, 2]);
    expect(stderr).toContain(args.at(-1));
  }
});

test("what no ref leads to is read when asked for", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  repository.write("lost.js", secretLine());
  repository.commit();
  repository.git("reset", "-q", "--hard", "HEAD~1");
  repository.write("staged-only.js", secretLine());
  repository.git("add", ".");
  const blob = repository.git("rev-parse", ":staged-only.js");
  repository.git("rm", "-q", "--cached", "staged-only.js");
  expect(paths(await history(repository.path))).toEqual([]);
  expect(paths(await history(repository.path, "--unreachable"))).toEqual([`blob:${blob}`, "lost.js"]);
});

test("missing blobs are failures by path and id, a shallow clone is incomplete", async () => {
  const repository = temporaryRepository();
  repository.write("sub/gone.js", "gone\n");
  repository.commit();
  const id = repository.git("rev-parse", "HEAD:sub/gone.js");
  repository.write("kept.js", secretLine());
  repository.commit();
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--depth", "1", `file://${repository.path}`, "clone");
  rmSync(join(repository.path, ".git/objects", id.slice(0, 2), id.slice(2)));
  const broken = await history(repository.path);
  expect(broken.failures).toEqual([{ path: "sub/gone.js", reason: `object ${id} is missing` }]);
  expect(paths(broken)).toEqual(["kept.js"]);
  expect(broken.code).toBe(1);
  const shallow = await history(join(parent.path, "clone"));
  expect(shallow.failures).toMatchObject([
    { path: expect.stringMatching(/^commit:/), reason: expect.stringContaining("--unshallow") },
  ]);
});

test("a partial clone fetches nothing: what is not there is a failure", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  repository.write("a.js", "2\n");
  repository.commit();
  repository.git("config", "uploadpack.allowFilter", "true");
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--no-checkout", "--filter=blob:none", `file://${repository.path}`, "clone");
  const report = await history(join(parent.path, "clone"));
  expect(report.code).toBe(3);
  expect(report.failures.map(({ path }) => path)).toEqual(["a.js", "a.js"]);
  for (const { reason } of report.failures)
    expect(reason).toMatch(/^object [0-9a-f]{40} is missing: a partial clone has not fetched it$/);
});

test("an empty repository, a bare one, one without HEAD's branch", async () => {
  expect(await history(temporaryRepository().path)).toMatchObject({ code: 0, scan: { blobs: 0, complete: true } });
  const repository = temporaryRepository();
  repository.write("a.js", secretLine());
  repository.commit();
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--bare", repository.path, "bare.git");
  const bare = folderAt(join(parent.path, "bare.git"));
  expect(paths(await history(bare.path))).toEqual(["a.js"]);
  bare.git("symbolic-ref", "HEAD", "refs/heads/nowhere");
  expect(paths(await history(bare.path))).toEqual(["a.js"]);
  expect((await run(["history"], { cwd: temporaryFolder().path })).code).toBe(2);
});

test("the allowlist of HEAD counts; the same input gives the same report", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", secretLine());
  repository.write("b.js", secretLine());
  repository.commit();
  const [finding] = (await history(repository.path)).findings;
  repository.write(".secrets-allowlist", `version: 1\nentries:\n  - fingerprint: ${finding?.fingerprint}\n    reason: a test\n`);
  repository.commit();
  const first = await run(["history", "--format", "json", "--reproducible"], { cwd: repository.path });
  const second = await run(["history", "--format", "json", "--reproducible"], { cwd: repository.path });
  expect(second.stdout).toBe(first.stdout);
  expect(JSON.parse(first.stdout)).toMatchObject({ findings: [{ path: "b.js" }], suppressed: [{ path: "a.js" }] });
});

test("replace refs and grafts hide nothing; a SHA-256 repository is read", async () => {
  const repository = temporaryRepository("--object-format=sha256");
  repository.write("a.js", secretLine());
  const real = repository.commit();
  repository.write("a.js", "clean\n");
  repository.commit();
  repository.git("replace", repository.git("rev-parse", `${real}:a.js`), repository.git("rev-parse", "HEAD:a.js"));
  repository.git("replace", "--graft", "HEAD");
  expect(paths(await history(repository.path))).toEqual(["a.js"]);
});

test("a second run says the same, whether or not what it remembers still holds", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", secretLine());
  repository.write("b.js", "fine\n");
  repository.commit(`subject\n\n${makeSecret()}`);
  repository.write("a.js", "gone\n");
  repository.commit();
  repository.git("switch", "-q", "-c", "side");
  repository.write("sub/c.js", secretLine());
  repository.commit();
  const report = async () => (await run(["history", "--format", "json", "--reproducible"], { cwd: repository.path })).stdout;
  const folder = join(repository.path, ".git/secret-scan");
  const again = async () => {
    const remembered = await report();
    // The answer as a whole, then the blobs that were looked at, then neither.
    expect(await report()).toBe(remembered);
    rmSync(join(folder, "history-answer"));
    expect(await report()).toBe(remembered);
    rmSync(folder, { recursive: true });
    const anew = await report();
    expect(remembered).toBe(anew);
    expect(await report()).toBe(anew);
    return JSON.parse(anew) as JsonReport;
  };
  await report();
  expect(paths(await again())).toHaveLength(3);
  // More commits: one brings a known blob under another name, one a new secret, one the old secret back.
  repository.write("renamed.env.js", "fine\n");
  repository.write("d.js", secretLine());
  repository.commit();
  repository.git("checkout", "-q", "main~1", "--", "a.js");
  repository.commit();
  expect(paths(await again())).toHaveLength(4);
  // A branch goes: what only it led to is gone from the report.
  repository.git("switch", "-q", "main");
  repository.git("branch", "-q", "-D", "side");
  expect(paths(await again())).toHaveLength(2);
  // Other rules ask anew.
  const [{ ruleId } = { ruleId: "" }] = (await history(repository.path)).findings;
  const others = (await history(repository.path, "--exclude-rule", ruleId)).findings;
  expect(others.map((finding) => finding.ruleId)).not.toContain(ruleId);
  expect(paths(await history(repository.path))).toHaveLength(2);
});

test("what is remembered holds no names and no contents, and is not believed when it is damaged or another's", async () => {
  const repository = temporaryRepository();
  const secret = makeSecret();
  repository.write("a-telling-name.js", secretLine(secret));
  repository.commit();
  await history(repository.path);
  const file = join(repository.path, ".git/secret-scan/history-cache");
  const answer = join(repository.path, ".git/secret-scan/history-answer");
  const text = readFileSync(file, "latin1");
  expect(text).not.toContain("telling");
  expect(text).not.toContain(secret.slice(8));
  for (const spoil of [
    () => writeFileSync(file, "junk"),
    () => writeFileSync(file, text.replace(/"secretBlobs":\["[0-9a-f]+"\]/, '"secretBlobs":[]'), "latin1"),
    () => chmodSync(file, 0o666),
    () => {
      rmSync(file);
      symlinkSync("/nonexistent", file);
    },
  ]) {
    spoil();
    rmSync(answer);
    expect(paths(await history(repository.path))).toEqual(["a-telling-name.js"]);
    rmSync(file, { force: true });
    rmSync(answer);
    await history(repository.path);
  }
});

test("the answer to an unchanged history holds no secret, and is not believed when it is damaged, another's or of other exceptions", async () => {
  const repository = temporaryRepository();
  const secret = makeSecret();
  repository.write("a-telling-name.js", secretLine(secret));
  repository.commit();
  const [{ fingerprint } = { fingerprint: "" }] = (await history(repository.path)).findings;
  const answer = join(repository.path, ".git/secret-scan/history-answer");
  const text = readFileSync(answer, "latin1");
  expect(text).not.toContain(secret.slice(8));
  expect(statSync(answer).mode & 0o777).toBe(0o600);
  for (const spoil of [
    () => writeFileSync(answer, "junk"),
    () => writeFileSync(answer, text.replace(/"found":\[.*\],"skipped"/, '"found":[],"skipped"'), "latin1"),
    () => writeFileSync(answer, text.slice(0, text.length / 2), "latin1"),
    () => {
      writeFileSync(answer, text.replace(/"found":\[.*\],"skipped"/, '"found":[],"skipped"'), "latin1");
      chmodSync(answer, 0o666);
    },
    () => {
      rmSync(answer);
      symlinkSync("/nonexistent", answer);
    },
  ]) {
    spoil();
    expect(paths(await history(repository.path))).toEqual(["a-telling-name.js"]);
    rmSync(answer, { force: true });
    await history(repository.path);
  }
  // An allowlist that is not committed moves no ref.
  repository.write("list.yaml", `version: 1\nentries:\n  - fingerprint: ${fingerprint}\n    reason: a test\n`);
  expect(paths(await history(repository.path, "--allowlist", "list.yaml"))).toEqual([]);
  expect(paths(await history(repository.path))).toEqual(["a-telling-name.js"]);
  // Nor does a stash that is dropped behind the latest.
  repository.write("a-telling-name.js", secretLine());
  repository.git("stash", "-q");
  repository.write("a-telling-name.js", "fine\n");
  repository.git("stash", "-q");
  expect(paths(await history(repository.path))).toHaveLength(2);
  repository.git("stash", "drop", "-q", "stash@{1}");
  expect(paths(await history(repository.path))).toHaveLength(1);
});

test("blobs and trees that only a tag names", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  const blob = repository.gitIn({ input: secretLine() }, "hash-object", "-w", "--stdin");
  repository.git("tag", "a-blob", blob);
  repository.git("tag", "-a", "-m", "x", "annotated", blob);
  const tree = repository.gitIn(
    { input: `100644 blob ${repository.gitIn({ input: secretLine() }, "hash-object", "-w", "--stdin")}\tin-tree.js\n` },
    "mktree",
  );
  repository.git("tag", "a-tree", tree);
  expect(paths(await history(repository.path))).toEqual(["in-tree.js", "refs/tags/a-blob", "refs/tags/annotated"]);
});
