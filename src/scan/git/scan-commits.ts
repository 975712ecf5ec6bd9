/**
 * Scans what commits bring in: every distinct blob once, in the order of the commits, and every message.
 *
 * One git walks the commits while another reads the blobs that the first names and this thread scans them. Which commits and paths
 * a secret belongs to is asked afterwards, for secrets only (`trace-secrets.ts`).
 */

import { SecretScanError } from "../../model/error.js";
import { createBlobReader } from "../../sources/git/blob-reader.js";
import { type CommitGraph, createCommitGraph } from "../../sources/git/commit-graph.js";
import type { CommitVisitor, LoggedCommit } from "../../sources/git/commit-log.js";
import { createIdSet, type IdSet } from "../../sources/git/id-set.js";
import { isZeroOid, type RawChange, SUBMODULE_MODE } from "../../sources/git/raw-diff.js";
import type { GitOptions } from "../../sources/git/run.js";
import { createQueue } from "../../sources/queue.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import type { BlobHelpers } from "./blob-helpers.js";
import { type BlobOutcome, scanWanted, type WantedBlob } from "./blob-outcome.js";
import { emptyScan, type GitScan, noteResult, placeOf, provenanceOf, withProvenance } from "./git-scan.js";
import { createKnownFindings, type KnownFindings } from "./known-findings.js";
import type { ObjectScanner } from "./object-scanner.js";
import { createTouchedCommits, type TouchedCommits } from "./touched-commits.js";
import { walkCommits } from "./walk-commits.js";

export interface CommitScan {
  readonly place: GitOptions;
  /** The repository's common git folder; undefined where it is not known. */
  readonly gitFolder?: string | undefined;
  /** Arguments of `rev-list`. */
  readonly revisions: readonly string[];
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  /** Commits at which a shallow clone is cut off. What they changed is not known, so only what `old` lacks counts. */
  readonly shallow: ReadonlySet<string>;
  readonly old?: IdSet;
  readonly known?: KnownBlobs;
  /** Makes threads that take a share of the blobs; called at once, they start when there is enough to do. */
  readonly helpers?: ((onOutcome: (wanted: Wanted, outcome: BlobOutcome) => void) => BlobHelpers<Wanted>) | undefined;
  readonly signal?: AbortSignal;
  /** How many commits there will be, as soon as that is known; for an estimate. */
  commitCount?(): number | undefined;
  /** @param expected files in the end, where that can be said */
  onProgress?(scan: GitScan, expected: number | undefined): void;
}

/** What an earlier run has looked at, by the same rules: it is not read again. */
export interface KnownBlobs {
  /** By id and name, with the size; -1 stands for one that could not be read. */
  readonly seen: IdSet;
  readonly secret: ReadonlySet<string>;
  /** True: the earlier run's counts are taken over as a whole. */
  readonly counted: boolean;
}

/** What was found, not yet traced: a secret's blobs. Messages are in `scan.found` already. */
export interface ScannedCommits {
  readonly scan: GitScan;
  /** Ids of blobs that hold a secret. */
  readonly secretBlobs: ReadonlySet<string>;
  /** What they hold. */
  readonly findings: KnownFindings;
  /** The commits that were walked. */
  readonly graph: CommitGraph;
  readonly touched: TouchedCommits;
  /** Every commit and blob that was met; blobs by their names too, then with the size, -1 for one that could not be read. */
  readonly seen: IdSet;
  /** Commits whose messages hold a secret. */
  readonly secretMessages: readonly string[];
  /** Commits whose parents are not in this clone. */
  readonly cutAt: readonly string[];
}

interface Wanted extends WantedBlob {
  readonly isNewBlob: boolean;
}

const SUBMODULE = "submodule, its commits are not scanned here";
const EXCLUDED = "excluded by ";

/** True for what is left out of a commit for good; what was not there, as an object of Git LFS, may be there the next time. */
export function isLeftOutForGood(reason: string): boolean {
  return reason === SUBMODULE || reason.startsWith(EXCLUDED);
}

