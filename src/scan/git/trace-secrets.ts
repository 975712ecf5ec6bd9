/**
 * Follows the secrets that were found through the commits: which commit brought one into which path, whether it stood there before,
 * and where it went out again.
 *
 * Only commits that touch one of the few blobs with a secret are asked for; a repository without one never gets here.
 */

import type { CommitGraph } from "../../sources/git/commit-graph.js";
import { type CommitVisitor, justThese, type LoggedCommit, readCommitLog } from "../../sources/git/commit-log.js";
import type { LogMemory } from "../../sources/git/log-memory.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import { isZeroOid, type RawChange } from "../../sources/git/raw-diff.js";
import type { Ref } from "../../sources/git/refs.js";
import { renamesInto } from "../../sources/git/renames.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import type { FileFindings } from "../batch.js";
import type { RawFinding } from "../raw-finding.js";
import { createBaseFingerprints, type ParentState } from "./base-fingerprints.js";
import type { CleanCheck } from "./blob-names.js";
import { placeOf, provenanceOf } from "./git-scan.js";
import type { KnownFindings } from "./known-findings.js";
import type { ObjectScanner } from "./object-scanner.js";
import { type PlacedSecret, placeInRefs, type RefPlace } from "./place-in-refs.js";
import { pathChanges } from "./versions-in-tips.js";

export interface Tracing {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  /** Commits that touch one of the blobs, parents first; others may be among them. */
  readonly commits: readonly string[];
  /** Of the walk that came by them. */
  readonly log: LogMemory;
  /** Of a history: what leads to all of its commits, and the repository's refs. */
  readonly inRefs?: { readonly graph: CommitGraph; readonly refs: readonly Ref[] };
  readonly secretBlobs: ReadonlySet<string>;
  /** What they hold, as far as it is known. */
  readonly findings: KnownFindings;
  /** Blobs that need no look; undefined: none. */
  readonly isClean?: CleanCheck;
  /** Not a bulk one. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  /** True: each finding gets `isNew`, judged commit by commit. False: it gets `history`. */
  readonly judgeNew: boolean;
}

/** A path that got, or lost, a blob with a secret. */
interface Step {
  readonly commit: Omit<LoggedCommit, "message">;
  readonly change: RawChange;
}

/** A secret at a path, on its way through the commits. */
interface Trace {
  readonly finding: RawFinding;
  readonly first: Step;
  readonly alsoIn: { path: string; startLine: number; commit: string }[];
  readonly cameIn: string[];
  readonly wentIn: string[];
  isNew: boolean;
}

export interface TracedSecrets {
  /** By path, one a secret and path, with the commit that first has it. */
  readonly found: FileFindings[];
  /** Commits that brought one of the blobs, or took it out, in their order. */
  readonly commits: readonly string[];
}

export async function traceSecrets(tracing: Tracing): Promise<TracedSecrets> {
  const { reader, scanner, secretBlobs, findings, judgeNew } = tracing;
  const steps = await stepsOf(tracing);
  const findingsOf = await scanVersions(
    steps.filter(({ change }) => secretBlobs.has(change.oid)).map(({ change }) => ({ id: change.oid, path: change.path })),
    tracing,
  );
  const fingerprints = createBaseFingerprints(reader, scanner, findings);
  const parents = new Map<Step, readonly ParentState[]>();
  const renames = createRenames(tracing.place);
  for (const step of steps) parents.set(step, await parentsOf(step, judgeNew ? renames : undefined));
  const bases = [...parents.values()].flat().flatMap(({ base }) => (base === undefined ? [] : [base]));
  // Of a whole history every blob was looked at already: only those with a secret need another look.
  await fingerprints.load(judgeNew ? bases : bases.filter(({ id }) => secretBlobs.has(id)));

  const traces = new Map<string, Map<string, Trace>>();
  for (const step of steps) {
    const { change, commit } = step;
    const states = parents.get(step) ?? [];
    const atPath = traces.get(change.path) ?? new Map<string, Trace>();
    traces.set(change.path, atPath);
    const here = findingsOf.get(`${change.oid} ${change.path}`) ?? [];
    for (const finding of here) {
      const isNew = fingerprints.isNew(finding, states);
      const trace = atPath.get(finding.fingerprint);
      if (trace === undefined) {
        atPath.set(finding.fingerprint, { finding, first: step, alsoIn: [], cameIn: [commit.id], wentIn: [], isNew });
        continue;
      }
      trace.isNew ||= isNew;
      if (isNew && trace.cameIn.at(-1) !== commit.id) trace.cameIn.push(commit.id);
      const known = [trace.finding, ...trace.alsoIn].some(({ startLine }) => startLine === finding.startLine);
      if (!known) trace.alsoIn.push({ path: placeOf(change.path).path, startLine: finding.startLine, commit: commit.id });
    }
    const present = new Set(here.map(({ fingerprint }) => fingerprint));
    for (const [fingerprint, trace] of atPath) {
      const stoodHere = !fingerprints.isNew(trace.finding, states);
      if (stoodHere && !present.has(fingerprint)) trace.wentIn.push(commit.id);
    }
  }
  const secrets = [...traces].flatMap(([path, atPath]) => [...atPath.values()].map((trace) => ({ path, trace })));
  const { inRefs } = tracing;
  const places =
    inRefs === undefined
      ? []
      : await placeInRefs(
          { ...tracing, ...inRefs, changes: pathChanges(steps, secretBlobs), fingerprints },
          secrets.map(asPlaced),
        );
  const found = new Map<string, RawFinding[]>();
  secrets.forEach(({ path, trace }, index) => {
    const findings = found.get(path) ?? [];
    found.set(path, findings);
    findings.push(provenFinding(trace, places[index]));
  });
  return {
    found: [...found].map(([path, findings]) => ({ ...placeOf(path), findings })),
    commits: [...new Set(steps.map(({ commit }) => commit.id))],
  };
}

