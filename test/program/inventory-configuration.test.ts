/**
 * What the inventory is told: `.secret-scan.yaml`, CODEOWNERS, the history; and the policy that it is held to.
 */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder, type JsonReport, run } from "./folder.js";
import { APP, entry, git, inventory, namesIn, readText, repository } from "./inventory-repository.js";
import { githubToken } from "./secrets.js";

vi.setConfig({ testTimeout: 120_000 });

test("--check refuses critical secrets that are overdue or nobody's", async () => {
  const cwd = repository({ ...APP, CODEOWNERS: "* @all\n" });
  expect((await inventory(["--check"], { cwd })).code).toBe(0);
  const late = "secrets:\n  - { name: STRIPE_KEY, rotation: { lastRotated: 2020-01-01 } }\n";
  writeFileSync(join(cwd, ".secret-scan.yaml"), late);
  const overdue = await inventory(["--check", "--quiet"], { cwd });
  expect([overdue.code, overdue.stdout]).toEqual([1, ""]);
  expect(overdue.stderr).toContain("STRIPE_KEY (critical) was to be rotated by 2020-03-31");
  expect((await inventory([], { cwd })).code).toBe(0);
  const then = await inventory(["--check"], { cwd, env: { SOURCE_DATE_EPOCH: "1583000000" } });
  expect([then.code, entry(then.json, "STRIPE_KEY").status]).toEqual([0, "ok"]);
  writeFileSync(join(cwd, ".secret-scan.yaml"), `${late}policy:\n  refuse: [without-owner]\n`);
  expect((await inventory(["--check"], { cwd })).code).toBe(0);
  writeFileSync(join(cwd, "CODEOWNERS"), "/docs/ @all\n");
  const orphan = await inventory(["--check"], { cwd });
  expect([orphan.code, orphan.stderr]).toEqual([1, expect.stringContaining("STRIPE_KEY (critical) has no owner")]);
});