/** Blobs that may wait to be read: the walk is held back beyond it, so that memory stays bounded. */
const MOST_WAITING = 8192;
/** Blobs that are handed on together: the more there are, the more of them rest on one another in the packs. */
const BLOCK = 2048;
const UNREAD = -1;
/** Blobs that change hands at once. */
const SHARE = 64;
const LARGEST_VALUE = 0x7fffffff;

/** @throws SecretScanError when git cannot walk the commits: the caller words what is then incomplete */
export async function scanCommits(options: CommitScan): Promise<ScannedCommits> {
  const { place, scanner, excluded, known, signal } = options;
  const scan = emptyScan();
  const secretBlobs = new Set<string>();
  const seen = createIdSet();
  const findings = createKnownFindings();
  const graph = createCommitGraph();
  const touched = createTouchedCommits();
  const queue = createQueue<readonly Wanted[]>();
  const submodules = new Set<string>();
  const excludedPaths = new Set<string>();
  const cutAt: string[] = [];
  const secretMessages: string[] = [];
  let block: Wanted[] = [];
  let waiting = 0;
  let last = "";
  let isWalked = false;
  let release = (): void => {};

  const want = (change: RawChange, commit: LoggedCommit): void => {
    touch(change);
    if (isZeroOid(change.oid)) return;
    if (options.old !== undefined && options.shallow.has(commit.id) && options.old.has(change.oid)) return;
    if (change.mode === SUBMODULE_MODE) return void submodules.add(change.path);
    const glob = excluded?.(placeOf(change.path).path);
    if (glob !== undefined) return void excludedPaths.add(`${change.path}\0${glob}`);
    const name = nameHash(change.path);
    const isNewBlob = seen.add(change.oid) && !(known?.counted === true && known.seen.has(change.oid));
    // Rules look at names: a blob is scanned again under another name, not again in another folder.
    if (!seen.add(change.oid, name, UNREAD)) return;
    const size = known?.seen.valueOf(change.oid, name) ?? UNREAD;
    if (known !== undefined && size !== UNREAD) {
      seen.setValue(change.oid, name, size);
      if (known.secret.has(change.oid)) secretBlobs.add(change.oid);
      if (!known.counted) count(isNewBlob, size);
      return;
    }
    block.push({ id: change.oid, path: change.path, isNewBlob });
  };
  const touch = ({ oid, oldOids }: RawChange): void => {
    if (!isZeroOid(oid)) touched.note(oid, graph.size - 1);
    for (const oldOid of oldOids) if (!isZeroOid(oldOid)) touched.note(oldOid, graph.size - 1);
  };
  const count = (isNewBlob: boolean, size: number): void => {
    scan.files++;
    scan.bytes += size;
    if (isNewBlob) scan.blobs++;
  };
  const message = (commit: LoggedCommit): void => {
    graph.add(commit.id, commit.parents);
    last = commit.id;
    seen.add(commit.id);
    if (options.shallow.has(commit.id)) cutAt.push(commit.id);
    const path = `commit:${commit.id}`;
    const result = scanner.scanText(commit.message, path);
    noteResult(scan, { path }, { ...result, bytes: 0 });
    if (result.findings.length === 0) return;
    secretMessages.push(commit.id);
    scan.found.push({ path, findings: withProvenance(result.findings, provenanceOf(commit)) });
  };

  /** Exact once all commits are walked; until then as the commits so far let expect. */
  const expectedFiles = (): number | undefined => {
    const found = scan.files + waiting;
    const total = options.commitCount?.();
    if (isWalked) return found;
    return total === undefined || graph.size === 0 ? undefined : Math.max(found, Math.round((found * total) / graph.size));
  };
  const take = (wanted: Wanted, outcome: BlobOutcome): void => {
    waiting--;
    if (waiting < MOST_WAITING) release();
    const path = placeOf(wanted.path);
    scan.failures.push(...outcome.failures.map((reason) => ({ ...path, reason })));
    if (outcome.skipped !== undefined) scan.skipped.push({ ...path, reason: outcome.skipped });
    if (!outcome.isRead) return;
    count(wanted.isNewBlob, outcome.bytes);
    if (outcome.findings.length > 0) {
      secretBlobs.add(wanted.id);
      findings.add(wanted.id, path.path, outcome.findings);
    }
    const isWhole = outcome.failures.length === 0 && outcome.skipped === undefined;
    if (isWhole) seen.setValue(wanted.id, nameHash(wanted.path), Math.min(outcome.bytes, LARGEST_VALUE));
    options.onProgress?.(scan, expectedFiles());
  };
  const handOn = (): void => {
    waiting += block.length;
    queue.push(block);
    block = [];
  };
  const helpers = options.helpers?.(take);
  const reader = createBlobReader({ ...place, gitFolder: options.gitFolder, bulk: true });
  const reading = reader.read(helpers === undefined ? queue : shared(queue, helpers), (object, wanted) => {
    signal?.throwIfAborted();
    take(wanted, scanWanted(scanner, object, wanted));
  });
  reading.catch(() => release());
  try {
    let failed = false;
    reading.catch(() => {
      failed = true;
    });
    const visitor: CommitVisitor = {
      commit: message,
      change: want,
      async flush() {
        signal?.throwIfAborted();
        if (block.length < BLOCK) return;
        handOn();
        while (waiting >= MOST_WAITING && !failed) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
      },
    };
    await walkCommits(place, options.revisions, visitor, (commit, reason) => {
      scan.failures.push({ path: `commit:${commit}`, reason: `what it changed cannot be read: ${reason}` });
    });
    isWalked = true;
    handOn();
    queue.close();
  } catch (error) {
    handOn();
    queue.close();
    await reading.catch(() => {});
    if (!(error instanceof SecretScanError) || graph.size === 0) throw error;
    scan.failures.push({ path: `commit:${last}`, reason: `the commits after it cannot be read: ${error.message}` });
  } finally {
    try {
      await reading;
      await helpers?.drain();
    } finally {
      reader.close();
      await helpers?.close();
    }
  }
  for (const path of submodules) scan.skipped.push({ ...placeOf(path), reason: SUBMODULE });
  for (const entry of excludedPaths) {
    const [path = "", glob] = entry.split("\0");
    scan.skipped.push({ ...placeOf(path), reason: `${EXCLUDED}${glob}` });
  }
  return { scan, secretBlobs, findings, graph, touched, secretMessages, seen, cutAt };
}

