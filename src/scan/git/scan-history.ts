/**
 * Scans a history: every blob that can be reached from the revisions, each once, and the messages of commits, tags and notes.
 */

import { readCommitLog } from "../../sources/git/commit-log.js";
import type { IdSet } from "../../sources/git/id-set.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import { annotatedTags, listRefs } from "../../sources/git/refs.js";
import { shallowCommits } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import { looseEnds } from "../../sources/git/unreachable.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import type { Provenance } from "../raw-finding.js";
import { type GitScan, noteResult, provenanceOf, withProvenance } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";
import { scanCommits } from "./scan-commits.js";
import { cutOffReason } from "./scan-range.js";
import { scanTagObjects } from "./scan-tags.js";
import { traceSecrets } from "./trace-secrets.js";

export interface HistoryScan {
  readonly place: GitOptions;
  /** Arguments of `rev-list`. */
  readonly revisions: readonly string[];
  /** True for all refs: then tags and notes are read too. */
  readonly everything: boolean;
  /** True: what no ref leads to is read as well. Only with `everything`. */
  readonly unreachable: boolean;
  /** Not a bulk one. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  readonly clean?: IdSet;
  readonly signal?: AbortSignal;
  onProgress?(scan: GitScan, commits: number): void;
}

export async function scanHistory(options: HistoryScan): Promise<GitScan> {
  const { place, reader, scanner, everything } = options;
  const shallow = await shallowCommits(place);
  const { scan, secretBlobs, cutAt, seen } = await scanCommits({ ...options, shallow });
  if (secretBlobs.size > 0) scan.found.push(...(await traceSecrets({ ...options, secretBlobs, judgeNew: false })));
  for (const commit of cutAt) scan.failures.push({ path: `commit:${commit}`, reason: cutOffReason() });
  if (everything) {
    await scanTagObjects(await annotatedTags(place), reader, scanner, scan);
    await scanNotes(place, reader, scanner, scan);
  }
  if (options.unreachable) await scanUnreachable(options, scan, seen, shallow);
  return scan;
}

/** Every version of every note; the path of a note's blob is the id of what it is about, cut into folders. */
async function scanNotes(place: GitOptions, reader: ObjectReader, scanner: ObjectScanner, scan: GitScan): Promise<void> {
  const refs = await listRefs(place, "refs/notes/");
  const notes = new Map<string, { id: string; path: string; provenance: Provenance }>();
  await readCommitLog(
    place,
    refs.map(({ name }) => name),
    {
      commit() {},
      change({ oid, path }, commit) {
        const about = `note:${path.replaceAll("/", "")}`;
        const key = `${oid} ${about}`;
        if (!isZeroOid(oid) && !notes.has(key)) notes.set(key, { id: oid, path: about, provenance: provenanceOf(commit) });
      },
    },
  );
  await reader.read([[...notes.values()]], (object, { path, provenance }) => {
    if ("missing" in object) return void scan.failures.push({ path, reason: object.missing });
    const result = scanner.scan(object, path);
    noteResult(scan, { path }, { ...result, bytes: 0 });
    if (result.findings.length > 0) scan.found.push({ path, findings: withProvenance(result.findings, provenance) });
  });
}

/** Commits that no ref leads to are scanned like others; blobs that belong to no commit have the path `blob:ID`. */
async function scanUnreachable(options: HistoryScan, scan: GitScan, seen: IdSet, shallow: ReadonlySet<string>): Promise<void> {
  const { place, reader, scanner } = options;
  const { commits } = await looseEnds(place, seen);
  const lost = await scanCommits({ ...options, revisions: [...commits, "--not", "--all"], shallow });
  if (lost.secretBlobs.size > 0) {
    scan.found.push(
      ...(await traceSecrets({
        ...options,
        revisions: [...commits, "--not", "--all"],
        secretBlobs: lost.secretBlobs,
        judgeNew: false,
      })),
    );
  }
  scan.found.push(...lost.scan.found);
  scan.failures.push(...lost.scan.failures);
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
