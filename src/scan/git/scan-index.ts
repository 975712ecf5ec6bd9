/**
 * Scans what the next commit would add or change, and tells new secrets from those that stood in the same files before.
 */

import { append } from "../../model/append.js";
import { confirmNothingStaged } from "../../sources/git/nothing-staged.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { isZeroOid, type RawChange } from "../../sources/git/raw-diff.js";
import type { RepositoryFacts } from "../../sources/git/repository-facts.js";
import type { GitOptions } from "../../sources/git/run.js";
import { type StagedChanges, stagedBases } from "../../sources/git/staged.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import type { RawFinding } from "../raw-finding.js";
import { type BaseVersion, createBaseFingerprints, type ParentState } from "./base-fingerprints.js";
import { emptyScan, type GitScan, noteResult, placeOf } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";

export interface IndexScan {
  readonly place: GitOptions;
  readonly staged: StagedChanges;
  /** Not a bulk one: it is asked again for base versions. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  readonly signal?: AbortSignal;
  /** Asked for when something was found. */
  facts(): Promise<RepositoryFacts>;
}

interface Hit {
  readonly change: RawChange;
  readonly findings: readonly RawFinding[];
}

export async function scanIndex({ place, staged, reader, scanner, excluded, signal, facts }: IndexScan): Promise<GitScan> {
  const scan = emptyScan();
  if (staged.changes.length + staged.skipped.length === 0 && !staged.deletes) {
    await confirmNothingStaged(place, reader);
    return scan;
  }
  append(scan.skipped, staged.skipped);
  const hits: Hit[] = [];
  const blobs = new Set<string>();
  const wanted = staged.changes.filter((change) => {
    const path = placeOf(change.path);
    const glob = excluded?.(path.path);
    if (glob !== undefined) scan.skipped.push({ ...path, reason: `excluded by ${glob}` });
    return glob === undefined;
  });
  await reader.read([wanted.map((change) => ({ id: change.oid, change }))], (object, { change }) => {
    signal?.throwIfAborted();
    const path = placeOf(change.path);
    if ("missing" in object) return void scan.failures.push({ ...path, reason: object.missing });
    const result = scanner.scan(object, path.path);
    noteResult(scan, path, result);
    scan.files++;
    blobs.add(change.oid);
    if (result.findings.length > 0) hits.push({ change, findings: result.findings });
  });
  scan.blobs = blobs.size;
  if (hits.length === 0) return scan;

  const bases = await stagedBases(
    place,
    hits.map(({ change }) => change),
    facts(),
    staged.deletes,
  );
  const fingerprints = createBaseFingerprints(reader, scanner);
  const parentsOf = new Map(hits.map(({ change }) => [change, bases.map((base) => parentState(change, base.get(change.path)))]));
  await fingerprints.load([...parentsOf.values()].flat().flatMap(({ base }) => (base === undefined ? [] : [base])));
  for (const { change, findings } of hits) {
    const parents = parentsOf.get(change) ?? [];
    scan.found.push({
      ...placeOf(change.path),
      findings: findings.map((finding) => ({ ...finding, isNew: fingerprints.isNew(finding, parents) })),
    });
  }
  return scan;
}

/** @param against what the diff with that parent says of the path; undefined: nothing, both have the same blob */
function parentState(change: RawChange, against: RawChange | undefined): ParentState {
  if (against === undefined) return { isSame: true, base: undefined, hasPath: true };
  const [id] = against.oldOids;
  const base: BaseVersion | undefined = id === undefined || isZeroOid(id) ? undefined : { id, path: placeOf(change.path).path };
  return { isSame: false, base, hasPath: base !== undefined && against.oldPath === undefined };
}
