/**
 * `staged`: what blocks a commit, and what does not.
 */

import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { type JsonReport, makeSecret, run, runJson, secretLine } from "./run-program.js";

// Each step starts several git processes.
vi.setConfig({ testTimeout: 60_000 });

async function staged(cwd: string): Promise<JsonReport & { code: number }> {
  const { report, code } = await runJson(["staged"], { cwd });
  return { ...report, code };
}

const brief = ({ findings }: JsonReport) => findings.map(({ path, isNew }) => `${path} ${isNew ? "new" : "old"}`);

test("a staged secret is found, an unstaged one is not, and one only hidden in the work tree is", async () => {
  const repository = temporaryRepository();
  repository.write("clean.js", "1\n");
  repository.commit();
  expect((await staged(repository.path)).code).toBe(0);
  repository.write("staged.js", secretLine());
  repository.git("add", "staged.js");
  repository.write("staged.js", "nothing here\n");
  repository.write("clean.js", secretLine());
  repository.write("untracked.js", secretLine());
  const report = await staged(repository.path);
  expect(brief(report)).toEqual(["staged.js new"]);
  expect(report.code).toBe(1);
  expect(report.scan).toMatchObject({ files: 1, blobs: 1, complete: true, repository: { branch: "main", dirty: true } });
});

test("the first commit", async () => {
  const repository = temporaryRepository();
  expect((await staged(repository.path)).code).toBe(0);
  repository.write("a.js", secretLine());
  repository.git("add", ".");
  expect(brief(await staged(repository.path))).toEqual(["a.js new"]);
});

test("a secret that stood in the file is counted and does not block, also under its old name and moved", async () => {
  const repository = temporaryRepository();
  const old = secretLine();
  const text = Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join("");
  repository.write("edited.js", old + text);
  repository.write("before.js", text + old);
  repository.write("other.js", secretLine());
  repository.commit();
  repository.write("edited.js", `${text}${text}${old}`);
  repository.git("mv", "before.js", "after.js");
  repository.write("after.js", `${text}${old}more\n`);
  repository.git("add", ".");
  const report = await staged(repository.path);
  expect(brief(report)).toEqual(["after.js old", "edited.js old"]);
  expect(report.code).toBe(0);
  repository.write("edited.js", `${text}${old}${secretLine()}`);
  repository.git("add", ".");
  const again = await staged(repository.path);
  expect(brief(again)).toEqual(["after.js old", "edited.js old", "edited.js new"]);
  expect(again.code).toBe(1);
});

test("a copy in another file is new", async () => {
  const repository = temporaryRepository();
  const text = secretLine();
  repository.write("a.js", text);
  repository.commit();
  repository.write("b.js", text);
  repository.git("add", ".");
  expect(brief(await staged(repository.path))).toEqual(["b.js new"]);
});

test("a merge: what a parent had is not new, what the merge itself adds is", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n2\n3\n4\n5\n");
  repository.commit();
  repository.git("switch", "-q", "-c", "side");
  repository.write("from-side.js", secretLine());
  repository.commit();
  repository.git("switch", "-q", "main");
  repository.write("b.js", "main\n");
  repository.commit();
  repository.git("merge", "-q", "--no-commit", "side");
  const merged = await staged(repository.path);
  expect(brief(merged)).toEqual(["from-side.js old"]);
  expect(merged.code).toBe(0);
  repository.write("a.js", `1\n2\n${secretLine()}4\n5\n`);
  repository.git("add", ".");
  expect(brief(await staged(repository.path))).toEqual(["a.js new", "from-side.js old"]);
});

test("what git shows as no text is read: binary files, files without diff", async () => {
  const repository = temporaryRepository();
  repository.write(".gitattributes", "*.txt -diff\n*.bin binary\n");
  repository.write("plain.txt", secretLine());
  repository.write("data.bin", Buffer.concat([Buffer.from([0, 1, 2, 255, 0]), Buffer.from(secretLine()), Buffer.alloc(50)]));
  repository.git("add", ".");
  expect(brief(await staged(repository.path))).toEqual(["data.bin new", "plain.txt new"]);
});

test("names block by themselves, examples do not, in any letter case", async () => {
  const repository = temporaryRepository();
  for (const name of [".env", "sub/.ENV.Local", ".env.example", "app.db", "My-Secrets.json", "id_rsa"])
    repository.write(name, "x\n");
  repository.git("add", "-f", ".");
  const report = await staged(repository.path);
  expect([...new Set(report.findings.map(({ path }) => path))]).toEqual([
    ".env",
    "My-Secrets.json",
    "app.db",
    "id_rsa",
    "sub/.ENV.Local",
  ]);
  repository.commit();
  repository.write(".env", "y\n");
  repository.git("add", "-f", ".");
  expect(brief(await staged(repository.path))).toEqual([".env old"]);
  repository.git("mv", ".env", "sub/.env");
  expect(brief(await staged(repository.path))).toEqual(["sub/.env new"]);
});

