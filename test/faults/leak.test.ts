/**
 * No raw secret in anything that is printed, written, cached or left behind: every command, format and error path, searched for canaries.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { REPORT_WRITERS } from "../../src/report/registry.js";
import { folder } from "../program/folder.js";
import { canaries, filesBelow, leaks } from "./canaries.js";
import { HANG_MS, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 4 });

const planted = canaries(16);
const secrets = planted.map(({ secret }) => secret);
const COMMIT = "git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q --no-verify";
const FORMATS = Object.keys(REPORT_WRITERS);

/** A repository with canaries in its history, index, work tree, messages, names, archives and encodings. */
function planting(): Record<string, string | Uint8Array> {
  const [a, b, c, d, e, f, g, h, ...rest] = planted.map(({ text }) => text);
  return {
    "a.txt": `token = ${a}\n`,
    "deep/b.env": `API_TOKEN=${b}\nDB_PASSWORD="${d}"\nDATABASE_URL=postgres://user:${h}@db.example.org/x\n`,
    ".env": `SECRET_TOKEN=${c}\n`,
    "code.js": `const password = process.env.DB_PASSWORD ?? "${d}";\nconst t = "${e}";\n`,
    "b64.txt": `data: ${Buffer.from(`token = ${f}`).toString("base64")}\n`,
    "hex.txt": `data: ${Buffer.from(`token = ${g}`).toString("hex")}\n`,
    "wide.txt": Buffer.from(`\ufefftoken = ${h} ${a}\n`, "utf16le"),
    "x.gz": gzipSync(`token = ${e}\npassword = "${d}"\n`),
    "cut.gz": gzipSync(`token = ${e}\n`.repeat(20)).subarray(0, 60),
    "many.yaml": rest.map((secret, i) => `key${i}:\n  password: "${secret}"\n  token: ${secret}\n`).join(""),
    "broken.yaml": `rules:\n  - id: mine\n    pattern: '${b}('\n`,
    "rules.yaml": `rules:\n  - id: mine\n    name: Mine\n    type: api-key\n    criticality: high\n    pattern: '${a}'\n`,
    "allow.yaml": `version: 1\nentries:\n  - value: '${a}'\n    reason: known\n  - value: '(${b}'\n    reason: x\n`,
    "conf.yaml": `${c}: [\n`,
  };
}

let cwd = "";
let home = "";

/** Runs it, searches what it printed, and gives nothing back but whether it ran as documented. */
async function searched(args: readonly string[], input?: string): Promise<void> {
  const { code, stdout, stderr } = await stress(args, {
    cwd,
    env: { HOME: home, TMPDIR: home, XDG_CACHE_HOME: join(home, "cache"), GITHUB_STEP_SUMMARY: join(home, "summary.md") },
    ...(input === undefined ? {} : { input }),
  });
  expect.soft([0, 1, 2, 3], `${args.join(" ")}: ${stderr.slice(0, 300)}`).toContain(code);
  expect.soft(leaks(Buffer.from(stdout + stderr), secrets), args.join(" ")).toEqual([]);
}

test("every command, format and error path", async () => {
  const files = planting();
  cwd = folder(files);
  home = folder();
  const message = planted[0]!.text;
  const setUp = `git init -q . && git add -f a.txt deep code.js && ${COMMIT} -m 'add ${message}' && echo x > a.txt && git add a.txt b64.txt && ${COMMIT} -m gone && git tag -a v1 -m 'tag ${message}' -c user.name=a 2>/dev/null; git add -f .`;
  await stress(["--version"], { cwd, limits: setUp });
  const stdin = Object.values(files).map(String).join("\n");
  const runs: (readonly [string[], string?])[] = [
    ...FORMATS.map(
      (format) => [["--format", format, "--min-confidence", "low", "--verbose", "--include-suppressed"]] as [string[]],
    ),
    ...FORMATS.map((format) => [["history", "--format", format, "--min-confidence", "low", "--verbose"]] as [string[]]),
    [["staged", "--verbose"]],
    [["hook", "pre-commit"]],
    [["range", "HEAD~1..HEAD", "--verbose", "--color", "always"]],
    [["stdin", "--verbose", "--min-confidence", "low"], stdin],
    [["inventory", "--out", "inv", "--verbose", "--format", "csv=inv.csv"]],
    [["explain", "a.txt:1"]],
    [["explain", "many.yaml:2"]],
    [["rules", "check", "broken.yaml"]],
    [["rules", "check", "rules.yaml"]],
    [["--rules", "broken.yaml"]],
    [["--rules", "rules.yaml", "--format", "sarif"]],
    [["--config", "conf.yaml"]],
    [["baseline", "write"]],
    [["allow", "many.yaml:2", "--reason", "r", "--owner", "@o", "--expires", "2999-01-01"]],
    [["allow", "list"]],
    [["doctor"]],
    [["init", "--yes"]],
    [
      ["redact", "--min-confidence", "low"],
      Object.entries(files)
        .filter(([name]) => /a\.txt|b\.env|code/.test(name))
        .map(([, text]) => String(text))
        .join("\n"),
    ],
    [["--format", "json=no/such/place.json"]],
    [["--format", "json=/dev/full"]],
    [["--threads", "2", "--reproducible", "--format", "jsonl=out.jsonl"]],
  ];
  for (let i = 0; i < runs.length; i += 4) await Promise.all(runs.slice(i, i + 4).map(([args, input]) => searched(args, input)));
  const planting_ = new Set(Object.keys(files).map((name) => join(cwd, name)));
  const left = [...filesBelow(cwd, (path) => planting_.has(path) || /\.git\/(?!secret-scan)/.test(path)), ...filesBelow(home)];
  expect(left.length).toBeGreaterThan(5);
  for (const { path, bytes } of left) expect.soft(leaks(bytes, secrets), path).toEqual([]);
});

test("an error on the command line quotes no secret in an option's value", async () => {
  cwd = folder();
  mkdirSync(join(cwd, "x"));
  writeFileSync(join(cwd, "x/a"), "");
  for (const { text } of planted.slice(0, 4)) await searched(["allow", `x/a:${1}`, "--reason", text]);
});

test("the search finds what it is to find", () => {
  const [first] = secrets;
  const b64 = Buffer.from(`ab${first}`).toString("base64");
  for (const text of [first!, [...first!].reverse().join(""), Buffer.from(first!).toString("hex"), b64])
    expect(leaks(Buffer.from(text), secrets)).not.toEqual([]);
});