test("--blame guesses owners and the last rotation from the history", async () => {
  const cwd = repository({ ...APP, "t.ts": `const t = "${githubToken(11)}";\n` });
  const { json } = await inventory(["--blame"], { cwd });
  const stripe = entry(json, "STRIPE_KEY");
  expect([stripe.owners, stripe.ownersGuessed]).toEqual([["Ann Author <ann@example.org>"], true]);
  const held = json.secrets.find(({ findings }: JsonReport) => findings.length > 0);
  expect(held.rotation.source).toBe(`commit:${git(cwd, "rev-parse", "HEAD")}`);
  expect(held.rotation.lastRotated).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("configuration: an exact name above a glob, a later glob above an earlier one, names forced in and out", async () => {
  const cwd = repository({
    "a.ts": "process.env.STRIPE_KEY; process.env.STRIPE_TOKEN; process.env.CUSTOMER_NUMBER; process.env.NOISE_KEY;\n",
    ".secret-scan.yaml": [
      "version: 1",
      "secrets:",
      "  - { name: STRIPE_KEY, owners: ['@exact'], criticality: low }",
      "  - { name: 'STRIPE_*', owners: ['@early'], type: ai, rotation: { intervalDays: 7 } }",
      "  - { name: '*', owners: ['@late'] }",
      "  - { name: CUSTOMER_NUMBER, listed: true, description: an old system's }",
      "  - { name: 'NOISE_*', listed: false }",
      "",
    ].join("\n"),
  });
  const { json } = await inventory([], { cwd });
  expect(namesIn(json)).toEqual(["CUSTOMER_NUMBER", "STRIPE_KEY", "STRIPE_TOKEN"]);
  expect(entry(json, "STRIPE_KEY")).toMatchObject({ owners: ["@exact"], type: "ai", criticality: "low" });
  expect(entry(json, "STRIPE_KEY").declaredIn).toEqual([{ path: ".secret-scan.yaml", startLine: 3, kind: "app-config" }]);
  expect(entry(json, "STRIPE_TOKEN")).toMatchObject({ owners: ["@late"], type: "ai", rotation: { intervalDays: 7 } });
  expect(entry(json, "CUSTOMER_NUMBER").description).toBe("an old system's");
  const { json: without } = await inventory(["--no-config"], { cwd });
  expect(namesIn(without)).toEqual(["NOISE_KEY", "STRIPE_KEY", "STRIPE_TOKEN"]);
  writeFileSync(join(cwd, "other.yaml"), "secrets: [{ name: STRIPE_KEY, owners: ['@named'] }]\n");
  const { json: named } = await inventory(["--config", "other.yaml"], { cwd });
  expect(entry(named, "STRIPE_KEY").owners).toEqual(["@named"]);
});

test.each([
  ["secretz: []\n", '.secret-scan.yaml:1:1: unknown key "secretz"'],
  ["secrets:\n  - { name: A, owner: x }\n", '.secret-scan.yaml:2: secrets[0]: unknown key "owner"'],
  ["secrets:\n  - { name: A, rotation: { days: 3 } }\n", 'unknown key "rotation.days"'],
  ["secrets:\n  - { name: A, rotation: { lastRotated: 2026-02-30 } }\n", "must be a date"],
  ["policy: { refuse: [everything] }\n", ".secret-scan.yaml:1:9: policy: `refuse` must be a list of"],
  ["policy: { strict: true }\n", 'policy: unknown key "strict"'],
  ["secrets: [\n", "no valid YAML"],
  ["- a\n", "must be a mapping"],
])("configuration that is not understood is exit 2, and nothing is written: %j", async (text, message) => {
  const cwd = repository({ ...APP, ".secret-scan.yaml": text });
  const { code, stderr } = await run(["inventory", "--out", "new"], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(existsSync(join(cwd, "new"))).toBe(false);
});

test("a glob of a stranger's costs no more than its length", async () => {
  const name = `${"A".repeat(200)}_TOKEN`;
  const glob = `${"*A".repeat(60)}*B`;
  const cwd = repository({
    "a.ts": `process.env.${name};\n`,
    ".secret-scan.yaml": `secrets: [{ name: '${glob}', owners: [x] }]\n`,
  });
  writeFileSync(join(cwd, "CODEOWNERS"), `${"*a".repeat(60)}*b @x\n${"**/a".repeat(40)}b @x\n`);
  mkdirSync(join(cwd, "a".repeat(200)));
  writeFileSync(join(cwd, "a".repeat(200), `${"a".repeat(200)}.ts`), `process.env.${name};\n`);
  const { code, json } = await inventory([], { cwd });
  expect([code, entry(json, name).owners]).toEqual([0, []]);
});

test("CODEOWNERS of GitHub and of GitLab, each as its host reads it", async () => {
  const files = { "src/app.ts": "process.env.STRIPE_KEY;\n", "docs/CODEOWNERS": "* @docs\n" };
  const github = repository({ ...files, ".github/CODEOWNERS": "* @all\n/src/ @src\n[Section] @x\n" });
  expect((await inventory([], { cwd: github })).json.secrets[0].owners).toEqual(["@src"]);
  const gitlab = repository({
    ...files,
    ".gitlab-ci.yml": "x: { script: [ls] }\n",
    "docs/CODEOWNERS": "* @all\n[Payments] @pay\nsrc/\n^[Optional]\n*.ts @js\n",
  });
  expect((await inventory([], { cwd: gitlab })).json.secrets[0].owners).toEqual(["@all", "@js", "@pay"]);
  const linked = repository(files);
  writeFileSync(join(linked, "..", "outside"), "* @outside\n");
  symlinkSync("/etc/passwd", join(linked, "CODEOWNERS"));
  expect((await inventory([], { cwd: linked })).json.secrets[0].owners).toEqual([]);
  const file = repository({ "src/app.ts": "process.env.STRIPE_KEY;\n", docs: "", ".github": "", ".gitlab": "" });
  expect((await inventory([], { cwd: file })).code).toBe(0);
  const odd = repository({ ...files, ".github/CODEOWNERS/x": "" });
  expect((await inventory([], { cwd: odd })).code).toBe(0);
});

test("--blame asks git once for all files, and once for each that holds a value", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`src/a${index}.ts`, `process.env.A${index}_TOKEN;\n`]),
  );
  const cwd = repository({ ...files, "t.ts": `const t = "${githubToken(11)}";\n\nconst u = "${githubToken(12)}";\n` });
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const programs = folder({ git: `#!/bin/sh\necho "$@" >> "$(dirname "$0")/log"\nexec ${real} "$@"\n` });
  chmodSync(join(programs, "git"), 0o755);
  const { json } = await inventory(["--blame", "--fail-on", "none"], {
    cwd,
    env: { PATH: `${programs}:${process.env["PATH"]}` },
  });
  const started = (command: string): number =>
    readText(programs, "log")
      .split("\n")
      .filter((line) => line.includes(` ${command} `)).length;
  expect([started("log"), started("blame")]).toEqual([1, 1]);
  expect(new Set(json.secrets.map(({ owners }: JsonReport) => owners[0]))).toEqual(new Set(["Ann Author <ann@example.org>"]));
});

test("inventory.exclude leaves mentions of names out, says how many, and finds what is found", async () => {
  const cwd = repository({
    "a.ts": "process.env.STRIPE_KEY;\n",
    "test/a.test.ts": `process.env.FAKE_TOKEN; process.env.STRIPE_KEY;\nconst t = "${githubToken(11)}";\n`,
    ".secret-scan.yaml": "inventory:\n  exclude: [test/**]\n",
  });
  const { json } = await inventory(["--fail-on", "none"], { cwd });
  expect(namesIn(json).filter((name: string) => /^[A-Z]/.test(name))).toEqual(["STRIPE_KEY"]);
  expect(entry(json, "STRIPE_KEY").usedIn).toHaveLength(1);
  expect([json.uncounted, json.findings.length]).toEqual([{ globs: ["test/**"], references: 2 }, 1]);
  expect(readText(cwd, "secrets_inventory.md")).toContain("Not counted, by `.secret-scan.yaml`: 2 references in `test/**`.");
  writeFileSync(join(cwd, ".secret-scan.yaml"), "inventory:\n  exlude: [test/**]\n");
  const wrong = await run(["inventory"], { cwd });
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('inventory: unknown key "exlude"')]);
});
