import { createHash } from "node:crypto";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { makeSecret, type Outcome, run, runJson, secretLine } from "../git/run-program.js";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { drawnRsa } from "../support/drawn-keys.js";

// A scan each, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let repository: TemporaryFolder;
let secret: string;
beforeEach(() => {
  repository = temporaryRepository();
  secret = makeSecret();
  repository.write("src/a.js", `// one\n${secretLine(secret)}`);
  repository.commit("one");
});

const FILE = ".secrets-allowlist";
const program = (...argv: string[]): Promise<Outcome> => run(argv, { cwd: repository.path });
const scan = () => runJson([], { cwd: repository.path });
const read = (name: string): string => readFileSync(join(repository.path, name), "utf8");
const fingerprint = async (): Promise<string> => (await scan()).report.findings[0]!.fingerprint;

describe("allow", () => {
  test("a place: the finding is hidden from then on, with its reason, and no output holds the secret", async () => {
    const outcome = await program("allow", "src/a.js:2", "--reason", "a sample", "--owner", "@me", "--expires", "2099-01-31");
    expect(outcome).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^allowed ss1:\S+ \(\S+ at src\/a\.js:2\) in \.secrets-allowlist\n$/),
    });
    expect(read(FILE)).not.toContain(secret);
    const { code, report } = await scan();
    expect(code).toBe(0);
    expect(report.suppressed).toMatchObject([
      { path: "src/a.js", by: "allowlist", reason: "a sample", owner: "@me", expires: "2099-01-31" },
    ]);
  });

  test("a place is relative to the current folder, a fingerprint is not", async () => {
    const cwd = join(repository.path, "src");
    expect((await run(["allow", "a.js:2", "--reason", "x"], { cwd })).code).toBe(0);
    rmSync(join(repository.path, FILE));
    expect((await run(["allow", await fingerprint(), "--reason", "x"], { cwd })).code).toBe(0);
    expect((await scan()).code).toBe(0);
  });

  test("several at once; one that is allowed already is said so and not written again", async () => {
    repository.write("b.js", secretLine());
    await program("allow", "src/a.js:2", "--reason", "x");
    const before = read(FILE);
    const outcome = await program("allow", "src/a.js:2", "b.js:1", "--reason", "y");
    expect(outcome.stdout).toMatch(/^ss1:\S+ is allowed already \(\.secrets-allowlist:\d+\)\nallowed ss1:/);
    expect(read(FILE).startsWith(before)).toBe(true);
    expect((await scan()).code).toBe(0);
    expect(await program("allow", "src/a.js:2", "b.js:1", "--reason", "z")).toMatchObject({ code: 0 });
  });

  test("the findings of the last run that blocked", async () => {
    expect((await program("allow", "--last", "--reason", "x")).stderr).toContain("--last: no run has blocked here yet");
    expect((await scan()).code).toBe(1);
    expect((await program("allow", "--last", "--reason", "x")).code).toBe(0);
    expect((await scan()).code).toBe(0);
  });

  test.each([
    [["ss1:nowhere"], "ss1:nowhere: no such finding here. Check it, or give --force"],
    [["src/a.js:1"], "src/a.js:1: nothing is found there"],
    [["src/a.js"], '"src/a.js" is neither a fingerprint nor PATH:LINE'],
    [["gone.js:1"], "gone.js: no such file or folder"],
    [[], "allow: nothing is named"],
    [["src/a.js:2", "--expires", "2020-01-01"], "--expires: 2020-01-01 is over"],
    [["src/a.js:2", "--expires", "soon"], '--expires: unreadable date "soon"'],
  ])("%j is refused and nothing is written", async (targets, message) => {
    const { code, stderr } = await program("allow", ...targets, "--reason", "x");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
    expect(() => read(FILE)).toThrow();
  });

  test("without a reason nothing is allowed; by force what is not found is", async () => {
    expect((await program("allow", "src/a.js:2")).stderr).toContain("no reason is given. Say by --reason");
    expect((await program("allow", "ss1:nowhere", "--force", "--reason", "x")).code).toBe(0);
    expect(read(FILE)).toContain("fingerprint: ss1:nowhere");
  });

  test("a file that may not be written is named", async () => {
    // A link into a folder that there is not: what root may not do either.
    symlinkSync(join(repository.path, "gone", FILE), join(repository.path, FILE));
    const { code, stderr } = await program("allow", "src/a.js:2", "--reason", "x");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`${FILE}: this is a symbolic link that leads nowhere`),
    });
  });

  test("a broken file is named, and stays as it is", async () => {
    repository.write(FILE, "entries:\n\t- path: a\n");
    const { code, stderr } = await program("allow", "src/a.js:2", "--reason", "x");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${FILE}:2:1: a tab is used as indentation`) });
    expect(read(FILE)).toBe("entries:\n\t- path: a\n");
  });
});

describe("a marker in the text", () => {
  const marked = (marker: string): string => `// ${marker}\n${secretLine(secret)}`;

  test("hides its finding, with its reason", async () => {
    repository.write("src/a.js", marked("secret-scan:allow-next-line -- a sample"));
    const { code, report } = await scan();
    expect(code).toBe(0);
    expect(report.suppressed).toMatchObject([{ by: "inline", reason: "a sample" }]);
  });

  test("of a rule that this run leaves out is no mistake", async () => {
    repository.write("src/a.js", marked("secret-scan:allow-next-line slack-bot-token -- a sample"));
    const { report } = await runJson(["--exclude-rule", "slack-bot-token"], { cwd: repository.path });
    expect(report.findings).toHaveLength(1);
    expect(JSON.stringify(report)).not.toContain("unknown rule");
  });

  test("past its day hides nothing and is listed", async () => {
    repository.write("src/a.js", marked("secret-scan:allow-next-line -- a sample until=2020-01-31"));
    const { code, report } = await scan();
    expect(code).toBe(1);
    expect(report).toMatchObject({ stale: [{ entry: { source: "src/a.js", line: 1 }, why: "expired" }] });
  });

  test("without a reason hides nothing, and the finding says so", async () => {
    repository.write("src/a.js", marked("secret-scan:allow-next-line"));
    const { code, stdout } = await program();
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("secret-scan:allow-next-line does not count: it has no reason");
  });
});

