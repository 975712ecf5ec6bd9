/**
 * Scans the index for `staged` and the pre-commit hook.
 */

import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { SecretScanError } from "../model/error.js";
import type { Report, ScanFacts } from "../model/report.js";
import { scanIndex } from "../scan/git/scan-index.js";
import { describeRepository } from "../sources/git/describe.js";
import { locateRepository } from "../sources/git/locate.js";
import { createObjectReader } from "../sources/git/objects.js";
import { factsOfKnown, type RepositoryFacts } from "../sources/git/repository-facts.js";
import { listStaged } from "../sources/git/staged.js";
import { gitPlace, gitReport, prepareGitRun } from "./git-run.js";
import type { Io } from "./io.js";
import type { Settings } from "./settings.js";

export interface StagedReport {
  readonly report: Report;
  /** Files of exceptions that the commit changes. */
  readonly changedFiles: readonly string[];
  /** Where it was asked for. */
  readonly facts: RepositoryFacts | undefined;
}

/** @throws SecretScanError where git refuses, and for broken rules and exceptions */
export async function scanStaged(settings: Settings, io: Io): Promise<StagedReport> {
  const place = gitPlace(io);
  const listing = listStaged(place);
  // It is waited for below; until then something else may fail first.
  listing.catch(() => {});
  const reader = createObjectReader(place);
  try {
    const [staged, run] = await Promise.all([
      listing,
      prepareGitRun({ place, reader, revision: "", base: "HEAD" }, settings, io),
    ]);
    if (staged.changes.length === 0) refuseBare(io);
    let facts: Promise<RepositoryFacts> | undefined;
    const scan = await scanIndex({
      place,
      facts: () => (facts ??= factsOfKnown(place)),
      staged,
      reader,
      scanner: run.scanner,
      excluded: run.excluded,
      signal: io.signal,
    });
    const report = await gitReport(run, scan, { source: "index", ...(await described(settings, io)) }, settings, io);
    return { report, changedFiles: [...run.exceptions.changes.keys()], facts: await facts };
  } finally {
    reader.close();
  }
}

/** Where nothing can be staged, that nothing is says nothing. @throws SecretScanError `usage` */
function refuseBare({ cwd, env }: Io): void {
  if (["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].some((name) => env[name] !== undefined)) return;
  const place = locateRepository(realpathSync.native(cwd));
  if (place === undefined || !place.bare || existsSync(join(place.root, "index"))) return;
  const remedy = "`secret-scan history` in it reads its commits";
  throw new SecretScanError(
    "usage",
    "a bare repository has no index, so nothing can be staged in it",
    { file: place.root },
    remedy,
  );
}

/** Only formats for programs say where HEAD was. */
export function isDescribed({ outputs }: Settings): boolean {
  return outputs.some(({ format }) => format !== "pretty");
}

/** @param isUnstaged see `describeRepository` */
export async function described(settings: Settings, io: Io, isUnstaged = false): Promise<Pick<ScanFacts, "repository">> {
  if (!isDescribed(settings)) return {};
  return { repository: await describeRepository(io.cwd, { inheritPlace: true, signal: io.signal }, [], isUnstaged) };
}
