/**
 * The bundle is read a byte a character: whatever is not ASCII in it would be other characters in the program than in the source.
 */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { folder, PROGRAM, run } from "./folder.js";
import { githubToken } from "./secrets.js";

const BUNDLE = join(dirname(PROGRAM), "../dist/main.cjs");

test.skipIf(!existsSync(BUNDLE))("the bundle is ASCII", () => {
  expect(readFileSync(BUNDLE).findIndex((byte) => byte > 127)).toBe(-1);
});

test("signs beyond ASCII are what they are in the source, in templates and in patterns", async () => {
  const cwd = folder({ "＝1+1.ts": `const t = "${githubToken(11)}";\n` });
  const page = await run(["--format", "html", "--fail-on", "none"], { cwd });
  expect(page.stdout).toContain('--reason "…"');
  const table = await run(["--format", "csv", "--fail-on", "none"], { cwd });
  expect(table.stdout).toContain("'＝1+1.ts");
});