describe("allow list, check and prune", () => {
  const ended = "  - path: old/**\n    reason: over\n    expires: 2020-01-31\n";
  const unused = "  # nothing there\n  - path: none.js\n    reason: unused\n";

  test("list: what each entry hides now, whose it is and how long it holds", async () => {
    await program("allow", "src/a.js:2", "--reason", "a sample", "--owner", "@me");
    repository.write(FILE, `${read(FILE)}${ended}${unused}`);
    const { code, stdout } = await program("allow", "list");
    expect(code).toBe(0);
    expect(stdout.replaceAll(/ss1:\S+/g, "ss1:F").replaceAll(/(a\.js:2) \S+$/gm, "$1 RULE")).toMatchInlineSnapshot(`
      ".secrets-allowlist:5: ss1:F
          a sample
          owner @me, no end
          hides 1 finding
            src/a.js:2 RULE
      .secrets-allowlist:8: path old/**
          over
          owner none, ended on 2020-01-31, expired
          hides 0 findings
      .secrets-allowlist:12: path none.js
          unused
          owner none, no end, matches nothing
          hides 0 findings
      "
    `);
  });

  test("one for a finding of low confidence is not stale where such findings are not shown, until it is gone", async () => {
    // its checksum is wrong
    repository.write("conf.py", `x = "${["gh", "p_", "Q7Zk2Wv9Xr4Tn8Lb1", "Mf6Hj3Sd5Gp0Yc4VbNw"].join("")}"\n`);
    const low = await runJson(["--min-confidence", "low"], { cwd: repository.path });
    const found = low.report.findings.find(({ path, confidence }) => path === "conf.py" && confidence === "low");
    expect(found).toBeDefined();
    await program("allow", found?.fingerprint ?? "", "--reason", "a sample");
    const shown = await scan();
    expect(shown.report).toMatchObject({ stale: [], suppressed: [] });
    expect(shown.report.findings.map(({ path }) => path)).toEqual(["src/a.js"]);
    repository.write("conf.py", "");
    expect((await scan()).report.stale).toMatchObject([{ why: "matches-nothing" }]);
  });

  test("prune: out come the expired and the unused, every other byte stays", async () => {
    await program("allow", "src/a.js:2", "--reason", "x");
    const kept = read(FILE);
    repository.write(FILE, `${kept}${ended}${unused}# end\n`);
    const { code, stdout } = await program("allow", "prune");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `removed ${FILE}:7: path old/**: expired\nremoved ${FILE}:11: path none.js: matches nothing\n${FILE}: 1 entry, was 3\n`,
    });
    expect(read(FILE)).toBe(`${kept}  # nothing there\n# end\n`);
    expect((await scan()).code).toBe(0);
  });

  test("nested files count where the root says so, and are pruned as well", async () => {
    const entries = "entries:\n  - path: a.js\n    reason: x\n    expires: 2099-01-31\n";
    repository.write("src/.secrets-allowlist", `${entries}${unused}`);
    expect((await scan()).code).toBe(1);
    repository.write(FILE, "version: 1\nnested: [src]\n");
    const { code, report } = await scan();
    expect(code).toBe(0);
    expect(report.suppressed).toMatchObject([{ path: "src/a.js", reason: "x" }]);
    const { stdout } = await program("allow", "prune");
    expect(stdout).toBe(
      `${FILE}: 0 entries, was 0\nremoved src/${FILE}:6: path none.js: matches nothing\nsrc/${FILE}: 1 entry, was 2\n`,
    );
    expect(read(`src/${FILE}`)).toBe(`${entries}  # nothing there\n`);
  });

  test("nested files of the index count as well, and their coming is told", async () => {
    repository.write(FILE, "version: 1\nnested: [src]\n");
    repository.commit("nested");
    repository.write("src/b.js", secretLine());
    repository.write("src/.secrets-allowlist", "entries:\n  - path: b.js\n    reason: x\n    expires: 2099-01-31\n");
    repository.git("add", "-A");
    const { code, stderr, report } = await runJson(["staged"], { cwd: repository.path });
    expect(report.suppressed).toMatchObject([{ path: "src/b.js", reason: "x" }]);
    expect(code).toBe(0);
    expect(stderr).toContain("src/.secrets-allowlist changes here: 1 added, 0 removed");
    repository.git("commit", "-qm", "both");
    expect(await runJson(["range", "HEAD~1..HEAD"], { cwd: repository.path })).toMatchObject({ code: 0, stderr });
  });

  test("allow, then prune on the same tree, changes nothing", async () => {
    await program("allow", "src/a.js:2", "--reason", "x");
    const before = read(FILE);
    await program("allow", "prune");
    expect(read(FILE)).toBe(before);
  });

  test("check: 1 when something is stale or soon over", async () => {
    await program("allow", "src/a.js:2", "--reason", "x", "--expires", "2099-01-31");
    expect(await program("allow", "check")).toMatchObject({ code: 0, stdout: "" });
    expect(await program("allow", "check", "--days", "99999")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("days left (2099-01-31)"),
    });
    repository.write(FILE, `${read(FILE)}${ended}${unused}`);
    const { code, stdout } = await program("allow", "check");
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `${FILE}:8: path old/**: expired\n${FILE}:12: path none.js: matches nothing\n`,
    });
    expect((await program("allow", "check", "--days", "soon")).stderr).toContain("--days takes a whole number");
  });
});

