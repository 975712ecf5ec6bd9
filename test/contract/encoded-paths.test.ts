/**
 * A path that is not UTF-8 stands percent-encoded in a report; every command that takes a path takes it in that form.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stress } from "../faults/process.js";
import { folder, report, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

/** `<name in Latin-1>` below the folder. */
function write(cwd: string, name: string, text: string): void {
  const path = Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from(name, "latin1")]);
  mkdirSync(path.subarray(0, path.lastIndexOf(0x2f)), { recursive: true });
  writeFileSync(path, text);
}

const COMMIT = "git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";

test.each([false, true])(
  "scan, explain, allow and exclude take what the report says (in a repository: %s)",
  async (inRepository) => {
    const cwd = folder({ "a.txt": "nothing\n" });
    write(cwd, "caf\xe9 100%.txt", `x\ntoken = ${githubToken(1)}\n`);
    write(cwd, "d\xe9p/\xe9.txt", `token = ${githubToken(2)}\n`);
    if (inRepository) await stress(["--version"], { cwd, limits: `git init -q . && ${COMMIT}` });
    const paths = ["caf%E9 100%25.txt", "d%E9p/%E9.txt"];
    const scanned = await report([], { cwd });
    expect(scanned.findings.map((finding: { path: string; pathEncoded?: true }) => [finding.path, finding.pathEncoded])).toEqual(
      paths.map((path) => [path, true]),
    );
    for (const path of paths) {
      const named = await report([path], { cwd });
      expect(named.findings.map((finding: { path: string }) => finding.path)).toEqual([path]);
      const { stdout, code } = await run(["explain", `${path}:${path.startsWith("caf") ? 2 : 1}`], { cwd });
      expect([code, stdout.split("\n")[0]]).toEqual([0, expect.stringContaining(path)]);
    }
    const excluded = await report(["--exclude", "caf%E9*", "--exclude", "d%E9p/**"], { cwd });
    expect(excluded.findings).toEqual([]);
    const allowed = await run(["allow", `${paths[0]}:2`, `${paths[1]}:1`, "--reason", "made up"], { cwd });
    expect(allowed.code, allowed.stderr).toBe(0);
    expect((await report([], { cwd })).suppressed).toHaveLength(2);
  },
);

test("from a folder below, in a repository", async () => {
  const cwd = folder();
  write(cwd, "sub/\xe9.txt", `token = ${githubToken(1)}\n`);
  await stress(["--version"], { cwd, limits: "git init -q ." });
  const below = `${cwd}/sub`;
  expect((await report(["%E9.txt"], { cwd: below })).findings).toHaveLength(1);
  expect((await run(["explain", "%E9.txt:1"], { cwd: below })).code).toBe(0);
  expect((await run(["allow", "%E9.txt:1", "--reason", "made up"], { cwd: below })).code).toBe(0);
  expect((await report([], { cwd })).suppressed).toHaveLength(1);
});

test("a name that only looks so is taken as it is, and one that is nowhere is said", async () => {
  const cwd = folder({ "a%E9.txt": `token = ${githubToken(1)}\n` });
  expect((await report(["a%E9.txt"], { cwd })).findings).toHaveLength(1);
  expect((await run(["explain", "a%E9.txt:1"], { cwd })).code).toBe(0);
  for (const args of [["b%E9.txt"], ["explain", "b%E9.txt:1"], ["allow", "b%E9.txt:1", "--reason", "x"]]) {
    const { code, stderr } = await run(args, { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("b%E9.txt")]);
  }
});
