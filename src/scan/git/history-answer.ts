/**
 * What the last scan of a whole history found, masked, in `.git/secret-scan/`: while no ref has moved and rules, options and exceptions
 * are the same, that is the answer again.
 */

import { createHash } from "node:crypto";
import type { ScannerSetup } from "../setup.js";
import { cacheKey, loadCacheFile, saveCacheFile } from "./cache-file.js";
import type { GitScan } from "./git-scan.js";
import { isLeftOutForGood } from "./list-commits.js";

export interface HistoryAnswer {
  load(): Promise<GitScan | undefined>;
  /** Keeps a scan of which everything was read; any other must be made again, since what was missing may be there then. */
  save(scan: GitScan): Promise<void>;
}

const FILE = "history-answer";
const MAGIC = "secret-scan history answer 1";
/** More are not kept: it would take longer to read them than it is worth. */
const MOST_FINDINGS = 20_000;

/**
 * @param gitFolder the repository's common git folder
 * @param parts all that the answer depends on but the exceptions: version, rules, options, refs
 */
export function createHistoryAnswer(gitFolder: string, setup: ScannerSetup, parts: readonly unknown[]): HistoryAnswer {
  const heading = `${MAGIC} ${cacheKey([...parts, exceptionsDigest(setup)])}`;
  return {
    async load() {
      const body = await loadCacheFile(gitFolder, FILE, heading);
      try {
        return body === undefined ? undefined : (JSON.parse(body.toString("utf8")) as GitScan);
      } catch {
        return undefined;
      }
    },
    async save(scan) {
      const count = scan.found.reduce((sum, { findings }) => sum + findings.length, 0);
      const isWhole = scan.failures.length === 0 && scan.skipped.every(({ reason }) => isLeftOutForGood(reason));
      if (!isWhole || count > MOST_FINDINGS) return;
      await saveCacheFile(gitFolder, FILE, heading, [Buffer.from(JSON.stringify(scan))]);
    },
  };
}

/** Of the key of the fingerprints and everything that may suppress a finding; an entry may end with the day. */
function exceptionsDigest({ exceptions, fingerprintKey }: ScannerSetup): string {
  const { allowlist, ...others } = exceptions;
  const { count, columns, lines, expired } = allowlist;
  return createHash("sha256")
    .update(JSON.stringify([others, count, columns]))
    .update(lines)
    .update(expired)
    .update(fingerprintKey ?? "")
    .digest("hex");
}
