/**
 * Scans what commits bring in: every distinct blob once, in the order of the commits, and every message.
 *
 * One git walks the commits while this thread, and others where there is much to do, read and scan the blobs that it names. Which commits
 * and paths a secret belongs to is asked afterwards, for secrets only (`trace-secrets.ts`).
 */

import { append } from "../../model/append.js";
import { SecretScanError } from "../../model/error.js";
import { createBlobReader } from "../../sources/git/blob-reader.js";
import type { CommitVisitor, StartedLog } from "../../sources/git/commit-log.js";
import type { PackedBlobs } from "../../sources/git/packed-blobs.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { BlobHelpers } from "./blob-helpers.js";
import { type BlobOutcome, scanWanted } from "./blob-outcome.js";
import { emptyScan, type GitScan, placeOf } from "./git-scan.js";
import { createKnownFindings, type KnownFindings } from "./known-findings.js";
import { createCommitListing, type ListedCommits, type ListOptions, type Wanted } from "./list-commits.js";
import { sharedBlobs } from "./share-blobs.js";
import { walkCommits } from "./walk-commits.js";

export interface CommitScan extends ListOptions {
  readonly place: GitOptions;
  /** Of the repository; undefined where git must be asked for everything. */
  readonly packed?: PackedBlobs | undefined;
  /** Arguments of `rev-list`. */
  readonly revisions: readonly string[];
  /** A walk over these revisions, where one was started. */
  readonly started?: StartedLog | undefined;
  /** Makes threads that take a share of the blobs; called at once, they start when there is enough to do. */
  readonly helpers?: ((onOutcome: (wanted: Wanted, outcome: BlobOutcome) => void) => BlobHelpers<Wanted>) | undefined;
  readonly signal?: AbortSignal;
  /** How many commits there will be, as soon as that is known; for an estimate. */
  commitCount?(): number | undefined;
  /** @param expected files in the end, where that can be said */
  onProgress?(scan: GitScan, expected: number | undefined): void;
}

/** What was found, not yet traced: a secret's blobs. Messages are in `scan.found` already. */
export interface ScannedCommits extends ListedCommits {
  readonly scan: GitScan;
  /** Ids of blobs that hold a secret. */
  readonly secretBlobs: ReadonlySet<string>;
  /** What they hold. */
  readonly findings: KnownFindings;
}

/** Blobs that may wait to be read: the walk is held back beyond it, so that memory stays bounded. */
const MOST_WAITING = 1 << 15;
/** Blobs that are handed on together at least: the more there are, the more of them rest on one another in the packs. */
const LEAST_BLOCK = 1 << 14;
const LARGEST_VALUE = 0x7fffffff;

/** @throws SecretScanError when git cannot walk the commits: the caller words what is then incomplete */
export async function scanCommits(options: CommitScan): Promise<ScannedCommits> {
  const { place, scanner, packed, known, signal } = options;
  const scan = emptyScan();
  const secretBlobs = new Set<string>();
  const findings = createKnownFindings();
  let waiting = 0;
  let isWalked = false;
  let release = (): void => {};
  let listed = (): void => {};

  const count = (isNewBlob: boolean, size: number): void => {
    scan.files++;
    scan.bytes += size;
    if (isNewBlob) scan.blobs++;
  };
  const listing = createCommitListing(options, scan, (id, isNewBlob, size) => {
    if (known?.secret.has(id) === true) secretBlobs.add(id);
    if (known?.counted !== true) count(isNewBlob, size);
  });
  const { graph, seen } = listing;

  /** Exact once all commits are walked; until then as the commits so far let expect. */
  const expectedFiles = (): number | undefined => {
    const found = scan.files + waiting + listing.count;
    const total = options.commitCount?.();
    if (isWalked) return found;
    return total === undefined || graph.size === 0 ? undefined : Math.max(found, Math.round((found * total) / graph.size));
  };
  const take = (wanted: Wanted, outcome: BlobOutcome): void => {
    waiting--;
    if (waiting + listing.count < MOST_WAITING) release();
    const isWhole = outcome.failures.length === 0 && outcome.skipped === undefined;
    if (!isWhole) {
      const path = placeOf(wanted.path);
      append(
        scan.failures,
        outcome.failures.map((reason) => ({ ...path, reason })),
      );
      if (outcome.skipped !== undefined) scan.skipped.push({ ...path, reason: outcome.skipped });
    }
    if (!outcome.isRead) return;
    count(wanted.isNewBlob, outcome.bytes);
    if (outcome.findings.length > 0) {
      secretBlobs.add(wanted.id);
      findings.add(wanted.id, placeOf(wanted.path).path, outcome.findings);
    }
    if (isWhole) seen.setValue(wanted.id, wanted.name, Math.min(outcome.bytes, LARGEST_VALUE));
    options.onProgress?.(scan, expectedFiles());
  };
  /** Each block has all that was listed while the one before was read. */
  async function* blocks(): AsyncGenerator<readonly Wanted[]> {
    for (;;) {
      while (listing.count < LEAST_BLOCK && !isWalked)
        await new Promise<void>((resolve) => {
          listed = resolve;
        });
      if (listing.count === 0) return;
      waiting += listing.count;
      yield listing.take();
    }
  }
  const endWalk = (): void => {
    isWalked = true;
    listed();
  };
  const helpers = options.helpers?.(take);
  const reader = createBlobReader({ ...place, packed, bulk: true });
  const reading = reader.read(helpers === undefined ? blocks() : sharedBlobs(blocks(), helpers), (object, wanted) => {
    signal?.throwIfAborted();
    take(wanted, scanWanted(scanner, object, wanted));
  });
  let failed = false;
  reading.catch(() => {
    failed = true;
    release();
  });
  try {
    const visitor: CommitVisitor = {
      ...listing.visitor,
      async flush() {
        signal?.throwIfAborted();
        if (listing.count >= LEAST_BLOCK) listed();
        while (waiting + listing.count >= MOST_WAITING && !failed) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
      },
    };
    const onBroken = (commit: string, reason: string): void => {
      scan.failures.push({ path: `commit:${commit}`, reason: `what it changed cannot be read: ${reason}` });
    };
    await walkCommits(place, options.revisions, visitor, onBroken, options.started);
    endWalk();
  } catch (error) {
    endWalk();
    await reading.catch(() => {});
    if (!(error instanceof SecretScanError) || graph.size === 0) throw error;
    scan.failures.push({ path: `commit:${listing.last}`, reason: `the commits after it cannot be read: ${error.message}` });
  } finally {
    try {
      await reading;
      await helpers?.drain();
    } finally {
      reader.close();
      await helpers?.close();
    }
  }
  listing.noteLeftOut();
  const { touched, log, secretMessages, cutAt } = listing;
  return { scan, secretBlobs, findings, graph, touched, log, seen, secretMessages, cutAt };
}
