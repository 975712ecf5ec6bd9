/**
 * Scans a history: every blob that can be reached from the revisions, each once, and the messages of commits, tags and notes.
 */

import { append } from "../../model/append.js";
import { readCommitGraph } from "../../sources/git/commit-graph.js";
import { type CommitVisitor, justThese, readCommitLog } from "../../sources/git/commit-log.js";
import { createIdSet, type IdSet } from "../../sources/git/id-set.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import { type PackedBlobs, packedBlobs } from "../../sources/git/packed-blobs.js";
import type { Refs } from "../../sources/git/refs.js";
import { leadsToAll } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import { looseEnds } from "../../sources/git/unreachable.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import { createCleanCheck } from "./blob-names.js";
import { noteCutOff } from "./cut-off.js";
import { type GitScan, noteResult, provenanceOf, withProvenance } from "./git-scan.js";
import { type CachedFacts, type HistoryCache, loadHistoryCache, saveHistoryCache } from "./history-cache.js";
import { touching } from "./list-commits.js";
import type { ObjectScanner } from "./object-scanner.js";
import { type CommitScan, scanCommits } from "./scan-commits.js";
import { scanNamedObjects, scanNotes } from "./scan-ref-objects.js";
import { scanTagObjects } from "./scan-tags.js";
import { traceSecrets } from "./trace-secrets.js";

export interface HistoryScan {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  readonly started?: CommitScan["started"];
  readonly refs: Refs;
  /** Commits at which a shallow clone is cut off. */
  readonly shallow: ReadonlySet<string>;
  /** Arguments of `rev-list`. */
  readonly revisions: readonly string[];
  /** With all refs: the commits they lead to, for the cache; then tags and notes are read too. Undefined: only some revisions. */
  readonly tips: readonly string[] | undefined;
  /** True: what no ref leads to is read as well. Only with `tips`. */
  readonly unreachable: boolean;
  /** Not a bulk one. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  /** Where what was looked at is remembered; undefined: nowhere. */
  readonly cache: { readonly gitFolder: string; readonly key: string } | undefined;
  readonly helpers?: CommitScan["helpers"];
  readonly commitCount?: () => number | undefined;
  readonly signal?: AbortSignal;
  onProgress?(scan: GitScan, expected: number | undefined): void;
}

export async function scanHistory(options: HistoryScan): Promise<GitScan> {
  const { place, refs, reader, scanner, tips, cache, packs } = options;
  const packed = packs === undefined ? undefined : packedBlobs(packs);
  const stored = cache === undefined ? undefined : await loadHistoryCache(cache.gitFolder, cache.key);
  // what no ref leads to any more is told by a walk over all that one does
  const isContinued = !options.unreachable && (await continues(place, stored, tips));
  const facts = isContinued ? stored?.facts : undefined;
  const fresh = facts === undefined ? options.revisions : [...options.revisions, ...facts.tips.map((tip) => `^${tip}`)];
  const scanned = await scanCommits({
    ...options,
    revisions: fresh,
    packed,
    started: facts === undefined ? options.started : undefined,
    ...(stored === undefined
      ? {}
      : { known: { seen: stored.seen, secret: new Set(stored.facts.secretBlobs), counted: isContinued } }),
  });
  const { scan, cutAt, seen } = scanned;
  const secretBlobs = new Set([...(facts?.secretBlobs ?? []), ...scanned.secretBlobs]);
  const secretMessages = [...(facts?.secretMessages ?? []), ...scanned.secretMessages];
  let secretCommits: readonly string[] = [];
  if (secretBlobs.size > 0) {
    const graph = facts === undefined ? scanned.graph : await readCommitGraph(place, options.revisions);
    const commits = [...(facts?.secretCommits ?? []), ...touching(scanned, secretBlobs)];
    const earlier = stored === undefined ? [] : [{ seen: stored.seen, secret: new Set(stored.facts.secretBlobs) }];
    const isClean = createCleanCheck({ seen, secret: scanned.secretBlobs }, ...earlier);
    const traced = await traceSecrets({
      ...options,
      ...scanned,
      commits,
      secretBlobs,
      isClean,
      inRefs: { graph, refs: refs.all },
      judgeNew: false,
    });
    append(scan.found, traced.found);
    secretCommits = traced.commits;
  }
  if (facts !== undefined) {
    scan.files += facts.files;
    scan.blobs += facts.blobs;
    scan.bytes += facts.bytes;
    await readCommitLog(place, justThese(facts.secretMessages), messageScan(scanner, scan));
  }
  await noteCutOff(scan, cutAt, reader);
  if (cache !== undefined) {
    // What was left out or not read must be told again by the next run, which so has to walk again.
    const isWhole = tips !== undefined && scan.failures.length === 0 && scan.skipped.length === 0;
    const { files, blobs, bytes } = scan;
    const facts: CachedFacts = {
      tips: isWhole ? tips : [],
      ...{ files, blobs, bytes, secretCommits, secretMessages },
      secretBlobs: [...new Set([...(stored?.facts.secretBlobs ?? []), ...secretBlobs])],
    };
    await saveHistoryCache(cache.gitFolder, cache.key, { seen: joined(stored?.seen, seen), facts });
  }
  if (tips !== undefined) {
    await scanTagObjects(refs.annotatedTags, reader, scanner, scan);
    await scanNotes(options, scan);
    await scanNamedObjects(options, scan);
  }
  if (options.unreachable) await scanUnreachable(options, packed, scan, seen);
  return scan;
}

