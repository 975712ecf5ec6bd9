/**
 * Files of a hostile repository that nobody named: no foreign file is read, quoted or written through them, and they run nothing.
 */

import { createHmac } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS });

const OURS = [".secrets-allowlist", ".secret-scan.yaml", ".secrets-baseline.json"];

test.each(OURS)("%s that links out of the repository is refused unread", async (name) => {
  const elsewhere = folder({ foreign: "foreign-canary: 1\n" });
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n`, ".git/HEAD": "" });
  symlinkSync(join(elsewhere, "foreign"), join(cwd, name));
  for (const args of [[], ["stdin"], ["allow", "list"], ["baseline", "write"], ["inventory"]]) {
    const { code, stdout, stderr } = await run(args, { cwd });
    if (args[0] === "allow" && name === ".secret-scan.yaml") continue;
    if (args[0] === "baseline" && name === ".secret-scan.yaml") continue;
    expect.soft(code, args.join(" ")).toBe(2);
    expect.soft(stdout + stderr).not.toContain("foreign-canary");
    expect.soft(stderr).toMatch(/symbolic link that leads out/);
  }
  expect(readFileSync(join(elsewhere, "foreign"), "utf8")).toBe("foreign-canary: 1\n");
});

test("a link to a file of the repository itself is read, and so is one that the user names", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n`, "conf/s.yaml": "exclude: [a.txt]\n" });
  symlinkSync("conf/s.yaml", join(cwd, ".secret-scan.yaml"));
  expect((await run([], { cwd })).code).toBe(0);
  const named = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  symlinkSync(join(cwd, "conf/s.yaml"), join(named, "mine.yaml"));
  expect((await run(["--config", "mine.yaml"], { cwd: named })).code).toBe(0);
});

test("no report, folder or file of exceptions is written through a link that leads out", async () => {
  const elsewhere = folder({ victim: "untouched" });
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  symlinkSync(join(elsewhere, "victim"), join(cwd, "report.json"));
  symlinkSync(join(elsewhere, "new"), join(cwd, "secrets_inventory.md"));
  symlinkSync(elsewhere, join(cwd, "out"));
  symlinkSync(join(elsewhere, "new"), join(cwd, ".secrets-baseline.json"));
  const runs = [
    ["--format", "json=report.json", "--baseline", "/dev/null"],
    ["--format", "json=out/x.json", "--baseline", "/dev/null"],
    ["inventory", "--baseline", "/dev/null"],
    ["inventory", "--out", "out/deep", "--baseline", "/dev/null"],
    ["baseline", "write"],
  ];
  for (const args of runs) expect.soft((await run(args, { cwd })).code, args.join(" ")).toBe(2);
  expect(readdirSync(elsewhere)).toEqual(["victim"]);
  expect(readFileSync(join(elsewhere, "victim"), "utf8")).toBe("untouched");
});

test("a FIFO or device in the place of a file of ours ends in a message, not in waiting", async () => {
  for (const name of OURS) {
    const cwd = folder({ "a.txt": "x\n" });
    const { code, stderr } = await stress([], { cwd, limits: `mkfifo ${name}` });
    expect.soft(code, name).toBe(2);
    expect.soft(stderr).toContain(name);
  }
});

test("nor does one that was named", async () => {
  for (const option of ["--config", "--allowlist", "--baseline", "--rules"]) {
    const { code, stderr } = await stress([option, "pipe"], { cwd: folder({ "a.txt": "x\n" }), limits: "mkfifo pipe" });
    expect.soft(code, option).toBe(2);
    expect.soft(stderr).toContain("pipe: this is no regular file");
  }
});

