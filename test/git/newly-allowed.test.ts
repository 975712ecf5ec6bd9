/**
 * A change that brings an exception along says which secrets it hides by it.
 */

import { expect, test } from "vitest";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { makeSecret, run, runJson, secretLine } from "./run-program.js";

const allowlist = (...entries: string[]): string => `version: 1\nentries:\n${entries.join("")}`;
const entryFor = (condition: string, reason: string): string => `  - ${condition}\n    reason: ${reason}\n    owner: me\n`;

async function fingerprintsIn(repository: TemporaryFolder): Promise<string[]> {
  return (await runJson([], { cwd: repository.path })).report.findings.map(({ fingerprint }) => fingerprint);
}

test("what the index adds hides is named; what was hidden before is not", async () => {
  const repository = temporaryRepository();
  const [old, fresh] = [makeSecret(), makeSecret()];
  repository.write("a.js", secretLine(old));
  const [first] = await fingerprintsIn(repository);
  repository.write(".secrets-allowlist", allowlist(entryFor(`fingerprint: ${first}`, "old")));
  repository.commit("old");
  repository.write("b.js", secretLine(fresh));
  repository.write("c.js", secretLine(old));
  const second = (await fingerprintsIn(repository))[0]!;
  repository.write(
    ".secrets-allowlist",
    allowlist(entryFor(`fingerprint: ${first}`, "old, said better"), entryFor(`fingerprint: ${second}`, "a sample")),
  );
  repository.git("add", ".");
  const { report, stderr } = await runJson(["staged"], { cwd: repository.path });
  expect(report.scan).toMatchObject({ allowlistChange: { added: 1, removed: 0 } });
  expect((report.scan as { newlyAllowed?: unknown }).newlyAllowed).toEqual([
    {
      fingerprint: second,
      ruleId: "stripe-secret-key",
      path: "b.js",
      startLine: 1,
      by: "allowlist",
      reason: "a sample",
      owner: "me",
    },
  ]);
  const said = "This change allows 1 more secret: stripe-secret-key at b.js:1 (a sample, me)";
  expect(stderr).toContain(said);
  const pretty = await run(["staged", "--format", "pretty"], { cwd: repository.path });
  expect(pretty.stdout).toContain(`${said}.`);
  const { stdout } = await run(["staged", "--format", "markdown"], { cwd: repository.path });
  expect(stdout).toContain(
    "**Exceptions changed**: 1 added, 0 removed. This change allows 1 more secret: stripe-secret-key at b.js",
  );
});

test("an entry that is made wider, and rows of a baseline, in a range", async () => {
  const repository = temporaryRepository();
  repository.write(".secrets-allowlist", allowlist(`${entryFor("path: one/**", "samples")}    expires: 2999-01-01\n`));
  const base = repository.commit("base");
  repository.write("one/a.js", secretLine());
  repository.commit("within");
  expect((await runJson(["range", `${base}..HEAD`], { cwd: repository.path })).report.scan).not.toHaveProperty("newlyAllowed");
  repository.write("two/b.js", secretLine());
  repository.write("c.js", secretLine());
  await run(["baseline", "write"], { cwd: repository.path });
  repository.write(".secrets-allowlist", allowlist(`${entryFor('path: "*/**"', "samples")}    expires: 2999-01-01\n`));
  repository.commit("wider");
  const { report, code } = await runJson(["range", `${base}..HEAD`, "--protect-allowlist"], { cwd: repository.path });
  expect(code).toBe(1);
  expect((report.scan as { newlyAllowed?: readonly object[] }).newlyAllowed).toMatchObject([
    { path: "c.js", by: "baseline" },
    { path: "one/a.js", by: "allowlist" },
    { path: "two/b.js", by: "allowlist" },
  ]);
});