describe("baseline", () => {
  const BASELINE = ".secrets-baseline.json";

  test("what was there blocks no more, what is new does", async () => {
    expect(await program("baseline", "write")).toMatchObject({ code: 0, stdout: `${BASELINE}: 1 finding\n` });
    expect(read(BASELINE)).not.toContain(secret);
    expect((await scan()).code).toBe(0);
    repository.write("b.js", secretLine());
    const { code, report } = await scan();
    expect(code).toBe(1);
    expect(report.findings).toMatchObject([{ path: "b.js" }]);
    expect(report.suppressed).toMatchObject([{ path: "src/a.js", by: "baseline" }]);
  });

  test("made, it lets git merge it; whoever takes that line out again means it", async () => {
    repository.write(".gitattributes", "*.png binary");
    expect((await program("baseline", "write")).stderr).toContain("so that the baselines of two branches merge");
    expect(read(".gitattributes")).toBe("*.png binary\n/.secrets-baseline.json merge=union\n");
    repository.write(".gitattributes", "*.png binary\n");
    await program("baseline", "write", "--add");
    expect(read(".gitattributes")).toBe("*.png binary\n");
  });

  test("two branches that each take in and out what stands side by side merge, and a prune cleans up", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `f${index}.js`);
    for (const name of names) repository.write(name, secretLine());
    await program("baseline", "write");
    repository.commit("base");
    const change = async (branch: string, gone: readonly string[]): Promise<void> => {
      repository.git("checkout", "-q", "-b", branch, "main");
      for (const name of gone) rmSync(join(repository.path, name));
      for (let index = 0; index < 6; index++) repository.write(`${branch}${index}.js`, secretLine());
      await program("baseline", "write", "--add");
      repository.commit(branch);
    };
    repository.git("branch", "-q", "-M", "main");
    await change(
      "ours",
      names.filter((_name, index) => index % 2 === 0),
    );
    await change(
      "theirs",
      names.filter((_name, index) => index % 3 === 0),
    );
    repository.git("merge", "-q", "-m", "both", "ours");
    expect((await scan()).code).toBe(0);
    await program("baseline", "prune");
    const rows = read(BASELINE).match(/"path":"[^"]*"/g)!;
    expect(rows).toHaveLength(new Set(rows).size);
    expect(rows.length).toBe(1 + 12 + 4);
    expect((await scan()).report.stale).toEqual([]);
  });

  test("a conflict in it is named with its line", async () => {
    await program("baseline", "write");
    repository.write(BASELINE, read(BASELINE).replace('  "findings": [\n', '  "findings": [\n<<<<<<< HEAD\n'));
    expect(await program()).toMatchObject({ code: 2, stderr: expect.stringContaining(`${BASELINE}:5:1: an unfinished merge`) });
  });

  test("it grows only when asked, and shrinks by itself", async () => {
    await program("baseline", "write");
    repository.write("b.js", secretLine());
    const small = read(BASELINE);
    expect((await program("baseline", "write")).stdout).toBe(
      `${BASELINE}: 1 finding, were 1\n1 finding is not in it and blocks: mend them, or take them in by \`baseline write --add\`\n`,
    );
    expect(read(BASELINE)).toBe(small);
    expect((await program("baseline", "write", "--add")).stdout).toBe(`${BASELINE}: 2 findings, were 1 (1 added)\n`);
    expect((await scan()).code).toBe(0);
    rmSync(join(repository.path, "src/a.js"));
    expect((await program("baseline", "prune")).stdout).toBe(`${BASELINE}: 1 finding, were 2 (1 gone)\n`);
    expect(read(BASELINE)).toContain('"path":"b.js"');
  });

  test("a moved file keeps its exception", async () => {
    await program("baseline", "write");
    repository.git("mv", "src/a.js", "src/b.js");
    expect((await scan()).code).toBe(0);
    await program("baseline", "prune");
    expect(read(BASELINE)).toContain('"path":"src/b.js"');
    expect((await scan()).code).toBe(0);
  });

  test("an unknown word is refused", async () => {
    expect((await program("baseline", "wirte")).stderr).toContain('Did you mean "write"?');
  });
});

