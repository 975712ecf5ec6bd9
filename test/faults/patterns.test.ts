/**
 * Patterns that would run for ever: a user's runs under a deadline and fails alone, an allowlist's is refused, built-in ones are
 * bounded whatever they meet.
 */

import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 2 });

const rule = (id: string, pattern: string): string =>
  `  - id: ${id}\n    name: Mine\n    type: api-key\n    criticality: high\n    pattern: '${pattern}'\n    literals: [slow]\n`;
const RULES = `rules:\n${rule("my-slow", "slow(a+)+$")}${rule("my-good", "slow-(?<secret>[a-z]{12}7)")}`;
const TRAP = `slow${"a".repeat(60)}!\n`;

test("an unsafe rule fails on the files that it hangs on, and on no other; other rules see them all", async () => {
  const trapped = ["d1/trap.txt", "d3/trap.txt"];
  const cwd = folder({
    ...Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`d${i % 5}/f${i}.txt`, i % 150 === 9 ? `slow-bcdfghklmnpq7 ${i}\n` : "no\n"]),
    ),
    ...Object.fromEntries(trapped.map((path, i) => [path, `${TRAP}token = ${githubToken(i + 1)}\nslow-bcdfghklmnpr7\n`])),
    "d4/after.txt": `slowaaaa\ntoken = ${githubToken(3)}\n`,
  });
  const rules = join(folder({ "rules.yaml": RULES }), "rules.yaml");
  for (const threads of ["1", "2"]) {
    const args = ["--rules", rules, "--format", "json", "--min-confidence", "low", "--threads", threads];
    const { code, stdout, stderr } = await stress(args, { cwd });
    expect(code, stderr).toBe(1);
    const { failures, findings } = JSON.parse(stdout);
    expect(failures).toEqual(trapped.map((path) => ({ path, reason: "rule my-slow ran out of time and was left out" })));
    const of = (id: string): string[] =>
      findings.flatMap((finding: { ruleId: string; path: string }) => (finding.ruleId === id ? [finding.path] : []));
    expect(of("github-personal-access-token")).toEqual([...trapped, "d4/after.txt"].sort());
    expect(of("my-good")).toHaveLength(6);
    expect(of("my-slow")).toContain("d4/after.txt");
    // it is warned about before
    expect(stderr).toMatch(/warning: .*rules\.yaml:\d+: rule my-slow/);
  }
});

test("the same in the index, the history and on standard input", async () => {
  const cwd = folder({ "trap.txt": `${TRAP}token = ${githubToken(1)}\n` });
  const rules = join(folder({ "rules.yaml": RULES }), "rules.yaml");
  const commit = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";
  const input = `${TRAP}token = ${githubToken(1)}\n`;
  await stress(["--version"], { cwd, limits: `${commit} && cp trap.txt staged.txt && git add .` });
  for (const args of [["staged"], ["history"], ["stdin", "--path", "trap.txt"]]) {
    const { code, stdout, stderr } = await stress([...args, "--rules", rules, "--format", "json"], { cwd, input });
    expect.soft(code, `${args[0]}: ${stderr}`).toBe(1);
    expect
      .soft(JSON.parse(stdout).failures, args[0])
      .toEqual([
        { path: args[0] === "staged" ? "staged.txt" : "trap.txt", reason: "rule my-slow ran out of time and was left out" },
      ]);
  }
});

test("an unsafe expression of an allowlist is refused, whatever command reads it", async () => {
  for (const value of ["(a+)+$", "(?:a|a)*b", "([a-z]+)*=", "(a)\\1+$"]) {
    const cwd = folder({
      "a.txt": `token = ${githubToken(1)}\n`,
      ".secrets-allowlist": `version: 1\nentries:\n  - value: '${value}'\n    rule: github-personal-access-token\n    reason: x\n`,
    });
    for (const args of [[], ["stdin"], ["allow", "list"]]) {
      const { code, stderr } = await stress(args, { cwd, input: "x" });
      expect.soft(code, `${value} ${args.join(" ")}`).toBe(2);
      expect.soft(stderr).toMatch(/\.secrets-allowlist:3/);
    }
  }
});

test("built-in rules are done soon with what regular expressions choke on", async () => {
  const long = [
    "a".repeat(1 << 20),
    "a=".repeat(1 << 19),
    `${"password".repeat(1 << 16)}=`,
    "-----BEGIN RSA PRIVATE KEY-----\n".repeat(1 << 14),
    `https://${"a:".repeat(1 << 18)}@`,
    `key: "${"\\".repeat(1 << 20)}"`,
    `${"ghp_".repeat(1 << 18)}`,
    "eyJ.".repeat(1 << 18),
    `${" ".repeat(1 << 20)}token =`,
    "{".repeat(1 << 20),
    "&#x41;".repeat(1 << 17),
    "%41".repeat(1 << 18),
    "=\n".repeat(1 << 18),
  ];
  const cwd = folder(Object.fromEntries(long.map((text, i) => [`f${i}.txt`, text])));
  const { code, stdout, stderr } = await stress(["--format", "json", "--min-confidence", "low", "--threads", "1"], { cwd });
  expect([0, 1, 3], stderr).toContain(code);
  expect(JSON.parse(stdout).scan.files).toBe(long.length);
  expect(
    JSON.parse(stdout)
      .failures.map(({ reason }: { reason: string }) => reason)
      .join(),
  ).not.toMatch(/out of time/);
});
