/**
 * The CI job that `init` writes: a file where the service has none, parts of the one that is there where that is safe, else words. Twice
 * is once, and `--undo` gives every byte back. The services' own schemas are asked where they are installed.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { parse, parseAllDocuments, parseDocument } from "yaml";
import { insertIntoYaml } from "../../src/cli/init/yaml-insert.js";
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { run } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

const schemas = process.env["CHECK_JSONSCHEMA"] ?? "check-jsonschema";
const hasSchemas = spawnSync(schemas, ["--version"]).status === 0;

async function init(repository: TemporaryFolder, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["init", "--yes", ...args], { cwd: repository.path });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

function read(repository: TemporaryFolder, path: string): string | undefined {
  const file = join(repository.path, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Sets up, again, and back; returns what was written. */
async function written(repository: TemporaryFolder, path: string): Promise<string> {
  const before = read(repository, path);
  await init(repository);
  const text = read(repository, path);
  expect(text).not.toBe(before);
  expect(await init(repository)).toContain("Everything is set up already");
  expect(read(repository, path)).toBe(text);
  await init(repository, "--undo");
  expect(read(repository, path)).toBe(before);
  return text ?? "";
}

function checked(schema: string, path: string, text: string): string {
  if (!hasSchemas) return text;
  // the checker takes one document a file, and some of the schemas hold expressions that are none with the flag `u`
  for (const document of text.split(/^---$/m)) {
    const file = join(temporaryFolder().path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, document);
    const args = ["--regex-variant", "nonunicode", "--builtin-schema", `vendor.${schema}`, file];
    const { status, stdout, stderr } = spawnSync(schemas, args, { encoding: "utf8" });
    expect(status, stdout + stderr).toBe(0);
  }
  return text;
}

