import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./folder.js";

const BROKEN_RULES = "rules:\n  - id: x\n    nmae: X\n    type: api-key\n    criticality: high\n    pattern: 'x'\n";

test.each([
  ["an unknown option", ["--fromat", "json"], /--fromat.*--format/],
  ["an unknown format", ["--format", "jsno"], /--format.*"jsno".*json/],
  ["an option without its value", ["--rules"], /rules/],
  ["a path that does not exist", ["nowhere"], /nowhere/],
  ["a glob that matches nothing", ["*.nothing"], /\*\.nothing/],
  ["a rule file that does not exist", ["--rules", "none.yaml"], /none\.yaml/],
  ["a rule file that is a folder", ["--rules", "."], /\.: this is a directory/],
  ["a rule file with an unknown key", ["--rules", "rules.yaml"], /rules\.yaml:3:5: .*nmae.*"name"/],
  ["YAML that is none", ["--rules", "broken.yaml"], /broken\.yaml:\d+:\d+/],
  ["an unknown rule id", ["--only", "github-personal-acess-token"], /github-personal-access-token/],
  ["a broken allowlist", ["--allowlist", "allow.yaml"], /allow\.yaml:3:\d+/],
  ["a report in a folder that is not there", ["--format", "json=no/x.json"], /no\/x\.json/],
  ["two reports to standard output", ["--format", "json", "--format", "sarif"], /standard output/],
  ["no number of threads", ["--threads", "many"], /--threads/],
  ["a command's surplus word", ["stdin", "x"], /"x"/],
  ["a command behind options", ["--quiet", "staged"], /staged.*comes first.*secret-scan staged/],
  ["no where a value is asked for", ["--no-color"], /--no-color.*"--color"/],
  ["an option in another form", ["--failOn", "none"], /--failOn.*"--fail-on"/],
  ["an option cut short", ["--min-conf", "low"], /--min-conf\..*"--min-confidence"/],
  ["an empty path", [""], /path is empty/],
  ["an empty name", ["stdin", "--path", ""], /--path/],
])("%s: exit 2 and one line that names it", async (_name, args, message) => {
  const cwd = folder({
    a: "x",
    "rules.yaml": BROKEN_RULES,
    "broken.yaml": "rules: [\n",
    "allow.yaml": "version: 1\nentries:\n  - path: a\n",
  });
  const { code, stdout, stderr } = await run(args, { cwd });
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\bat .*\.js:/);
});

test("help and version work where nothing else does", async () => {
  const cwd = folder({ ".secrets-allowlist": "- broken" });
  mkdirSync(join(cwd, ".git"));
  expect((await run(["--version"], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const help = await run(["--help"], { cwd });
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const line of help.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
