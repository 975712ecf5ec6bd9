/**
 * A new key in steps: wherever an interruption falls, everything that was hidden is hidden, and nothing else.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { parseBaseline } from "../../src/allow/baseline-text.js";
import { parseAllowlist } from "../../src/allow/parse-allowlist.js";
import { type RekeyFile, rekeySteps } from "../../src/allow/rekey-steps.js";
import { createFingerprinter } from "../../src/scan/fingerprint.js";
import { makeSecret, type Outcome, run, runJson, secretLine } from "../git/run-program.js";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

const BASELINE = ".secrets-baseline.json";
const ROOT = ".secrets-allowlist";
const NESTED = "pkg/.secrets-allowlist";

let repository: TemporaryFolder;
const secrets = [makeSecret(), makeSecret(), makeSecret(), makeSecret()];
const program = (...argv: string[]): Promise<Outcome> => run(argv, { cwd: repository.path });
const scan = () => runJson([], { cwd: repository.path });
const read = (name: string): string => readFileSync(join(repository.path, name), "utf8");

/** One hidden by each of the three files, and one that is not. */
beforeEach(async () => {
  repository = temporaryRepository();
  const [listed, below, old, open] = secrets;
  repository.write("old.js", secretLine(old));
  await program("baseline", "write");
  repository.write("a.js", secretLine(listed));
  repository.write("pkg/b.js", secretLine(below));
  const [first, second] = (await scan()).report.findings.map(({ fingerprint }) => fingerprint);
  repository.write(ROOT, `version: 1\nnested: [pkg]\nentries:\n  - fingerprint: ${first}\n    reason: r\n`);
  const entry = `  - fingerprint: ${second} # mine\n    path: b.js\n    reason: r\n    owner: "@me"\n`;
  repository.write(NESTED, `version: 1\nentries:\n${entry}`);
  repository.write("open.js", secretLine(open));
});

const expectSame = async (): Promise<void> => {
  const { report } = await scan();
  expect(report.findings.map(({ path }) => path)).toEqual(["open.js"]);
  expect(report.suppressed.map(({ path }) => path)).toEqual(["a.js", "old.js", "pkg/b.js"]);
};

test("each step leaves all that was hidden hidden", async () => {
  await expectSame();
  const steps = await planSteps();
  expect(steps.map(({ name }) => name)).toEqual([NESTED, BASELINE, ROOT, NESTED, BASELINE]);
  for (const { name, text } of steps) {
    repository.write(name, text);
    await expectSame();
  }
  expect(read(NESTED)).toContain(' # mine\n    path: b.js\n    reason: r\n    owner: "@me"\n');
});

test("what an interruption leaves is taken out by the next prunes", async () => {
  for (const { name, text } of (await planSteps()).slice(0, 3)) repository.write(name, text);
  expect((await scan()).report.stale).toHaveLength(2);
  await program("allow", "prune");
  await program("baseline", "prune");
  await expectSame();
  expect((await scan()).report.stale).toEqual([]);
  expect(await program("allow", "rekey")).toMatchObject({ code: 0 });
  await expectSame();
});

test("the command does all of it", async () => {
  const before = [ROOT, NESTED, BASELINE]
    .map(read)
    .join()
    .match(/ss1:[\w-]+/g)!;
  expect((await program("allow", "rekey")).stdout).toContain("3 fingerprints rewritten");
  const after = [ROOT, NESTED, BASELINE]
    .map(read)
    .join()
    .match(/ss1:[\w-]+/g)!;
  expect(after).toHaveLength(before.length);
  expect(after.filter((fingerprint) => before.includes(fingerprint))).toEqual([]);
  await expectSame();
});

/** As the command plans them, for a key of the test's. */
async function planSteps(): Promise<RekeyFile[]> {
  const key = Buffer.alloc(32, "k");
  const [before, after] = [createFingerprinter(undefined), createFingerprinter(key)];
  const renamed = new Map(secrets.map((secret) => [before.ofSecret(Buffer.from(secret)), after.ofSecret(Buffer.from(secret))]));
  const fileOf = (name: string): RekeyFile => ({ path: join(repository.path, name), name, text: read(name) });
  const options = { knownRuleIds: new Set<string>(), today: "2026-01-01", isSafePattern: () => true };
  const { entries } = await parseAllowlist(read(NESTED), NESTED, options);
  return rekeySteps({
    key: key.toString("base64"),
    renamed,
    allowlist: fileOf(ROOT),
    nested: [{ ...fileOf(NESTED), entries }],
    baseline: { ...fileOf(BASELINE), rows: parseBaseline(read(BASELINE)).rows },
  });
}
