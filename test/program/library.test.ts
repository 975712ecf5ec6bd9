/**
 * The built package as a library: what it reads, and what it refuses.
 */

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type * as Library from "../../src/index.js";
import { folder, PROGRAM } from "./folder.js";
import { githubToken } from "./secrets.js";

const { scan, SecretScanError } = (await import(
  pathToFileURL(join(dirname(dirname(PROGRAM)), "dist/index.js")).href
)) as typeof Library;

const LEAKING = { "a.txt": `token = ${githubToken(1)}\n` };

test.each([
  [{ exclude: ["x"] }, /unknown option "exclude" of scan\(\)\. There are cwd, paths/],
  [{ minConfidance: "low" }, /unknown option "minConfidance" of scan\(\)\. Did you mean "minConfidence"\?/],
  [{ minConfidence: "lowest" }, /option "minConfidence" of scan\(\) is not one of high, medium, low/],
  [{ paths: "src" }, /option "paths" of scan\(\) is not a list of paths/],
  [{ cwd: 1 }, /option "cwd" of scan\(\) is not a folder's path/],
  [{ threads: 0.5 }, /option "threads" of scan\(\) is not a whole number from 1 to 256/],
  [{ includeIgnored: "yes" }, /option "includeIgnored" of scan\(\) is not true or false/],
  [{ signal: {} }, /option "signal" of scan\(\) is not an AbortSignal/],
  [{ cwd: "/no/such/folder" }, /^\/no\/such\/folder: no such folder\. It is the option "cwd"/],
  [{ cwd: PROGRAM }, /secret-scan\.js: no such folder/],
  [{ constructor: 1 }, /unknown option "constructor"/],
  [null, /the options of scan\(\) are an object/],
])("options %j are refused, by the report and by what is iterated", async (options, message) => {
  const run = scan(options as Library.ScanOptions);
  const error = await run.report.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SecretScanError);
  const { code } = error as Library.SecretScanError;
  expect([code, (error as Library.SecretScanError).describe()]).toEqual(["usage", expect.stringMatching(message)]);
  await expect(run[Symbol.asyncIterator]().next()).rejects.toBe(error);
});

test("an option that is undefined was not given", async () => {
  const cwd = folder(LEAKING);
  const { findings } = await scan({ cwd, paths: undefined, threads: undefined, signal: undefined }).report;
  expect(findings).toHaveLength(1);
});

test("exceptions of the repository count, its settings do not, and who does not wait for the report loses no error", async () => {
  const cwd = folder({ ...LEAKING, ".secret-scan.yaml": "exclude: [a.txt]\n" });
  const found: string[] = [];
  for await (const { fingerprint } of scan({ cwd })) found.push(fingerprint);
  expect(found).toHaveLength(1);
  const allowed = folder({
    ...LEAKING,
    ".secrets-allowlist": `version: 1\nentries:\n  - fingerprint: ${found[0]}\n    reason: a test\n`,
  });
  const { findings, suppressed } = await scan({ cwd: allowed }).report;
  expect([findings.length, suppressed.length]).toEqual([0, 1]);
});

test("what was named and holds nothing to read is a warning, and what is not there an error with its name", async () => {
  const cwd = folder(LEAKING);
  mkdirSync(join(cwd, "empty"));
  const warnings: string[] = [];
  const onWarning = (warning: string): void => void warnings.push(warning);
  expect((await scan({ cwd, paths: ["empty"], onWarning }).report).scan.files).toBe(0);
  expect(warnings).toEqual(["empty: holds no file that may be read"]);
  const gone = await scan({ cwd, paths: ["gone"] }).report.catch((error: unknown) => error);
  expect((gone as Library.SecretScanError).describe()).toMatch(/^gone: no such file or folder/);
});

test("it ends by its signal", async () => {
  const aborted = AbortSignal.abort(new Error("enough"));
  await expect(scan({ cwd: folder(LEAKING), signal: aborted }).report).rejects.toThrow("enough");
});
