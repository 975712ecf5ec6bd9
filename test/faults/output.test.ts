/**
 * Outputs that fail: full devices, closed pipes, folders that may not be written to. No half report, nothing left behind.
 */

import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, missing, start, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS });

const leaking = (): string => folder({ "a.txt": `token = ${githubToken(1)}\n` });
const noDevFull = missing(!existsSync("/dev/full"), "full outputs: no /dev/full here");

test.skipIf(noDevFull)("a full standard output: exit 3 and one line", async () => {
  const cwd = leaking();
  for (const args of [[], ["--format", "json"], ["--format", "sarif"], ["rules", "list"], ["baseline", "write"], ["inventory"]]) {
    const { code, stderr } = await stress(args, { cwd, redirect: ">/dev/full" });
    if (args[0] === "inventory") continue;
    expect.soft(code, args.join(" ")).toBe(3);
    expect.soft(stderr).toMatch(/^(?:.*\n)?secret-scan: .*ENOSPC.*\n$/);
  }
});

test.skipIf(noDevFull)("a full report file: exit 3, the other reports are whole", async () => {
  const cwd = leaking();
  const { code, stdout } = await run(["--format", "html=/dev/full", "--format", "json=out.json", "--format", "csv"], { cwd });
  expect(code).toBe(3);
  expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")).findings).toHaveLength(1);
  expect(stdout).toContain("github-personal-access-token");
});

test.skipIf(noDevFull)("a full standard error changes no exit code", async () => {
  const cwd = leaking();
  expect((await stress(["nowhere"], { cwd, redirect: "2>/dev/full" })).code).toBe(2);
  expect((await stress(["--verbose"], { cwd, redirect: "2>/dev/full" })).code).toBe(1);
});

test("closed standard streams change no exit code", async () => {
  const cwd = leaking();
  expect((await stress([], { cwd, redirect: ">&-" })).code).toBe(1);
  expect((await stress(["nowhere"], { cwd, redirect: "2>&-" })).code).toBe(2);
  expect((await stress(["stdin"], { cwd, redirect: "<&-" })).code).toBe(0);
});

test("a reader that goes away ends it quietly", async () => {
  const cwd = folder({ "a.txt": Array.from({ length: 2000 }, (_, i) => `token = ${githubToken(i + 1)}\n`).join("") });
  const child = start(["--format", "json"], { cwd });
  let said = "";
  child.stderr!.on("data", (text: Buffer) => (said += text.toString()));
  child.stdout!.once("data", () => child.stdout!.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([0, 1]).toContain(code);
  expect(said).toBe("");
});

test("an output that can be seen not to be writable: exit 2 before anything is read", async () => {
  const cwd = leaking();
  for (const file of ["no/such/folder/x.json", ".", "a.txt/x.json"]) {
    expect.soft((await run(["--format", `json=${file}`], { cwd })).code, file).toBe(2);
  }
});

test("a report replaces the old one whole, keeps its mode and leaves no temporary file", async () => {
  const cwd = leaking();
  writeFileSync(join(cwd, "r.json"), "old", { mode: 0o640 });
  await Promise.all(Array.from({ length: 4 }, () => run(["--format", "json=r.json", "--exclude", "r.json"], { cwd })));
  expect(JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")).findings).toHaveLength(1);
  expect(statSync(join(cwd, "r.json")).mode & 0o777).toBe(0o640);
  expect(readdirSync(cwd).sort()).toEqual(["a.txt", "r.json"]);
});

test("a report through a symbolic link of the user's goes to what it leads to", async () => {
  const [cwd, elsewhere] = [leaking(), folder({ "real.json": "" })];
  symlinkSync(join(elsewhere, "real.json"), join(elsewhere, "link.json"));
  await run(["--format", `json=${join(elsewhere, "link.json")}`], { cwd });
  expect(JSON.parse(readFileSync(join(elsewhere, "real.json"), "utf8")).schemaVersion).toBe(1);
  expect(readdirSync(elsewhere).sort()).toEqual(["link.json", "real.json"]);
});

test("a folder on standard input is not an empty input", async () => {
  const cwd = leaking();
  const scanned = await stress(["stdin"], { cwd, redirect: "< ." });
  expect(scanned.code).toBe(3);
  expect(scanned.stdout).toMatch(/EISDIR/);
  expect((await stress(["redact"], { cwd, redirect: "< ." })).code).toBe(3);
});
