/**
 * `secret-scan inventory` as a user runs it: what it writes, what it reads, and how it exits.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { expectValid, ownReportValidator, sarifValidator } from "../report/validators.js";
import { folder, type JsonReport, run } from "./folder.js";
import { APP, entry, git, inventory, namesIn, readText, repository } from "./inventory-repository.js";
import { githubToken, password } from "./secrets.js";

vi.setConfig({ testTimeout: 120_000 });

const FOUR = ["secret-scan.sarif", "secrets-scan.json", "secrets_inventory.html", "secrets_inventory.md"];

const isOwnValid = ownReportValidator();
const isSarif = sarifValidator();

test("four files, valid, and what they are called on standard output", async () => {
  const cwd = repository({ ...APP, "src/token.ts": `const t = "${githubToken()}";\n` });
  const { code, stdout, stderr, json } = await inventory([], { cwd });
  expect([code, stderr]).toEqual([1, ""]);
  expect(readdirSync(cwd).filter((name) => name.startsWith("secret"))).toEqual(FOUR);
  for (const name of FOUR) expect(stdout).toContain(`  ${name}\n`);
  expectValid(isOwnValid, json);
  expectValid(isSarif, JSON.parse(readText(cwd, "secret-scan.sarif")));
  expect(readText(cwd, "secrets_inventory.md")).toContain("| `STRIPE_KEY` |");
  expect(readText(cwd, "secrets_inventory.html")).toContain("STRIPE_KEY");
  expect(entry(json, "STRIPE_KEY")).toMatchObject({ type: "payment", criticality: "critical", status: "ok", owners: [] });
  expect(namesIn(json)).not.toContain("PORT");
  const held = json.secrets.find(({ findings }: JsonReport) => findings.length > 0);
  expect([held.status, held.findings]).toEqual(["hard-coded", [json.findings[0].fingerprint]]);
  for (const name of FOUR) expect(readText(cwd, name)).not.toContain(githubToken().slice(4, 30));
});

test("a credential without a name is called by its rule and file", async () => {
  const cwd = folder({ "notes.txt": `see ${githubToken(3)}\n` });
  const { json } = await inventory([], { cwd });
  expect(namesIn(json)).toEqual([`${json.findings[0].ruleId} in notes.txt`]);
});

test("run again it gives the same bytes: its own files are neither read nor spoken of", async () => {
  const cwd = repository({ ...APP, "docs/a.md": "text\n" });
  const further = ["--badge", "docs/badge.svg", "--calendar", "due.ics", "--comment", "change.md", "--format", "csv=all.csv"];
  const args = ["--reproducible", "--out", "reports", ...further];
  await inventory(args, { cwd });
  const files = [...FOUR.map((name) => `reports/${name}`), "docs/badge.svg", "due.ics", "change.md", "all.csv"];
  const before = files.map((name) => readText(cwd, name));
  const { json } = await inventory(args, { cwd, out: "reports" });
  expect(files.map((name) => readText(cwd, name))).toEqual(before);
  expect([json.skipped, json.scan.files, json.scan.repository.dirty]).toEqual([[], 3, false]);
});

test("what stands in its own four files is not read", async () => {
  const planted = `process.env.PLANTED_TOKEN "${githubToken(5)}"\n`;
  const cwd = repository({ ...APP, ...Object.fromEntries(FOUR.map((name) => [name, planted])) });
  const { json, code } = await inventory([], { cwd });
  expect([code, namesIn(json), json.findings]).toEqual([0, ["STRIPE_KEY"], []]);
});

test("a folder whose name looks like a glob, and one that is a link", async () => {
  const cwd = repository(APP);
  mkdirSync(join(cwd, "out[1]"));
  symlinkSync("out[1]", join(cwd, "linked"));
  await inventory(["--reproducible", "--out", "out[1]"], { cwd, out: "out[1]" });
  const first = readText(cwd, "out[1]/secrets-scan.json");
  const { code, stdout } = await inventory(["--reproducible", "--out", "linked"], { cwd, out: "linked" });
  expect([code, readdirSync(join(cwd, "out[1]")).sort()]).toEqual([0, FOUR]);
  expect(stdout).toContain("  linked/secrets-scan.json\n");
  const { skipped, ...rest } = JSON.parse(readText(cwd, "linked/secrets-scan.json"));
  expect(skipped.map(({ path }: JsonReport) => path)).toEqual(["linked"]);
  expect({ ...rest, scan: { ...rest.scan, repository: null } }).toEqual({
    ...JSON.parse(first, (key, value) => (key === "skipped" ? undefined : value)),
    scan: { ...JSON.parse(first).scan, repository: null },
  });
});

test("in a folder of the repository it is still of the whole work tree", async () => {
  const cwd = repository(APP);
  const { json, code } = await inventory(["--base", "HEAD"], { cwd: join(cwd, "src") });
  expect([code, namesIn(json), json.changes]).toEqual([0, ["STRIPE_KEY"], { base: "HEAD", added: [], removed: [], changed: [] }]);
  expect(json.secrets[0].usedIn[0].path).toBe("src/app.ts");
});

test("outside git, and in a repository without a commit", async () => {
  const plain = folder(APP);
  const outside = await inventory([], { cwd: plain });
  expect([outside.code, namesIn(outside.json), outside.json.scan.repository]).toEqual([0, ["STRIPE_KEY"], undefined]);
  const based = await run(["inventory", "--base", "main"], { cwd: plain });
  expect([based.code, based.stderr]).toEqual([2, expect.stringContaining("--base needs a git repository")]);

  const empty = repository();
  const nothing = await inventory(["--blame"], { cwd: empty });
  expect([nothing.code, nothing.json.secrets, nothing.json.scan.files]).toEqual([0, [], 0]);
  const unborn = await run(["inventory", "--base", "HEAD"], { cwd: empty });
  expect([unborn.code, unborn.stderr]).toEqual([2, expect.stringContaining('no commit is called "HEAD"')]);
});

test("--calendar and --badge", async () => {
  const cwd = repository({
    ...APP,
    ".secret-scan.yaml": "secrets:\n  - { name: STRIPE_KEY, owners: ['@pay'], rotation: { lastRotated: 2099-01-01 } }\n",
  });
  const { code, stdout } = await inventory(["--calendar", "due.ics", "--badge", "badge.svg"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/ {2}due\.ics\n {2}badge\.svg\n$/);
  expect(readText(cwd, "due.ics")).toMatch(/DTSTART;VALUE=DATE:20990401\r\nSUMMARY:Rotate STRIPE_KEY \(critical\)/);
  expect(readText(cwd, "badge.svg")).toMatch(/^<svg [\s\S]*1 kept[\s\S]*<\/svg>\n$/);
});

test("further formats go beside the four, and standard output is the report alone", async () => {
  const cwd = repository(APP);
  const result = await inventory(["--format", "jsonl", "--format", "cyclonedx=bom.json", "--format", "csv=list.csv"], { cwd });
  expect(result.code).toBe(0);
  const lines = result.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ record }) => record)).toEqual(["meta", "secret", "summary"]);
  expect(result.stderr).toContain("1 secrets · 0 findings");
  expect(JSON.parse(readText(cwd, "bom.json")).bomFormat).toBe("CycloneDX");
  for (const name of [...FOUR, "list.csv"]) expect(statSync(join(cwd, name)).size).toBeGreaterThan(0);
});

test("in GitHub Actions the inventory is the step's summary, after what stands there", async () => {
  const cwd = repository(APP);
  const summary = join(folder(), "summary.md");
  writeFileSync(summary, "before\n");
  const env = { GITHUB_STEP_SUMMARY: summary };
  await inventory(["--format", "github"], { cwd, env });
  expect(readText(summary)).toMatch(/^before\n<!-- secret-scan:inventory -->\n\n# Secrets inventory/);
  writeFileSync(summary, "x".repeat(1024 * 1024 - 10));
  await run(["--format", "github"], { cwd, env });
  expect(statSync(summary).size).toBeLessThan(1024 * 1024);
  const { code, stderr } = await run(["--format", "github"], { cwd, env: { GITHUB_STEP_SUMMARY: cwd } });
  expect([code, stderr]).toEqual([3, expect.stringContaining("GITHUB_STEP_SUMMARY: could not be written (EISDIR)")]);
});

test("exit codes are a scan's", async () => {
  const cwd = repository({ ...APP, "t.ts": `const t = "${githubToken(13)}";\n` });
  expect((await inventory(["--fail-on", "none"], { cwd })).code).toBe(0);
  expect((await inventory([], { cwd })).code).toBe(1);
  const broken = repository({ ...APP, "broken.zip": Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(60, 7)]) });
  const { code, json } = await inventory([], { cwd: broken });
  expect([code, json.scan.complete]).toEqual([3, false]);
  expect(readText(broken, "secrets_inventory.md")).toContain("The scan is incomplete");
});

test("where it cannot write", async () => {
  const cwd = repository({ ...APP, file: "" });
  const cases: readonly (readonly [string[], number, string])[] = [
    [["--out", "file"], 2, "file: the folder cannot be made (EEXIST)"],
    [["--out", "file/in"], 2, "file/in: the folder cannot be made (ENOTDIR)"],
    [["--badge", "nowhere/b.svg"], 2, "nowhere/b.svg: cannot be written: its folder does not exist"],
    [["--comment", "src"], 2, "src: cannot be written: it is a folder"],
    [["--format", "csv=nowhere/x.csv"], 2, "nowhere/x.csv: cannot be written"],
    [["--format", "csv=file/in/x.csv"], 2, "file/in/x.csv: cannot be written"],
    [["paths"], 2, '"paths" is too much'],
  ];
  for (const [args, code, message] of cases) {
    const result = await run(["inventory", ...args], { cwd });
    expect([args, result.code, result.stderr]).toEqual([args, code, expect.stringContaining(message)]);
    expect(result.stderr).not.toContain(cwd);
  }
  expect(existsSync(join(cwd, "secrets-scan.json"))).toBe(false);
  const full = await run(["inventory", "--badge", "/dev/full"], { cwd });
  expect([full.code, full.stderr]).toEqual([3, expect.stringContaining("/dev/full: could not be written (ENOSPC)")]);
  expect(existsSync(join(cwd, "secrets-scan.json"))).toBe(true);
});

test("names of strangers break nothing and are shown", async () => {
  const names = [
    "a|b`c.ts",
    "<img src=x onerror=alert(1)>.ts",
    "](javascript:alert(1)).ts",
    "=cmd|' /C calc'!A0.ts",
    "\u202egpj.ts",
    "esc\u001b[31m.ts",
    "new\nline.ts",
    "::error::x.ts",
  ];
  const files = Object.fromEntries(
    names.map((name, index) => [`src/${name.replaceAll("/", "_")}`, `process.env.HOSTILE_${index}_TOKEN;\n`]),
  );
  const cwd = repository({ ...files, CODEOWNERS: "* @a|b <img>\n", "pw.ts": `const dbPassword = "${password(2)}";\n` });
  git(cwd, "checkout", "-q", "-b", "b|`<img>");
  const formats = ["csv=a.csv", "cyclonedx=b.json", "github=c.txt", "gitlab=d.json", "junit=e.xml", "codequality=f.json"];
  const args = [
    ...formats.flatMap((format) => ["--format", format]),
    "--calendar",
    "due.ics",
    "--comment",
    "c.md",
    "--base",
    "HEAD",
  ];
  const { json, stdout, stderr } = await inventory(args, { cwd });
  expectValid(isOwnValid, json);
  expect(json.secrets.filter(({ name }: JsonReport) => name.startsWith("HOSTILE"))).toHaveLength(names.length);
  const texts = [
    stdout,
    stderr,
    ...[...FOUR, "a.csv", "b.json", "c.txt", "d.json", "e.xml", "f.json", "due.ics", "c.md"].map((name) =>
      readFileSync(join(cwd, name), "utf8"),
    ),
  ];
  for (const text of texts) {
    for (const unseen of ["\u001b", "\u202e"]) expect(text).not.toContain(unseen);
    expect(text).not.toContain(cwd);
    expect(text).not.toContain(password(2));
  }
  for (const name of ["secrets_inventory.md", "c.md", "secrets_inventory.html"])
    expect(readText(cwd, name)).not.toContain("<img");
  expect(readText(cwd, "c.txt")).not.toMatch(/^::error::x/m);
});

test("our reports are no sensitive files, whatever they are called", async () => {
  const cwd = repository(APP);
  const formats = ["json", "jsonl", "sarif", "gitlab", "cyclonedx"];
  for (const format of formats) await run(["inventory", "--format", `${format}=${format}-secret-report.json`], { cwd });
  const { code, stdout } = await run([], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining("No findings")]);
});