/**
 * The blocks that are left for this thread. The versions of a file go to one thread, since they lie in the pack as what differs from one
 * another; where a thread has no room this one takes its share.
 */
async function* shared(queue: AsyncIterable<readonly Wanted[]>, helpers: BlobHelpers<Wanted>): AsyncGenerator<readonly Wanted[]> {
  const lanes = helpers.count + 1;
  for await (const block of queue) {
    const shares: Wanted[][] = Array.from({ length: lanes }, () => []);
    for (const wanted of block) shares[(hashOf(wanted.path, 0) >>> 0) % lanes]!.push(wanted);
    for (const [lane, share] of shares.entries()) {
      for (let from = 0; from < share.length; from += SHARE) {
        const part = share.slice(from, from + SHARE);
        if (lane === 0 || !helpers.offer(lane - 1, part)) yield part;
      }
    }
  }
}

/** FNV-1a of a path's last part; never 0, which stands for the blob itself. */
function nameHash(path: string): number {
  return hashOf(path, path.lastIndexOf("/") + 1) | 1;
}

function hashOf(path: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return hash;
}

/** Ids of the commits of a walk that brought one of the blobs or took it away, parents first; a few others may be among them. */
export function touching({ graph, touched }: Pick<ScannedCommits, "graph" | "touched">, blobs: Iterable<string>): string[] {
  return touched.of(blobs).map(graph.idOf);
}

/** Which blobs are known to hold no secret, under names with the same last part. @param path latin1 */
export type CleanCheck = (id: string, path: string) => boolean;

/** @param scans what has been looked at, now or by an earlier run */
export function createCleanCheck(
  ...scans: readonly { readonly seen: IdSet; readonly secret: ReadonlySet<string> }[]
): CleanCheck {
  return (id, path) => {
    if (scans.some(({ secret }) => secret.has(id))) return false;
    const name = nameHash(path);
    return scans.some(({ seen }) => (seen.valueOf(id, name) ?? UNREAD) !== UNREAD);
  };
}