test("private keys and key stores by their names, in any letter case; what is public by its name or content is not", async () => {
  const repository = temporaryRepository();
  const keys = ["server.key", "ssl/TLS.KEY", "privkey.pem", "client-key.pem", "private.pem", "deploy_rsa", "ssh_host_rsa_key"];
  const stores = ["a.p12", "a.PFX", "release.keystore", "a.jks", "a.jceks", "AuthKey_1.p8", "a.ppk", "id_ed25519"];
  for (const name of [...keys, ...stores]) repository.write(name, "x\n");
  for (const name of ["cert.pem", "ca.crt", "id_rsa.pub", "key.pub", "public.key", "pubkey.pem", "keys.txt"])
    repository.write(name, "x\n");
  repository.write("chain/key.pem", `${["-----BEGIN", "CERTIFICATE-----"].join(" ")}\nMII\n`);
  repository.write("apt.key", `${["-----BEGIN", "PGP PUBLIC KEY", "BLOCK-----"].join(" ")}\n\nmQ\n`);
  repository.write("binary.gpg.key", Buffer.from([0x99, 0x01, 0x0d, 0x04]));
  repository.write("talk.key", Buffer.from("PK\u0003\u0004\u0000", "latin1"));
  repository.git("add", "-f", ".");
  const blocked = (await staged(repository.path)).findings.map(({ path }) => path);
  expect([...new Set(blocked)].sort()).toEqual([...keys, ...stores].sort());
});

test("a symbolic link's target is read, a submodule skipped", async () => {
  const repository = temporaryRepository();
  symlinkSync(`https://example.org/?key=${makeSecret()}`, join(repository.path, "link"));
  repository.git("add", ".");
  expect(brief(await staged(repository.path))).toEqual(["link new"]);
});

test("Git LFS: the pointer, and the object when it is there", async () => {
  const repository = temporaryRepository();
  const content = Buffer.from(`${"x\n".repeat(2000)}${secretLine()}`);
  const oid = createHash("sha256").update(content).digest("hex");
  repository.write("big.dat", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`);
  repository.git("add", ".");
  const without = await staged(repository.path);
  expect(without.findings).toEqual([]);
  expect(without.skipped).toEqual([{ path: "big.dat", reason: expect.stringContaining("LFS") }]);
  const folder = join(repository.path, ".git/lfs/objects", oid.slice(0, 2), oid.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, oid), content);
  expect((await staged(repository.path)).findings).toMatchObject([{ path: "big.dat", startLine: 2001, isNew: true }]);
});

test("the index of a partial commit counts, and the allowlist in it", async () => {
  const repository = temporaryRepository();
  const secret = makeSecret();
  repository.write("a.js", secretLine(secret));
  repository.git("add", "a.js");
  const { findings } = await staged(repository.path);
  const allow = `version: 1\nentries:\n  - fingerprint: ${findings[0]?.fingerprint}\n    reason: a test\n`;
  repository.write(".secrets-allowlist", allow);
  // In the work tree only, it does not count.
  expect((await staged(repository.path)).code).toBe(1);
  repository.git("add", ".");
  const allowed = await staged(repository.path);
  expect(allowed).toMatchObject({ code: 0, findings: [], suppressed: [{ path: "a.js", reason: "a test" }] });
  expect(allowed.scan.allowlistChange).toEqual({ added: 1, removed: 0 });
  expect((await run(["staged"], { cwd: repository.path })).stderr).toContain(
    ".secrets-allowlist changes here: 1 added, 0 removed",
  );
});

test("GIT_INDEX_FILE of a hook is used", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  repository.write("a.js", secretLine());
  const index = join(repository.path, ".git/next-index.lock");
  repository.gitIn({ environment: { GIT_INDEX_FILE: index } }, "read-tree", "HEAD");
  repository.gitIn({ environment: { GIT_INDEX_FILE: index } }, "add", "a.js");
  expect((await run(["staged"], { cwd: repository.path })).code).toBe(0);
  expect((await run(["staged"], { cwd: repository.path, environment: { GIT_INDEX_FILE: index } })).code).toBe(1);
});

test("a missing object is a failure and the scan incomplete", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "gone\n");
  repository.git("add", ".");
  const id = repository.git("rev-parse", ":a.js");
  rmSync(join(repository.path, ".git/objects", id.slice(0, 2), id.slice(2)));
  const report = await staged(repository.path);
  expect(report.code).toBe(3);
  expect(report.failures).toEqual([{ path: "a.js", reason: `object ${id} is missing` }]);
});

test("outside a repository it says so and exits 2", async () => {
  const { code, stderr, stdout } = await run(["staged"], { cwd: temporaryFolder().path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/not a git repository/);
});
