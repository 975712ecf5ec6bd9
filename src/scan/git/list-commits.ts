/**
 * What a walk over commits tells: the distinct blobs that they bring in, in their order, and what is remembered of the commits.
 *
 * Messages are scanned as they come by. Reading the blobs is `scan-commits.ts`.
 */

import { type CommitGraph, createCommitGraph } from "../../sources/git/commit-graph.js";
import type { CommitVisitor, LoggedCommit } from "../../sources/git/commit-log.js";
import { createIdSet, type IdSet } from "../../sources/git/id-set.js";
import { createLogMemory, type LogMemory } from "../../sources/git/log-memory.js";
import { isZeroOid, type RawChange, SUBMODULE_MODE } from "../../sources/git/raw-diff.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import { nameHash, UNREAD } from "./blob-names.js";
import type { WantedBlob } from "./blob-outcome.js";
import { type GitScan, noteResult, placeOf, provenanceOf, withProvenance } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";
import { createTouchedCommits, type TouchedCommits } from "./touched-commits.js";

export interface ListOptions {
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  /** Commits at which a shallow clone is cut off. What they changed is not known, so only what `old` lacks counts. */
  readonly shallow: ReadonlySet<string>;
  readonly old?: IdSet;
  readonly known?: KnownBlobs;
}

/** What an earlier run has looked at, by the same rules: it is not read again. */
export interface KnownBlobs {
  /** By id and name, with the size; -1 stands for one that could not be read. */
  readonly seen: IdSet;
  readonly secret: ReadonlySet<string>;
  /** True: the earlier run's counts are taken over as a whole. */
  readonly counted: boolean;
}

export interface Wanted extends WantedBlob {
  /** Hash of its path's last part. */
  readonly name: number;
  readonly isNewBlob: boolean;
}

/** What is remembered of the commits. */
export interface ListedCommits {
  /** The commits that were walked. */
  readonly graph: CommitGraph;
  readonly touched: TouchedCommits;
  readonly log: LogMemory;
  /** Every commit and blob that was met; blobs by their names too, then with the size, -1 for one that could not be read. */
  readonly seen: IdSet;
  /** Commits whose messages hold a secret. */
  readonly secretMessages: readonly string[];
  /** Commits whose parents are not in this clone. */
  readonly cutAt: readonly string[];
}

export interface CommitListing extends ListedCommits {
  readonly visitor: Pick<CommitVisitor, "commit" | "change" | "record">;
  /** The last commit that was met; empty before the first. */
  readonly last: string;
  /** Blobs that are listed and not taken. */
  readonly count: number;
  take(): readonly Wanted[];
  /** Notes in the scan what was left out for good. */
  noteLeftOut(): void;
}

const SUBMODULE = "submodule, its commits are not scanned here";
const EXCLUDED = "excluded by ";

/** True for what is left out of a commit for good; what was not there, as an object of Git LFS, may be there the next time. */
export function isLeftOutForGood(reason: string): boolean {
  return reason === SUBMODULE || reason.startsWith(EXCLUDED);
}

/**
 * @param scan takes messages with a secret
 * @param onKnown takes a blob that need not be read
 */
export function createCommitListing(
  options: ListOptions,
  scan: GitScan,
  onKnown: (id: string, isNewBlob: boolean, size: number) => void,
): CommitListing {
  const { scanner, excluded, known, old, shallow } = options;
  const seen = createIdSet();
  const graph = createCommitGraph();
  const touched = createTouchedCommits();
  const log = createLogMemory();
  const submodules = new Set<string>();
  const excludedPaths = new Set<string>();
  const cutAt: string[] = [];
  const secretMessages: string[] = [];
  let wanted: Wanted[] = [];
  let last = "";

  const touch = ({ oid, oldOids }: RawChange): void => {
    if (!isZeroOid(oid)) touched.note(oid, graph.size - 1);
    for (const oldOid of oldOids) if (!isZeroOid(oldOid)) touched.note(oldOid, graph.size - 1);
  };
  const change = (change: RawChange, commit: LoggedCommit): void => {
    touch(change);
    const { oid, path, mode } = change;
    if (isZeroOid(oid)) return;
    if (old !== undefined && shallow.has(commit.id) && old.has(oid)) return;
    if (mode === SUBMODULE_MODE) return void submodules.add(path);
    const glob = excluded?.(placeOf(path).path);
    if (glob !== undefined) return void excludedPaths.add(`${path}\0${glob}`);
    const name = nameHash(path);
    const isNewBlob = seen.add(oid) && !(known?.counted === true && known.seen.has(oid));
    // Rules look at names: a blob is scanned again under another name, not again in another folder.
    if (!seen.add(oid, name, UNREAD)) return;
    const size = known?.seen.valueOf(oid, name) ?? UNREAD;
    if (known !== undefined && size !== UNREAD) {
      seen.setValue(oid, name, size);
      return void onKnown(oid, isNewBlob, size);
    }
    wanted.push({ id: oid, path, name, isNewBlob });
  };
  const commit = (commit: LoggedCommit): void => {
    log.noteCommit();
    graph.add(commit.id, commit.parents);
    last = commit.id;
    seen.add(commit.id);
    if (shallow.has(commit.id)) cutAt.push(commit.id);
    const path = `commit:${commit.id}`;
    const result = scanner.scanText(commit.message, path);
    noteResult(scan, { path }, { ...result, bytes: 0 });
    if (result.findings.length === 0) return;
    secretMessages.push(commit.id);
    scan.found.push({ path, findings: withProvenance(result.findings, provenanceOf(commit)) });
  };

  return {
    ...{ graph, touched, log, seen, secretMessages, cutAt },
    visitor: { commit, change, record: log.note },
    get last() {
      return last;
    },
    get count() {
      return wanted.length;
    },
    take() {
      const taken = wanted;
      wanted = [];
      return taken;
    },
    noteLeftOut() {
      for (const path of submodules) scan.skipped.push({ ...placeOf(path), reason: SUBMODULE });
      for (const entry of excludedPaths) {
        const [path = "", glob] = entry.split("\0");
        scan.skipped.push({ ...placeOf(path), reason: `${EXCLUDED}${glob}` });
      }
    },
  };
}

/** Ids of the commits of a walk that brought one of the blobs or took it away, parents first; a few others may be among them. */
export function touching({ graph, touched }: Pick<ListedCommits, "graph" | "touched">, blobs: Iterable<string>): string[] {
  return touched.of(blobs).map(graph.idOf);
}
