import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, report, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

test.each([
  [["--format", "json=x", "--format", "csv=./x"], "two reports go to x"],
  [["--format", "json", "--format", "csv"], "json and csv both go to standard output"],
  [["--only", "no-such-rule"], 'no rule "no-such-rule"'],
  [["--exclude-rule", "no-such-rule"], 'no rule "no-such-rule"'],
  [["no-such-file"], "no such file or folder"],
  [["a/"], "secret-scan: a/: not a folder. Leave the slash at its end out to scan the file\n"],
  [["--fail-on"], "--fail-on: its value is missing. Write --fail-on none|low|moderate|high|critical"],
  [["--format="], "--format: its value is missing. Write --format NAME[=FILE]"],
  [["--format", "json=no-such-folder/x"], "its folder does not exist"],
])("%j is refused before anything is read", async (args, message) => {
  const { code, stdout, stderr } = await run(args, { cwd: folder({ a: githubToken() }) });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test.each([
  [["rules", "list", "--format", "json"], "rules: --format does nothing here. It takes --rules, --config"],
  [["explain", "github-token", "--fail-on", "low"], "explain: --fail-on does nothing here. It takes --min-confidence"],
  [["baseline", "write", "--include-suppressed"], "baseline: --include-suppressed does nothing here. It takes --add, "],
  [["allow", "list", "--format=json"], "allow: --format does nothing here. It takes --reason, "],
  [["redact", "--allowlist", "x"], "redact: --allowlist does nothing here. It takes --path, "],
  [["doctor", "--format", "json"], "doctor: --format does nothing here. It takes --json"],
])("%j: an option that the command has no use for is refused, with those that it has", async (args, message) => {
  const { code, stdout, stderr } = await run(args, { cwd: folder({ a: githubToken() }) });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`secret-scan: ${message}`);
});

test("what the configuration leaves out is in no baseline, and an exception for it hides nothing", async () => {
  const entries = `entries:\n  - { path: "old/*", rule: github-personal-access-token, reason: long revoked, expires: 2999-01-01 }\n`;
  const files = { ".secret-scan.yaml": 'exclude: ["old/**"]\n', "old/a": githubToken(), b: githubToken() };
  const cwd = folder({ ...files, ".secrets-allowlist": `version: 1\n${entries}` });
  expect((await run(["allow", "list"], { cwd })).stdout).toContain("hides 0 findings");
  expect((await run(["allow", "list", "--no-config"], { cwd })).stdout).toContain("hides 1 finding\n");
  expect((await run(["baseline", "write"], { cwd })).stdout).toBe(".secrets-baseline.json: 1 finding\n");
  const { stale } = await report([], { cwd });
  expect(stale.map(({ entry }: { entry: { source: string } }) => entry.source)).toEqual([".secrets-allowlist"]);
});

test("a fingerprint that was cut short hides nothing, and that is why", async () => {
  const cwd = folder({ a: githubToken() });
  const [{ fingerprint }] = (await report([], { cwd })).findings;
  expect(fingerprint).toHaveLength(31);
  writeFileSync(
    join(cwd, ".secrets-allowlist"),
    `version: 1\nentries:\n  - fingerprint: ${fingerprint.slice(0, 12)}\n    reason: x\n`,
  );
  const { code, stdout } = await run([], { cwd });
  expect(code).toBe(1);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    `${fingerprint.slice(0, 12)} matches nothing: it is not the whole of a fingerprint`,
  );
});

test.skipIf(process.platform === "win32")("a named pipe that is named is warned about and skipped", async () => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "pipe")]);
  const { code, stdout, stderr } = await run(["pipe", "--format", "json"], { cwd });
  expect(stderr).toBe("secret-scan: warning: pipe: holds no file that may be read\n");
  expect(JSON.parse(stdout).skipped).toEqual([{ path: "pipe", reason: "FIFO, not read" }]);
  expect(code).toBe(0);
});

test("a mistyped command is told from a path", async () => {
  const { code, stdout, stderr } = await run(["histroy"], { cwd: folder() });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe("secret-scan: histroy: no such command, file or folder. Did you mean `secret-scan history`?\n");
  expect((await run(["histroy"], { cwd: folder({ "histroy/a": "" }) })).code).toBe(0);
});

test("help fits 80 columns", async () => {
  for (const command of ["scan", "hook", "allow", "inventory"]) {
    const { stdout } = await run([command, "--help"], { cwd: folder() });
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  }
});

test.each([
  ["build", ["build"]],
  ["build/", []],
  ["build/*", ["build/a"]],
  ["*", ["top"]],
  ["**/js", ["build/js", "js"]],
  ["build/**", ["build"]],
  ["**", ["build", "js", "top"]],
])("--exclude %s leaves out what it matches: files by wildcards, folders by name", async (glob, left) => {
  const files = ["build/a", "build/js/b", "js/c", "top"];
  const cwd = folder(Object.fromEntries(files.map((name) => [name, githubToken()])));
  const { findings, skipped } = await report(["--exclude", glob], { cwd });
  expect(findings.map(({ path }: { path: string }) => path)).toEqual(
    files.filter((name) => !left.some((out) => name === out || name.startsWith(`${out}/`))),
  );
  expect(skipped.map(({ path }: { path: string }) => path)).toEqual(left);
});

test("a wrong key of the configuration is told by its own line", async () => {
  const text = "secrets:\n  - name: A\n    owner: x\n";
  const { code, stderr } = await run([], { cwd: folder({ ".secret-scan.yaml": text }) });
  expect(code).toBe(2);
  expect(stderr).toContain('.secret-scan.yaml:3: secrets[0]: unknown key "owner"');
  const rotation = await run([], {
    cwd: folder({ ".secret-scan.yaml": "secrets:\n  - name: A\n    rotation:\n      intervalDays: soon\n" }),
  });
  expect(rotation.stderr).toContain(".secret-scan.yaml:4: ");
});
