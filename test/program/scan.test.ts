import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, report, run } from "./folder.js";
import { githubToken, password } from "./secrets.js";

const token = githubToken();

describe("a folder with one secret", () => {
  test("is reported with its place and without the secret", async () => {
    const cwd = folder({ "src/a.js": `\n  const token = "${token}";\n` });
    const { code, stdout, stderr } = await run([], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("src/a.js:2:18");
    expect(stdout).toContain("GitHub personal access token");
    expect(stdout + stderr).not.toContain(token);
    for (const line of stdout.split("\n")) if (!line.includes("http")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("is clean with --fail-on none, and says what it found", async () => {
    const cwd = folder({ a: token });
    expect((await run(["--fail-on", "none"], { cwd })).code).toBe(0);
    expect((await report(["--fail-on", "none"], { cwd })).findings).toHaveLength(1);
  });

  test("gives the same bytes for every number of threads", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [`d${i % 7}/f${i}.txt`, i % 90 === 0 ? githubToken(i) : `line ${i}`]),
    );
    const cwd = folder(files);
    const runs = await Promise.all(
      ["1", "2", "5"].map((n) => run(["--threads", n, "--reproducible", "--format", "json"], { cwd })),
    );
    expect(JSON.parse(runs[0]!.stdout).findings).toHaveLength(10);
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
  });
});

describe("what is read", () => {
  test("outside git: everything but what .gitignore files name", async () => {
    const cwd = folder({
      ".gitignore": "ignored\n",
      "ignored/a": token,
      "deep/.gitignore": "b\n",
      "deep/b": token,
      "deep/c": token,
    });
    expect((await report([], { cwd })).findings.map(({ path }: { path: string }) => path)).toEqual(["deep/c"]);
    expect((await report(["--include-ignored"], { cwd })).findings).toHaveLength(3);
    expect((await report(["ignored/a"], { cwd })).findings).toHaveLength(1);
  });

  test("in git: tracked and untracked files, not ignored ones, from any folder of it", async () => {
    const cwd = folder({ ".gitignore": "*.log\n", "tracked.txt": token, "sub/untracked.txt": token, "x.log": token });
    execFileSync("git", ["init", "-q"], { cwd });
    execFileSync("git", ["add", "tracked.txt"], { cwd });
    expect((await report([], { cwd })).findings.map(({ path }: { path: string }) => path)).toEqual([
      "sub/untracked.txt",
      "tracked.txt",
    ]);
    const below = await report([], { cwd: join(cwd, "sub") });
    expect(below.findings.map(({ path }: { path: string }) => path)).toEqual(["sub/untracked.txt"]);
  });

  test("symbolic links and FIFOs are skipped with a reason, odd names are not", async () => {
    const odd = 'a "b"\n-c d';
    const cwd = folder({ [odd]: token, "-dash": token });
    symlinkSync(odd, join(cwd, "link"));
    execFileSync("mkfifo", [join(cwd, "fifo")]);
    const found = await report([], { cwd });
    expect(found.findings.map(({ path }: { path: string }) => path)).toEqual(["-dash", odd]);
    expect(found.skipped.map(({ path }: { path: string }) => path)).toEqual(["fifo", "link"]);
    expect(found.scan.complete).toBe(true);
  });

  test("a name that is not UTF-8 is percent-encoded", async () => {
    const cwd = folder();
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/100%`), Buffer.from([0xff])]), token);
    const [finding] = (await report([], { cwd })).findings;
    expect(finding.path).toBe("100%25%FF");
    expect(finding.pathEncoded).toBe(true);
  });

  test.skipIf(process.getuid?.() === 0)("an unreadable file is a failure and exit code 3", async () => {
    const cwd = folder({ secret: token });
    chmodSync(join(cwd, "secret"), 0);
    const { code, stderr } = await run([], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain("secret");
  });

  test("an empty folder is clean", async () => {
    const cwd = folder();
    mkdirSync(join(cwd, "empty"));
    expect((await run([], { cwd })).code).toBe(0);
    const named = await run(["empty"], { cwd });
    expect(named.code).toBe(0);
    expect(named.stderr).toContain("warning");
  });
});

describe("names alone", () => {
  test.each([".env", ".env.local", ".ENV", "config/my-Secrets.json", "data.DB", "id_rsa"])("%s is refused", async (name) => {
    const found = await report([], { cwd: folder({ [name]: "x=1\n" }) });
    expect(found.findings).toMatchObject([
      { path: name, type: "sensitive-file", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    ]);
  });

  test.each([".env.example", ".env.sample", ".env.template", ".env.dist", "environment"])("%s is not", async (name) => {
    expect((await report([], { cwd: folder({ [name]: "x=\n" }) })).findings).toEqual([]);
  });

  test("our own report is known by its content", async () => {
    const cwd = folder({ a: token });
    const { stdout } = await run(["--format", "json"], { cwd });
    const own = folder({ "secrets-scan.json": stdout, "other-secrets.json": "{}" });
    expect((await report([], { cwd: own })).findings.map(({ path }: { path: string }) => path)).toEqual(["other-secrets.json"]);
  });
});

test("a fingerprint is the secret's, wherever and however it is written", async () => {
  const secret = password();
  const cwd = folder({
    "a.yml": `password: "${secret}"\n`,
    "b/c.yml": `\r\n\r\n  db:\r\n    password: '${secret}'\r\n`,
    "d.env": `DB_PASSWORD=${secret}\n`,
    "k8s.yaml": `kind: Secret\ndata:\n  password: ${Buffer.from(secret).toString("base64")}\n`,
    "utf16.yml": Buffer.from(`\ufeffpassword: "${secret}"\n`, "utf16le"),
  });
  const found = await report([], { cwd });
  expect(found.findings).toHaveLength(5);
  expect(new Set(found.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(1);
});

test("standard input is skipped where a file of its name would be", async () => {
  const cwd = folder({ ".secret-scan.yaml": "exclude: [vendor]\n" });
  const input = `token = ${githubToken(3)}\n`;
  for (const [name, files] of [
    ["vendor/a.txt", 0],
    ["vendor/.env", 0],
    ["src/a.txt", 1],
  ] as const) {
    const { code, stdout } = await run(["stdin", "--path", name, "--format", "json"], { cwd, input });
    const { scan, findings, skipped } = JSON.parse(stdout);
    expect([code, scan.files, findings.length, scan.complete]).toEqual([files, files, files, true]);
    expect(skipped).toEqual(files === 1 ? [] : [{ path: name, reason: "excluded by vendor" }]);
  }
});