/** True when all that the earlier run scanned is still a part of what is scanned now. */
async function continues(
  place: GitOptions,
  stored: HistoryCache | undefined,
  tips: readonly string[] | undefined,
): Promise<boolean> {
  if (stored === undefined || tips === undefined || stored.facts.tips.length === 0) return false;
  return leadsToAll(place, tips, stored.facts.tips);
}

function joined(stored: IdSet | undefined, seen: IdSet): IdSet {
  return stored === undefined ? seen : createIdSet(Buffer.concat([seen.bytes(), stored.bytes()]));
}

function messageScan(scanner: ObjectScanner, scan: GitScan): CommitVisitor {
  return {
    commit(commit) {
      const path = `commit:${commit.id}`;
      const result = scanner.scanText(commit.message, path);
      if (result.findings.length > 0) scan.found.push({ path, findings: withProvenance(result.findings, provenanceOf(commit)) });
    },
    change() {},
  };
}

/** Commits that no ref leads to are scanned like others; blobs that belong to no commit have the path `blob:ID`. */
async function scanUnreachable(options: HistoryScan, packed: PackedBlobs | undefined, scan: GitScan, seen: IdSet): Promise<void> {
  const { place, refs, reader, scanner } = options;
  const { commits } = await looseEnds(place, seen);
  const revisions = [...commits, "--not", "--all"];
  const lost = await scanCommits({ ...options, revisions, packed, started: undefined });
  if (lost.secretBlobs.size > 0) {
    const commits = touching(lost, lost.secretBlobs);
    const traced = await traceSecrets({
      ...options,
      ...lost,
      commits,
      inRefs: { graph: lost.graph, refs: refs.all },
      judgeNew: false,
    });
    append(scan.found, traced.found);
  }
  append(scan.found, lost.scan.found);
  append(scan.failures, lost.scan.failures);
  scan.files += lost.scan.files;
  scan.blobs += lost.scan.blobs;
  scan.bytes += lost.scan.bytes;
  const { blobs } = await looseEnds(place, seen, lost.seen);
  await reader.read([blobs.map((id) => ({ id }))], (object, { id }) => {
    const path = `blob:${id}`;
    if ("missing" in object) return void scan.failures.push({ path, reason: object.missing });
    const result = scanner.scan(object, path);
    noteResult(scan, { path }, result);
    scan.files++;
    scan.blobs++;
    if (result.findings.length > 0) scan.found.push({ path, findings: result.findings });
  });
}
