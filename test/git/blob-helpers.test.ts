/**
 * Threads that take a share of a history: the result does not depend on them, and one that dies is told of.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { compileAllowlist } from "../../src/allow/compiled-allowlist.js";
import { createBlobHelpers } from "../../src/scan/git/blob-helpers.js";
import { createObjectScanner } from "../../src/scan/git/object-scanner.js";
import { scanCommits } from "../../src/scan/git/scan-commits.js";
import type { ScannerSetup } from "../../src/scan/setup.js";
import { temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { secretLine } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();

const setup: ScannerSetup = {
  userRules: [],
  only: [],
  excluded: [],
  minConfidence: "medium",
  fingerprintKey: undefined,
  exceptions: { allowlist: compileAllowlist([]), inline: true, foreignMarkers: false, today: "2026-01-01" },
  maxDecodeDepth: 3,
  maxArchiveDepth: 3,
};

async function scan(cwd: string, count: number, workerUrl: URL) {
  const place = { cwd };
  const {
    scan: gathered,
    secretBlobs,
    seen,
  } = await scanCommits({
    place,
    revisions: ["--all"],
    scanner: createObjectScanner(setup, () => undefined),
    excluded: undefined,
    shallow: new Set(),
    helpers: (onOutcome) => createBlobHelpers({ count, workerUrl, setup, place, enough: 1, onOutcome }),
  });
  const { files, blobs, bytes, failures } = gathered;
  return { files, blobs, bytes, failures, secretBlobs: [...secretBlobs].sort(), seen: seen.size };
}

test("the result is the same for any number of threads", async () => {
  const repository = temporaryRepository();
  for (let index = 0; index < 300; index++) repository.write(`f${index}.js`, index % 50 === 0 ? secretLine() : `line ${index}\n`);
  repository.commit();
  const alone = await scan(repository.path, 0, program.workerUrl);
  expect(alone).toMatchObject({ files: 300, blobs: 300, failures: [] });
  expect(alone.secretBlobs).toHaveLength(6);
  expect(await scan(repository.path, 1, program.workerUrl)).toEqual(alone);
  expect(await scan(repository.path, 3, program.workerUrl)).toEqual(alone);
});

test("a thread that dies fails its blobs by name, the others are scanned", async () => {
  const repository = temporaryRepository();
  for (let index = 0; index < 200; index++) repository.write(`f${index}.js`, `line ${index}\n`);
  repository.commit();
  const script = join(temporaryFolder().path, "dies.mjs");
  writeFileSync(script, "setTimeout(() => process.exit(1), 50);\n");
  const result = await scan(repository.path, 1, pathToFileURL(script));
  expect(result.files + result.failures.length).toBe(200);
  expect(result.failures[0]).toEqual({ path: expect.stringMatching(/^f\d+\.js$/), reason: expect.stringContaining("died") });
});
