/**
 * Commits whose trees are missing: they are named, and the rest of the history is scanned.
 */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { temporaryFolder } from "../sources/temporary-repository.js";

test.each(["history", "range"])("%s goes on behind a commit whose tree is gone", async (command) => {
  const repository = temporaryFolder();
  repository.git("init", "-q", ".");
  const commits = [];
  for (const name of ["a", "b", "c", "d"]) {
    repository.write(name, `token = ${githubToken(name.charCodeAt(0))}\n`);
    repository.git("add", name);
    commits.push(repository.commit(name));
  }
  const tree = repository.git("rev-parse", `${commits[1]}^{tree}`);
  rmSync(join(repository.path, ".git/objects", tree.slice(0, 2), tree.slice(2)));
  const words = command === "history" ? ["history"] : ["range", `${commits[0]}..${commits[3]}`];
  const { code, stdout } = await run([...words, "--format", "json"], { cwd: repository.path });
  expect(code).toBe(1);
  const { scan, findings, failures } = JSON.parse(stdout);
  expect(scan.complete).toBe(false);
  // what the third changed is not known either: its parent's tree is gone
  expect(failures.map(({ path }: { path: string }) => path)).toEqual([commits[1], commits[2]].map((id) => `commit:${id}`).sort());
  expect(findings.map(({ path }: { path: string }) => path)).toEqual(command === "history" ? ["a", "d"] : ["d"]);
});

test("a path that leads out of the tree, as no git would write it, is no path on this machine", async () => {
  const repository = temporaryFolder();
  repository.git("init", "-q", ".");
  const id = repository.gitIn({ input: `token = ${githubToken(1)}\n` }, "hash-object", "-w", "--stdin");
  const entry = (name: string): Buffer => Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(id, "hex")]);
  const inner = repository.gitIn(
    { input: Buffer.concat([entry(".secrets-allowlist"), entry("x")]) },
    ...["hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
  );
  const outer = Buffer.concat([Buffer.from("40000 ..\0"), Buffer.from(inner, "hex")]);
  const tree = repository.gitIn({ input: outer }, "hash-object", "-t", "tree", "-w", "--stdin", "--literally");
  repository.git("update-ref", "HEAD", repository.git("commit-tree", "-m", "odd", tree));
  const { code, stdout, stderr } = await run(["history", "--format", "json"], { cwd: repository.path });
  expect(code, stderr).toBe(1);
  expect(JSON.parse(stdout).findings.map(({ path }: { path: string }) => path)).toContain("../x");
});