function asPlaced({ path, trace }: { path: string; trace: Trace }): PlacedSecret {
  return { path, fingerprint: trace.finding.fingerprint, commit: trace.first.commit.id };
}

function provenFinding({ finding, first, alsoIn, cameIn, wentIn, isNew }: Trace, inRefs: RefPlace | undefined): RawFinding {
  return {
    ...finding,
    ...provenanceOf(first.commit),
    ...(alsoIn.length === 0 ? {} : { alsoIn }),
    ...(inRefs === undefined ? { isNew } : { history: { cameIn, wentIn, ...inRefs } }),
  };
}

/** Every change to or from one of the blobs, oldest first. */
async function stepsOf({ place, commits, log, secretBlobs, excluded }: Tracing): Promise<Step[]> {
  const steps: Step[] = [];
  const visitor: CommitVisitor = {
    commit() {},
    change(change, { id, parents, author, date }) {
      if (!secretBlobs.has(change.oid) && !change.oldOids.some((oid) => secretBlobs.has(oid))) return;
      if (excluded?.(placeOf(change.path).path) === undefined) steps.push({ change, commit: { id, parents, author, date } });
    },
  };
  if (!log.replay(commits, visitor)) await readCommitLog(place, justThese(commits), visitor);
  return steps;
}

/** What the versions hold: those whose findings are not known are scanned. */
async function scanVersions(
  versions: readonly { id: string; path: string }[],
  { reader, scanner, findings }: Tracing,
): Promise<Map<string, readonly RawFinding[]>> {
  const found = new Map<string, readonly RawFinding[]>();
  const wanted = new Map<string, { id: string; path: string }>();
  for (const version of versions) {
    const key = `${version.id} ${version.path}`;
    const known = findings.of(version.id, placeOf(version.path).path);
    if (known === undefined) wanted.set(key, version);
    else found.set(key, known);
  }
  await reader.read([[...wanted.values()]], (object, { id, path }) => {
    if ("missing" in object) return;
    found.set(`${id} ${path}`, scanner.scan(object, placeOf(path).path).findings);
  });
  return found;
}

/** Renames by commit and parent, each asked of git once. */
function createRenames(place: GitOptions): Renames {
  const known = new Map<string, ReadonlyMap<string, string>>();
  return async (parent, commit) => {
    const key = `${parent} ${commit}`;
    const renames = known.get(key) ?? (await renamesInto(place, parent, commit));
    known.set(key, renames);
    return renames;
  };
}

type Renames = (parent: string, commit: string) => Promise<ReadonlyMap<string, string>>;

/** What each parent of the step's commit has at its path; a path that is new in a commit may have had another name. */
async function parentsOf({ change, commit }: Step, renames: Renames | undefined): Promise<ParentState[]> {
  const path = placeOf(change.path).path;
  const states: ParentState[] = [];
  for (const [index, oldOid] of change.oldOids.entries()) {
    const parent = commit.parents[index];
    const hasPath = !isZeroOid(oldOid);
    let id: string | undefined = hasPath ? oldOid : undefined;
    const mayBeRenamed = !hasPath && !isZeroOid(change.oid) && parent !== undefined;
    if (mayBeRenamed) id = (await renames?.(parent, commit.id))?.get(change.path);
    states.push({ isSame: false, base: id === undefined ? undefined : { id, path }, hasPath });
  }
  return states;
}