for (const [url, path, schema] of [
  ["git@github.com:x/y.git", ".github/workflows/secret-scan.yml", "github-workflows"],
  ["https://gitlab.com/x/y.git", ".gitlab-ci.yml", "gitlab-ci"],
  ["git@bitbucket.org:x/y.git", "bitbucket-pipelines.yml", "bitbucket-pipelines"],
  ["https://dev.azure.com/x/_git/y", "azure-pipelines.yml", "azure-pipelines"],
] as const) {
  test(`${path}: a new file`, async () => {
    const repository = temporaryRepository();
    repository.git("remote", "add", "origin", url);
    const text = checked(schema, path, await written(repository, path));
    expect(text).toMatch(/^# Made by `secret-scan init`/);
    expect(text).toContain("secret-scan range");
    await init(repository);
    writeFileSync(join(repository.path, path), `${text}# mine\n`);
    expect(await init(repository, "--undo")).toContain(`${path} stays: it was changed`);
    expect(read(repository, path)).toContain("# mine");
  });
}

const AZURE_JOBS = "# ours\njobs:\n- job: build   # first\n  steps:\n  - script: |\n      npm test\n\n# the end\n";
const AZURE_STAGES = "stages:\n  - stage: build\n    jobs:\n      - job: a\n        steps:\n          - script: npm test\n";
const BITBUCKET = `image: node:20
pipelines:
  default:   # always
    - step: &test
        script:
          - npm test
  pull-requests:
    "**":
      - step: *test
`;
const CIRCLE = `version: 2.1
jobs:
  build:
    docker:
      - image: cimg/node:20.19 # pinned
    steps: [checkout]
workflows:
  main:
    jobs:
      - build
`;
const DRONE = "kind: pipeline\ntype: docker\nname: default\nsteps:\n- name: test\n  image: node:20\n  commands: [npm test]\n";

for (const [what, before, keys] of [
  ["a list of jobs", AZURE_JOBS, ["jobs", 1]],
  ["stages", AZURE_STAGES, ["stages", 1, "jobs", 0]],
] as const) {
  test(`azure-pipelines.yml with ${what}`, async () => {
    const repository = temporaryRepository();
    repository.write("azure-pipelines.yml", before);
    const text = checked("azure-pipelines", "azure-pipelines.yml", await written(repository, "azure-pipelines.yml"));
    expect(parseDocument(text).getIn([...keys, "steps", 0, "fetchDepth"])).toBe("0");
    for (const comment of before.match(/# .*/g) ?? []) expect(text).toContain(comment);
  });
}

test("bitbucket-pipelines.yml: pushes and pull requests", async () => {
  const repository = temporaryRepository();
  repository.write("bitbucket-pipelines.yml", BITBUCKET);
  const text = checked("bitbucket-pipelines", "bitbucket-pipelines.yml", await written(repository, "bitbucket-pipelines.yml"));
  const document = parseDocument(text);
  expect(document.getIn(["pipelines", "default", 1, "step", "clone", "depth"])).toBe("full");
  expect(document.getIn(["pipelines", "pull-requests", "**", 1, "step", "name"])).toBe("secret-scan");
  expect(text).toContain("# always");
});

test(".circleci/config.yml: a job and a workflow of its own", async () => {
  const repository = temporaryRepository();
  repository.write(".circleci/config.yml", CIRCLE);
  const text = checked("circle-ci", ".circleci/config.yml", await written(repository, ".circleci/config.yml"));
  const { jobs, workflows } = parse(text) as { jobs: Record<string, unknown>; workflows: Record<string, unknown> };
  expect(Object.keys(jobs)).toEqual(["build", "secret-scan"]);
  expect(workflows["secret-scan"]).toEqual({ jobs: ["secret-scan"] });
});

test(".drone.yml: a pipeline of its own", async () => {
  const repository = temporaryRepository();
  repository.write(".drone.yml", DRONE);
  const text = checked("drone-ci", ".drone.yml", await written(repository, ".drone.yml"));
  expect(parseAllDocuments(text).map((document) => document.get("name"))).toEqual(["default", "secret-scan"]);
});

test("where no place is surely right, lines to put in by hand are shown", async () => {
  for (const [path, before] of [
    ["azure-pipelines.yml", "steps:\n  - script: npm test\n"],
    ["azure-pipelines.yml", "steps: []\n"],
    [".circleci/config.yml", "version: 2.1\njobs:\n  build:\n    docker: [{ image: x }]\n    steps: [checkout]\n"],
    ["bitbucket-pipelines.yml", "pipelines: { default: [{ step: { script: [x] } }] }\n"],
    ["Jenkinsfile", "pipeline { agent any }\n"],
    ["azure-pipelines.yml", "jobs: [\n"],
  ] as const) {
    const repository = temporaryRepository();
    repository.write(path, before);
    expect(await init(repository)).toMatch(/note: CI: add a step to .* that checks a whole clone:\n {6}[\s\S]*secret-scan range/);
    expect(read(repository, path)).toBe(before);
  }
});

test("an item is put in only where nothing else changes with it", () => {
  const item = ["- name: x"];
  expect(insertIntoYaml("a:\n  - 1 # one\nb: 2\n", ["a"], item)).toBe(
    "a:\n  - 1 # one\n  # secret-scan: begin\n  - name: x\n  # secret-scan: end\nb: 2\n",
  );
  expect(insertIntoYaml("a:\r\n- 1\r\nb: 2", ["a"], item)).toBe(
    "a:\r\n- 1\r\n# secret-scan: begin\r\n- name: x\r\n# secret-scan: end\r\nb: 2",
  );
  expect(insertIntoYaml("a:\n  - |\n    text\n", ["a"], item)).toMatch(/text\n {2}# secret-scan: begin\n {2}- name: x\n/);
  expect(insertIntoYaml("a:\n  - - 1\n    - 2\n", ["a", "0"], item)).toMatch(/- 2\n {4}# secret-scan: begin\n {4}- name: x\n/);
  expect(insertIntoYaml("a: [1]\n", ["a"], item)).toBeUndefined();
  expect(insertIntoYaml("a: 1\n", ["a"], item)).toBeUndefined();
  expect(insertIntoYaml("a:\n", ["a"], item)).toBeUndefined();
  expect(insertIntoYaml("a: &x\n  - 1\nb: *x\n", ["a"], item)).toBeUndefined();
});
