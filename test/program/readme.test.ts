import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/command-table.js";
import { cleanEnvironment, folder, PROGRAM } from "./folder.js";
import { githubToken } from "./secrets.js";

const root = dirname(dirname(PROGRAM));
const readme = readFileSync(join(root, "README.md"), "utf8");

test("the README's example of the library runs as it stands there", async () => {
  const example = /<!-- test: library example -->\n```js\n([\s\S]*?)```/.exec(readme)?.[1];
  const token = githubToken(3);
  const cwd = folder({ "use.mjs": example ?? "", "a.txt": `x = ${token}\n` });
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(root, join(cwd, "node_modules/secret-scan"));
  const { stdout } = await promisify(execFile)(process.execPath, ["use.mjs"], { cwd, env: cleanEnvironment() });
  expect(stdout).toMatch(/^a\.txt:1: GitHub personal access token \(classic\) ghp_\*+\w+$/m);
  expect(stdout).toMatch(/1 findings in \d+ files, complete: true/);
  expect(stdout).not.toContain(token);
});

test("every command is in the README", () => {
  for (const { name } of COMMANDS.filter((command) => command.name !== "scan")) expect(readme).toContain(`secret-scan ${name}`);
});
