/**
 * Scans a range of commits: each distinct blob and message that they bring in, and whether a secret is new in the file it stands in.
 */

import { append } from "../../model/append.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import { packedBlobs } from "../../sources/git/packed-blobs.js";
import { blobsOfTree, confirmNoCommits, shallowCommits } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import { noteCutOff } from "./cut-off.js";
import type { GitScan } from "./git-scan.js";
import { touching } from "./list-commits.js";
import type { ObjectScanner } from "./object-scanner.js";
import { type CommitScan, scanCommits } from "./scan-commits.js";
import { traceSecrets } from "./trace-secrets.js";

export interface RangeScan {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  /** Arguments of `rev-list`. */
  readonly revisions: readonly string[];
  readonly started?: CommitScan["started"];
  /** Commits at which a shallow clone is cut off; read where it is not given. */
  readonly shallow?: ReadonlySet<string>;
  /** Commit id of the base, where there is one: what stands in it is old where a shallow clone hides the commits between. */
  readonly base: string | undefined;
  /** Not a bulk one. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  readonly signal?: AbortSignal;
  onProgress?(scan: GitScan, expected: number | undefined): void;
}

export interface ScannedRange {
  readonly scan: GitScan;
  readonly commits: number;
}

export async function scanRange(options: RangeScan): Promise<ScannedRange> {
  const { place, base, packs } = options;
  const shallow = options.shallow ?? (await shallowCommits(place));
  const old = base === undefined || shallow.size === 0 ? undefined : await blobsOfTree(place, base);
  const scanned = await scanCommits({
    ...options,
    packed: packs === undefined ? undefined : packedBlobs(packs),
    shallow,
    ...(old === undefined ? {} : { old }),
  });
  const { scan, secretBlobs, graph, cutAt } = scanned;
  if (graph.size === 0 && scan.failures.length === 0) await confirmNoCommits(place, options.revisions);
  scan.found.forEach((message, index) => {
    scan.found[index] = { ...message, findings: message.findings.map((finding) => ({ ...finding, isNew: true })) };
  });
  if (secretBlobs.size > 0) {
    const commits = touching(scanned, secretBlobs);
    const traced = await traceSecrets({ ...options, ...scanned, commits, judgeNew: true });
    append(scan.found, traced.found);
  }
  await noteCutOff(scan, cutAt, options.reader);
  return { scan, commits: graph.size };
}
