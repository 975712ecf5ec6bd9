/**
 * `inventory --base`: what a change does, and nothing else.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { expectValid, ownReportValidator } from "../report/validators.js";
import { folder, type JsonReport, run } from "./folder.js";
import { APP, commit, git, inventory, readText, repository } from "./inventory-repository.js";
import { githubToken } from "./secrets.js";

vi.setConfig({ testTimeout: 120_000 });

const isOwnValid = ownReportValidator();

test("--base: what was added, removed and changed, in every file", async () => {
  const cwd = repository({
    "a.ts": "process.env.KEPT_TOKEN; process.env.GONE_TOKEN;\n",
    ".env.example": "KEPT_TOKEN=\nGONE_TOKEN=\n",
    ".github/CODEOWNERS": "* @old\n",
  });
  const base = git(cwd, "rev-parse", "HEAD");
  writeFileSync(join(cwd, "a.ts"), 'process.env.KEPT_TOKEN ?? "x"; process.env.NEW_TOKEN;\n');
  writeFileSync(join(cwd, ".env.example"), "KEPT_TOKEN=\n");
  writeFileSync(join(cwd, ".github/CODEOWNERS"), "* @new\n");
  const { code, json, stdout } = await inventory(["--base", base, "--comment", "change.md"], { cwd });
  expect(code).toBe(0);
  expectValid(isOwnValid, json);
  const { changes } = json;
  expect([changes.base, changes.added.map((s: JsonReport) => s.name), changes.removed.map((s: JsonReport) => s.name)]).toEqual([
    base,
    ["NEW_TOKEN"],
    ["GONE_TOKEN"],
  ]);
  expect(changes.changed).toEqual([
    {
      id: "kept-token",
      name: "KEPT_TOKEN",
      criticality: "critical",
      what: ["status ok is now fallback", "new owner @new", "owner @old gone", "new literal fallback in a.ts"],
    },
  ]);
  expect(stdout).toContain(": 1 new, 1 gone, 1 changed\n");
  const comment = readText(cwd, "change.md");
  expect(comment).toMatch(/^<!-- secret-scan:change -->\n/);
  for (const text of [comment, readText(cwd, "secrets_inventory.md"), readText(cwd, "secrets_inventory.html")])
    expect(text).toMatch(/NEW_TOKEN[\s\S]*GONE_TOKEN/);
  expect(JSON.parse(readText(cwd, "secret-scan.sarif")).runs[0].properties.changes.added[0].name).toBe("NEW_TOKEN");
});

test("--base: nothing has changed where only a line moved, suppressed or not, dated or not", async () => {
  const token = githubToken(7);
  const cwd = repository({ "a.ts": `const t = "${token}";\n`, "b.ts": `const t = "${githubToken(8)}";\n` });
  const { json } = await inventory([], { cwd });
  const { fingerprint } = json.findings[1];
  await run(["allow", fingerprint, "--reason", "a test's"], { cwd });
  await run(["baseline", "write"], { cwd });
  commit(cwd);
  writeFileSync(join(cwd, "a.ts"), `\n\nconst t = "${token}";\n`);
  const moved = await inventory(["--base", "HEAD", "--blame"], { cwd });
  expect([moved.code, moved.json.changes]).toEqual([0, { base: "HEAD", added: [], removed: [], changed: [] }]);
});

test("--base: new exceptions are told, and refused where the policy says so", async () => {
  const cwd = repository({
    "a.ts": `const t = "${githubToken(9)}";\n`,
    ".secret-scan.yaml": "policy: { refuse: [new-exception] }\n",
  });
  const { json } = await inventory([], { cwd });
  await run(["allow", json.findings[0].fingerprint, "--reason", "a test's"], { cwd });
  const after = await inventory(["--base", "HEAD", "--check", "--comment", "c.md"], { cwd });
  expect(after.json.scan.allowlistChange).toEqual({ added: 1, removed: 0 });
  expect([after.code, after.stderr]).toEqual([1, expect.stringContaining("the change adds 1 exceptions")]);
  expect(readText(cwd, "c.md")).toContain("1 exception added");
});

test("--base: a revision that is not there is an error, in a shallow clone an incomplete run", async () => {
  const cwd = repository(APP);
  for (const name of ["nowhere", "--upload-pack=x", "HEAD:src"]) {
    const { code, stderr } = await run(["inventory", `--base=${name}`], { cwd });
    expect([code, stderr.split("\n")]).toEqual([2, [expect.stringContaining(`no commit is called "${name}"`), ""]]);
  }
  const first = git(cwd, "rev-parse", "HEAD");
  commit(cwd);
  const clone = folder();
  git(clone, "clone", "-q", "--depth=1", `file://${cwd}`, "it");
  const { code, json } = await inventory(["--base", first], { cwd: join(clone, "it") });
  expect([code, json.scan.complete, json.changes]).toEqual([3, false, undefined]);
  expect(json.failures).toEqual([{ path: `commit:${first}`, reason: expect.stringContaining("shallow clone") }]);
});

test("--base: a broken configuration there is no reason to compare nothing", async () => {
  const cwd = repository({ ...APP, ".secret-scan.yaml": "secretz: []\n", ".secrets-allowlist": "version: 9\n" });
  git(cwd, "rm", "-q", ".secret-scan.yaml", ".secrets-allowlist");
  const { code, stderr, json } = await inventory(["--base", "HEAD"], { cwd });
  expect([code, json.changes.added]).toEqual([0, []]);
  expect(stderr).toMatch(/warning: of the base: \.secret-scan\.yaml:1:1: unknown key "secretz".*; left out\n/);
});