test("YAML aliases do not explode and keys reach no prototype", async () => {
  const lines = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 12; i++) {
    const [name, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
    lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`);
  }
  const bomb = `${lines.join("\n")}\n`;
  const polluting = [
    "__proto__:\n  failOn: none\n",
    "constructor:\n  prototype:\n    quiet: true\n",
    "entries:\n  - __proto__: {fingerprint: x}\n    reason: x\n",
    "secrets:\n  - name: A\n    __proto__: {listed: false}\n",
    "rules:\n  - __proto__: {id: x}\n",
  ];
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  for (const [i, text] of [bomb, `version: 1\nentries: []\n${bomb}`, `rules: []\n${bomb}`, ...polluting].entries()) {
    for (const option of ["--config", "--allowlist", "--rules"]) {
      writeFileSync(join(cwd, "f.yaml"), text);
      const { code, stderr } = await run([option, "f.yaml"], { cwd });
      expect.soft(code, `${option} ${i}: ${stderr}`).toBe(2);
      expect.soft(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  }
});

test("settings that would take long to read or to prove are refused, each in a line", async () => {
  const value = (expression: string): string => `version: 1\nentries:\n  - value: ${JSON.stringify(expression)}\n    reason: x\n`;
  const cwd = folder({ "a.txt": "x\n" });
  for (const [name, text, expected] of [
    [".secret-scan.yaml", "a: b\n".repeat(300_000), /larger than 1 MiB/],
    [".secret-scan.yaml", `exclude: ${"[".repeat(200_000)}\n`, /no valid YAML/],
    [".secrets-allowlist", "a: b\n".repeat(900_000), /YAML that is not in plain form/],
    [".secrets-allowlist", value(`${"(".repeat(2000)}a${")?".repeat(1000)}`), /could take time|invalid regular/],
    [".secrets-allowlist", value(`${"(".repeat(1300)}a${")?".repeat(1300)}`), /could take time/],
    [".secrets-allowlist", value(`${"a?".repeat(3000)}b`), /could take time/],
    [".secrets-allowlist", value("(?:(?:a{1,1000}){1,1000}){1,1000}"), /could take time/],
    [".secrets-baseline.json", `{"version":1,"findings":${"[".repeat(500_000)}`, /not valid JSON/],
  ] as const) {
    writeFileSync(join(cwd, name), text);
    const { code, stderr } = await run([], { cwd });
    expect.soft(code, `${name}: ${stderr}`).toBe(2);
    expect.soft(stderr).toMatch(expected);
    expect.soft(stderr.trimEnd().split("\n")).toHaveLength(1);
    rmSync(join(cwd, name));
  }
  // larger than memory, and nothing on the disk
  for (const name of OURS) {
    writeFileSync(join(cwd, name), "");
    truncateSync(join(cwd, name), 20 * 2 ** 30);
    const { code, stderr } = await run([], { cwd });
    expect.soft([code, stderr], name).toEqual([2, expect.stringMatching(/larger than 64 MiB/)]);
    rmSync(join(cwd, name));
  }
});

test("a baseline with prototype keys changes nothing", async () => {
  const row = '{"fingerprint":"x","rule":"y","path":"p","line":1}';
  const cwd = folder({
    "a.txt": `token = ${githubToken(1)}\n`,
    ".secrets-baseline.json": `{"version":1,"__proto__":{"findings":[]},"findings":[${row}]}`,
  });
  expect([1, 2]).toContain((await run([], { cwd })).code);
});

test("node_modules, NODE_OPTIONS files and package.json of the repository do not change the program", async () => {
  const boom = 'require("node:fs").writeFileSync(require("node:path").join(__dirname, "ran"), "");';
  const files: Record<string, string> = {
    "a.txt": `token = ${githubToken(1)}\n`,
    "package.json": '{"type":"module","main":"x.js"}',
  };
  for (const name of ["yaml", "yargs", "chalk", "picomatch", "ignore", "fast-glob", "secret-scan"]) {
    files[`node_modules/${name}/index.js`] = boom;
    files[`node_modules/${name}/package.json`] = `{"name":"${name}","main":"index.js"}`;
  }
  const cwd = folder({
    ...files,
    ".noderc": "--require ./x.js",
    ".env": "NODE_OPTIONS=--require=./x.js\n",
    ".npmrc": "node-options=--require=./x.js\n",
  });
  expect((await run(["--format", "json", "--exclude", ".env"], { cwd })).code).toBe(1);
  for (const name of ["yaml", "yargs", "chalk", "fast-glob"])
    expect(readdirSync(join(cwd, "node_modules", name))).not.toContain("ran");
});

test("a folder of ours in .git that is a link is not written through", async () => {
  const elsewhere = folder({ victim: "untouched" });
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  expect(
    (
      await stress(["history"], {
        cwd,
        limits: "git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -qm x",
      })
    ).code,
  ).toBe(1);
  mkdirSync(join(cwd, "moved"));
  const again = await stress(["history"], { cwd, limits: `rm -rf .git/secret-scan && ln -s ${elsewhere} .git/secret-scan` });
  expect(again.code).toBe(1);
  const scanned = await stress([], {
    cwd,
    limits: `rm -rf .git/secret-scan && mkdir .git/secret-scan && ln -s ${elsewhere}/victim .git/secret-scan/last-run.json`,
  });
  expect(scanned.code).toBe(1);
  expect(readdirSync(elsewhere)).toEqual(["victim"]);
  expect(readFileSync(join(elsewhere, "victim"), "utf8")).toBe("untouched");
});

const COMMITTED = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";

test("what came with a .git is not believed to be what was scanned before", async () => {
  const files = { "a.txt": `token = ${githubToken(1)}\n` };
  const cwd = folder(files);
  const [home, theirs] = [folder(), folder()];
  const history = async (HOME: string, limits = ":"): Promise<number | null> =>
    (await stress(["history"], { cwd, env: { HOME }, without: ["XDG_CACHE_HOME"], limits })).code;
  expect(await history(theirs, COMMITTED)).toBe(1);
  // their answer says now that nothing was found, with a checksum by their key
  const answer = join(cwd, ".git/secret-scan/history-answer");
  const body = readFileSync(answer).subarray(0, -32).toString("latin1");
  const forged = Buffer.from(body.replace(/"found":\[.*\],"skipped"/, '"found":[],"skipped"'), "latin1");
  const key = readFileSync(join(theirs, ".cache/secret-scan/history-key"));
  const bytes = Buffer.concat([forged, createHmac("sha256", key).update(forged).digest()]);
  for (const [HOME, expected] of [
    [theirs, 0],
    [home, 1],
  ] as const) {
    writeFileSync(answer, bytes);
    expect(await history(HOME)).toBe(expected);
  }
  // without a home nothing is kept and nothing believed
  writeFileSync(answer, bytes);
  expect((await stress(["history"], { cwd, without: ["HOME", "XDG_CACHE_HOME"] })).code).toBe(1);
  expect(readFileSync(answer).equals(bytes)).toBe(true);
});

test("whatever stands in the place of what we keep in .git: no command fails by it or waits for it", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  const names = ["last-run.json", "history-cache", "history-answer"];
  await stress(["history"], { cwd, limits: COMMITTED });
  const fill = (make: (name: string) => string): string =>
    `rm -rf .git/secret-scan && mkdir .git/secret-scan && cd .git/secret-scan && ${names.map(make).join(" && ")} && cd ../..`;
  for (const place of [
    "rm -rf .git/secret-scan && touch .git/secret-scan",
    "rm -rf .git/secret-scan && mkfifo .git/secret-scan",
    fill((name) => `mkdir -p ${name}/x`),
    fill((name) => `mkfifo ${name}`),
    fill((name) => `head -c 100000 /dev/urandom >${name}`),
    fill((name) => `ln -s /dev/zero ${name}`),
  ]) {
    for (const [args, expected] of [
      [[], 1],
      [["history"], 1],
      [["allow", "--last", "--reason", "x"], 2],
    ] as const) {
      const { code, stderr } = await stress([...args], { cwd, limits: place });
      expect.soft(code, `${place}: ${args.join(" ")}: ${stderr}`).toBe(expected);
    }
  }
});

test("settings of the repository name no other files: no rules, no extends, no foreign paths", async () => {
  const elsewhere = folder({ "rules.yaml": "foreign-canary: 1\n" });
  for (const line of ["extends", "rules", "allowlist", "baseline", "config", "include", "plugins"]) {
    const cwd = folder({ "a.txt": "x\n", ".secret-scan.yaml": `${line}: ${elsewhere}/rules.yaml\n` });
    const { code, stderr } = await run([], { cwd });
    expect.soft(code, line).toBe(2);
    expect.soft(stderr).toMatch(/\.secret-scan\.yaml:1/);
    expect.soft(stderr).not.toContain("foreign-canary");
  }
});

test("NODE_OPTIONS, NODE_PATH and modules that lie in the repository change nothing of what is found", async () => {
  const mark = 'require("node:fs").writeFileSync(require("node:path").join(__dirname, "ran"), "");';
  const names = ["yaml", "yargs", "chalk", "fast-glob", "picomatch", "ignore", "@eslint-community/regexpp"];
  const files = Object.fromEntries(names.map((name) => [`node_modules/${name}/index.js`, mark]));
  const cwd = folder({ ...files, "a.txt": `token = ${githubToken(1)}\n`, "index.js": mark, "r.yaml": "rules: []\n" });
  const env = { NODE_PATH: join(cwd, "node_modules") };
  for (const args of [[], ["*.txt"], ["--rules", "r.yaml"], ["inventory", "--out", folder()], ["allow", "list"], ["--help"]])
    expect.soft([0, 1], args.join(" ")).toContain((await stress(args, { cwd, env })).code);
  for (const place of [".", ...names.map((name) => `node_modules/${name}`)])
    expect.soft(readdirSync(join(cwd, place)), place).not.toContain("ran");
});

test("a cache folder that leads elsewhere is not written through", async () => {
  const [elsewhere, home] = [folder({ victim: "untouched" }), folder({ ".cache/x": "" })];
  symlinkSync(elsewhere, join(home, ".cache/secret-scan"));
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  await stress(["--version"], { cwd, limits: COMMITTED });
  for (const args of [[], ["history"]]) {
    const { code, stdout } = await stress(args, { cwd, env: { HOME: home }, without: ["XDG_CACHE_HOME"] });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/1 finding/)]);
  }
  expect(readdirSync(elsewhere)).toEqual(["victim"]);
});