describe("allow rekey", () => {
  test("changes every fingerprint in both files at once, and hides the same", async () => {
    await program("allow", "src/a.js:2", "--reason", "x");
    repository.write("b.js", secretLine());
    await program("baseline", "write");
    const before = [read(FILE), read(".secrets-baseline.json")];
    expect((await scan()).code).toBe(0);
    expect(await program("allow", "rekey")).toMatchObject({ code: 0, stdout: `${FILE}: a new key; 2 fingerprints rewritten\n` });
    expect(read(FILE)).toMatch(/^key: [A-Za-z0-9+/]{43}=$/m);
    for (const [index, name] of [FILE, ".secrets-baseline.json"].entries()) {
      const old = /ss1:[\w-]+/.exec(before[index]!)![0];
      expect(read(name)).not.toContain(old);
    }
    expect((await scan()).code).toBe(0);
    expect((await program("allow", "prune")).stdout).toBe(`${FILE}: 1 entry, was 1\n`);
  });

  test("the key is no finding where it belongs, and one anywhere else", async () => {
    rmSync(join(repository.path, "src/a.js"));
    await program("allow", "rekey");
    expect((await scan()).report.findings).toEqual([]);
    const key = /^key: (.*)$/m.exec(read(FILE))![1]!;
    repository.write("settings.yaml", `secret_key: ${key}\n`);
    repository.write(FILE, `${read(FILE)}# secret_key: ${key}\n`);
    expect((await scan()).report.findings.map(({ path }) => path)).toEqual([FILE, "settings.yaml"]);
  });

  test("makes the file where there is none; refuses to lose an exception", async () => {
    expect((await program("allow", "rekey")).code).toBe(0);
    expect((await scan()).code).toBe(1);
    await program("allow", "ss1:nowhere", "--force", "--reason", "x");
    const before = read(FILE);
    expect((await program("allow", "rekey")).stderr).toContain("rekey: ss1:nowhere is not found here");
    expect(read(FILE)).toBe(before);
    expect((await program("allow", "rekey", "--force")).stdout).toContain(
      "0 fingerprints rewritten, 1 not found and left as they were",
    );
  });
});

