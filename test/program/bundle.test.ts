/**
 * The bundle is read a byte a character: whatever is not ASCII in it would be other characters in the program than in the source.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { cleanEnvironment, folder, PROGRAM, run } from "./folder.js";
import { githubToken } from "./secrets.js";

const ROOT = join(dirname(PROGRAM), "..");

test.skipIf(!existsSync(join(ROOT, "dist/main.cjs")))("the bundles are ASCII", () => {
  for (const name of ["main", "rest", "early"])
    expect(readFileSync(join(ROOT, `dist/${name}.cjs`)).findIndex((byte) => byte > 127)).toBe(-1);
});

test("what most runs need is in the first bundle", async () => {
  const root = folder();
  for (const part of ["bin", "dist"]) cpSync(join(ROOT, part), join(root, part), { recursive: true });
  rmSync(join(root, "dist/rest.cjs"));
  const program = join(root, "bin/secret-scan.js");
  const cwd = folder({ "a.ts": `const t = "${githubToken(12)}";\n`, "b.ts": "const t = 1;\n" });
  execFileSync("git", ["init", "-q"], { cwd });
  execFileSync("git", ["add", "."], { cwd });
  const env = { ...cleanEnvironment(), SECRET_SCAN_NO_CACHE: "1" };
  for (const args of [["stdin"], ["b.ts"], ["."], ["staged"], ["hook", "pre-commit"], ["--help"]]) {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd,
      env,
      input: "nothing\n",
      encoding: "utf8",
    });
    expect.soft([args, status, /a bug|rest\.cjs/.test(stderr)]).toEqual([args, /\.$|staged|hook/.test(args[0]!) ? 1 : 0, false]);
  }
});

test("signs beyond ASCII are what they are in the source, in templates and in patterns", async () => {
  const cwd = folder({ "＝1+1.ts": `const t = "${githubToken(11)}";\n` });
  const page = await run(["--format", "html", "--fail-on", "none"], { cwd });
  expect(page.stdout).toContain('--reason "…"');
  const table = await run(["--format", "csv", "--fail-on", "none"], { cwd });
  expect(table.stdout).toContain("'＝1+1.ts");
});
