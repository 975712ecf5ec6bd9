/** `explain`: what a person asks of a line that was, or was not, reported. */

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, run } from "./folder.js";
import { githubToken, randomText } from "./secrets.js";

const TOKEN = githubToken();
const ADDRESS = `${["postgres", "://"].join("")}app:${randomText(16, 5)}@db.acme-corp.io:5432/app`;

async function explain(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["explain", ...args], { cwd });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

/** Without the breaks of lines that are only there for 80 columns. */
async function unbroken(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await explain(cwd, ...args)).replace(/\n {2}(?! {2}(?:ok|up|down|DROP))\s*/g, " ");
}

describe("a line", () => {
  test("is named with a column as reports name it; a file's own name may look like one", async () => {
    const cwd = folder({
      "a.ts": `const a = 1;\nconst t = "${TOKEN}"; const u = "${ADDRESS}";\n`,
      "b:2": `k ${TOKEN}\n`,
    });
    const both = await explain(cwd, "a.ts:2");
    expect(both).toContain("github-personal-access-token: a finding of confidence high, reported");
    expect(both).toContain("database-url-password");
    const one = await explain(cwd, "a.ts:2:12");
    expect(one).toMatch(/^a\.ts:2:12 {2}ghp_/);
    expect(one).not.toContain("database-url-password");
    expect(await explain(cwd, "b:2:1")).toContain("b:2:1:3  ghp_");
  });

  test("that an exception hides says which and why", async () => {
    const cwd = folder({
      "a.ts": `const u = "${ADDRESS}"; // secret-scan:allow -- a sample of the manual\n`,
      "b.txt": `k = ${TOKEN}\n`,
      ".secrets-allowlist":
        "version: 1\nentries:\n  - path: b.txt\n    rule: github-personal-access-token\n    reason: never valid\n    expires: 2999-01-01\n",
    });
    expect(await unbroken(cwd, "a.ts:1")).toContain("hidden by a comment at its line: a sample of the manual");
    expect(await unbroken(cwd, "b.txt:1")).toContain("hidden by the allowlist until 2999-01-01: never valid");
  });

  test("whose secret is encoded, or whose file is blocked by its name, is explained as it was reported", async () => {
    const cwd = folder({ "a.txt": `d: ${Buffer.from(`t=${TOKEN}`).toString("base64")}\n`, ".env": "A=1\n" });
    const decoded = await explain(cwd, "a.txt:1");
    expect(decoded).toContain("decode      inside base64");
    expect(decoded).toContain("github-personal-access-token: a finding");
    expect(await explain(cwd, ".env:1")).toContain("the file's name alone");
  });

  test("whose rule or file is left out says so", async () => {
    const cwd = folder({ "a.txt": `k = ${TOKEN}\n` });
    expect(await unbroken(cwd, "a.txt:1", "--only", "aws-access-key-id")).toContain("not looked for: --only leaves its rule out");
    const rule = "github-personal-access-token";
    expect(await unbroken(cwd, "a.txt:1", "--exclude-rule", rule)).toContain(
      "not looked for: --exclude-rule leaves its rule out",
    );
    expect(await explain(cwd, "a.txt:1", "--exclude", "*.txt")).toMatch(/^a\.txt: not scanned: .*exclude/);
  });

  test("of many mebibytes is explained to its end, and one with many candidates is not told whole", async () => {
    const cwd = folder({
      "a.js": `${"a=1;".repeat(700_000)}t="${TOKEN}";${"b=2;".repeat(1000)}`,
      "b.txt": `${`${TOKEN} `.repeat(30)}\n`,
    });
    expect(await explain(cwd, "a.js:1")).toContain("a.js:1:2800004  ghp_");
    expect(await explain(cwd, "b.txt:1")).toContain("… and 10 more on this line: PATH:LINE:COLUMN asks for one.");
  });
});

test("a fingerprint is found from any folder of the repository", async () => {
  const cwd = folder({ "src/a.txt": `k = ${TOKEN}\n` });
  execFileSync("git", ["init", "-q", cwd]);
  mkdirSync(join(cwd, "docs"));
  const { stdout } = await run(["--format", "csv"], { cwd });
  const fingerprint = /ss1:[\w-]+/.exec(stdout)?.[0] ?? "";
  expect(await explain(join(cwd, "docs"), fingerprint)).toContain("src/a.txt:1:5  ghp_");
});

test("what is mistyped is answered in one line, and nothing is waited for", async () => {
  const cwd = folder({ "a.txt": "x\n" });
  execFileSync("mkfifo", [join(cwd, "pipe")]);
  for (const [subject, message] of [
    ["github-personal-acess-token", 'Did you mean "github-personal-access-token"?'],
    ["a.txt:9", "there is no line 9"],
    ["no.txt:1", "cannot be read (ENOENT)"],
    ["pipe:1", "is no file"],
    [".:1", "is a folder"],
    [`ss1:${"A".repeat(27)}`, "no finding of the work tree has the fingerprint"],
  ] as const) {
    const { code, stderr } = await run(["explain", subject], { cwd });
    expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toContain(message);
  }
});