describe("allow import", () => {
  test("a place of another scanner becomes a fingerprint of ours", async () => {
    repository.write(".gitleaksignore", "src/a.js:stripe-access-token:2\nsrc/a.js:aws-access-token:1\n");
    const { code, stdout } = await program("allow", "import", ".gitleaksignore");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `not carried over: .gitleaksignore:2: a place of the rule "aws-access-token": nothing is found on that line today; the file has a finding elsewhere
1 entry written to ${FILE}, 1 not carried over
Give them an owner and an end: import with --owner and --expires, or write them into the file
`,
    });
    expect(read(FILE)).toContain("reason: imported from .gitleaksignore:1\n");
    expect((await scan()).code).toBe(0);
    expect((await program("allow", "import", ".gitleaksignore")).stdout).toContain(
      "0 entries written to .secrets-allowlist, 1 allowed already",
    );
  });

  test("the place of a key is that of its armour, by other scanners; digests are of the secrets themselves", async () => {
    const block = drawnRsa("import", 1024).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    repository.write("keys/server.pem", `\n${block}`);
    repository.write("old.txt", `keys/server.pem:private-key:2\n${createHash("sha256").update(secret).digest("hex")}\n`);
    const { stdout } = await program("allow", "import", "old.txt", "--as", "gitleaksignore");
    expect(stdout).toContain(`2 entries written to ${FILE}, 0 not carried over`);
    expect((await scan()).report.findings).toEqual([]);
  });

  test("an expression is held against the secret itself, which stays out of every file and output", async () => {
    writeFileSync(join(repository.path, ".secretsignore"), `[secrets]\n${secret}\n`);
    const { stdout } = await program("allow", "import", ".secretsignore", "--owner", "@me", "--expires", "2099-01-31");
    expect(stdout).toContain("entry written");
    expect(`${stdout}${read(FILE)}`).not.toContain(secret);
  });
});

describe("an exception holds under every edit that keeps the secret", () => {
  test.each<[string, () => void]>([
    ["moved lines", () => repository.write("src/a.js", `${"// more\n".repeat(50)}${secretLine(secret)}`)],
    ["a moved file", () => repository.git("mv", "src/a.js", "b.js")],
    ["other line ends", () => repository.write("src/a.js", `// one\r\n${secretLine(secret).replace("\n", "\r\n")}`)],
    ["other quotes and names", () => repository.write("src/a.js", `let other='${secret}'`)],
    [
      "a configuration file",
      () => repository.write("src/a.js", "") ?? repository.write("app.yaml", `stripe:\n  key: ${secret}\n`),
    ],
    ["another encoding", () => repository.write("src/a.js", Buffer.from(`\uFEFF${secretLine(secret)}`, "utf16le"))],
    ["a copy", () => repository.write("copy.py", `KEY = "${secret}"\n`)],
  ])("%s", async (_name, edit) => {
    await program("allow", "src/a.js:2", "--reason", "x");
    await program("baseline", "write");
    edit();
    const { code, report } = await scan();
    expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] });
    expect(report.suppressed.length).toBeGreaterThan(0);
  });

  test("and ends with the secret", async () => {
    await program("allow", "src/a.js:2", "--reason", "x");
    repository.write("src/a.js", secretLine());
    const { code, report } = await scan();
    expect(code).toBe(1);
    expect(report).toMatchObject({ stale: [{ entry: { source: FILE, line: 5 }, why: "matches-nothing" }] });
  });
});
