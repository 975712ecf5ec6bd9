/**
 * Which exceptions a scan of the history calls unused.
 */

import { beforeEach, expect, test } from "vitest";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { type JsonReport, runJson, secretLine } from "./run-program.js";

let repository: TemporaryFolder;
beforeEach(() => {
  repository = temporaryRepository();
});

const history = async (...argv: string[]): Promise<JsonReport> =>
  (await runJson(["history", ...argv], { cwd: repository.path })).report;

test("one for a finding of low confidence has something to hide, until it is gone from every commit", async () => {
  repository.write("notes.txt", 'secret_word = "applepie"\n');
  repository.commit("low");
  const { findings } = await history("--min-confidence", "low");
  expect(findings).toMatchObject([{ confidence: "low" }]);
  const { fingerprint } = findings[0]!;
  const entries = [fingerprint, "ss1:gone"].map((one) => `  - fingerprint: ${one}\n    reason: x\n`);
  repository.write(".secrets-allowlist", `version: 1\nentries:\n${entries.join("")}`);
  repository.write("notes.txt", "gone\n");
  repository.commit("allowed, and gone");
  for (let round = 0; round < 2; round++) {
    const report = await history();
    expect(report.findings).toEqual([]);
    expect(report.stale).toMatchObject([{ entry: { fingerprint: "ss1:gone" }, why: "matches-nothing" }]);
  }
});

test("a part of the history calls nothing unused", async () => {
  repository.write("a.js", secretLine());
  const first = repository.commit("one");
  repository.write(".secrets-allowlist", "version: 1\nentries:\n  - fingerprint: ss1:gone\n    reason: x\n");
  repository.commit("two");
  expect((await history()).stale).toHaveLength(1);
  for (const part of [[first], ["--branch", "main"], ["--since", "2001-01-01"], ["--only", "private-key"]])
    expect((await history(...part)).stale).toEqual([]);
});
