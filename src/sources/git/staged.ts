/**
 * What the next commit would add or change: the index against HEAD, and what a new secret is judged against.
 *
 * The work tree is never looked at. `GIT_INDEX_FILE` and the like are inherited, so that `git commit -a` and `git commit PATH` show
 * the index that they made.
 */

import type { PathReason } from "../../model/report.js";
import { pathBytes, reportPath } from "../report-path.js";
import { diffIndexCommand } from "./early-commands.js";
import { gitError, oneLine, unreadableAnswer } from "./git-error.js";
import { readNulRecords } from "./nul-records.js";
import { createRawDiffParser, isZeroOid, type RawChange, SUBMODULE_MODE } from "./raw-diff.js";
import type { RepositoryFacts } from "./repository-facts.js";
import { type GitOptions, runGit, startGit } from "./run.js";

export interface StagedChanges {
  /** Blobs, symbolic links' targets included, ordered by path. */
  readonly changes: readonly RawChange[];
  readonly skipped: readonly PathReason[];
  /** Whether the commit takes files away: only then may another have had an old name. */
  readonly deletes: boolean;
}

/**
 * Lists the index's changes.
 *
 * @param place the current folder: git's own idea of the repository counts here
 * @throws SecretScanError when git refuses, or cannot read the index
 */
export async function listStaged(place: GitOptions): Promise<StagedChanges> {
  const changes: RawChange[] = [];
  const skipped: PathReason[] = [];
  let deletes = false;
  for (const change of await diffIndex(place, "HEAD", ["--no-renames"])) {
    if (change.status === "D") {
      deletes = true;
      continue;
    }
    const path = reportPath(pathBytes(change.path));
    if (change.status === "U") skipped.push({ ...path, reason: "unmerged: git commits nothing until it is resolved" });
    else if (change.mode === SUBMODULE_MODE) skipped.push({ ...path, reason: "submodule, its commits are not scanned here" });
    else changes.push(change);
  }
  // An unmerged path stands in the diff twice: as such, and as what the work tree's version would be.
  const unmerged = new Set(skipped.map(({ path }) => path));
  return { changes: changes.filter(({ path }) => !unmerged.has(reportPath(pathBytes(path)).path)), skipped, deletes };
}

/**
 * For each parent of the next commit (several in a merge): what stands there in place of the given staged paths, old names included.
 * A path that is not in the map stands in that parent as it is staged.
 *
 * @param changes as `listStaged` gave them
 * @param deletes see there
 */
export async function stagedBases(
  place: GitOptions,
  changes: readonly RawChange[],
  facts: Promise<RepositoryFacts>,
  deletes = true,
): Promise<ReadonlyMap<string, RawChange>[]> {
  // only a path that HEAD does not have may have had another name there, one that is no more
  const isRenamed = deletes && changes.some(({ oldOids }) => oldOids.every(isZeroOid));
  const [head, mergeHeads] = await Promise.all([
    isRenamed ? diffIndex(place, "HEAD", ["-M", "-l0"]) : changes,
    facts.then((known) => known.mergeHeads()),
  ]);
  const diffs = [head];
  for (const parent of mergeHeads) diffs.push(await diffIndex(place, parent, ["-M", "-l0"]));
  return diffs.map((diff) => new Map(diff.filter(({ status }) => status !== "D").map((change) => [change.path, change])));
}

/** How `--exit-code` ends. */
const NO_CHANGES = 0;
const CHANGES = 1;

async function diffIndex(place: GitOptions, base: string, options: readonly string[]): Promise<RawChange[]> {
  const git = startGit(diffIndexCommand(base, options), place);
  git.stdin.end();
  const changes: RawChange[] = [];
  const parse = createRawDiffParser((record) => {
    if ("other" in record) throw unreadableAnswer("diff-index");
    changes.push(record.change);
  });
  let said = 0;
  await readNulRecords(git.stdout, (bytes, start, end) => {
    said++;
    parse(bytes.toString("latin1", start, end));
  });
  const status = await git.finished;
  if (status === NO_CHANGES || status === CHANGES) {
    // a change is two records, or three where it has an old name
    const expected = changes.reduce((sum, { oldPath }) => sum + (oldPath === undefined ? 2 : 3), 0);
    if (said !== expected || (status === CHANGES) !== changes.length > 0) throw unreadableAnswer("diff-index");
    return changes;
  }
  if (base === "HEAD" && (await isUnborn(place))) return diffIndex(place, await emptyTree(place), options);
  throw gitError(["diff-index"], status, git.stderr(), place.cwd);
}

/** True before the first commit of a branch. */
async function isUnborn(place: GitOptions): Promise<boolean> {
  const [head, name] = await Promise.all([
    runGit(["rev-parse", "-q", "--verify", "HEAD"], place),
    runGit(["symbolic-ref", "-q", "HEAD"], place),
  ]);
  if (head.status === 0 || name.status !== 0) return false;
  // A branch that has a ref has a commit, and that it cannot be read is another matter.
  const ref = await runGit(["show-ref", "--verify", "--hash", name.stdout.toString().trim()], place);
  return ref.status !== 0;
}

/** Id of the empty tree in the repository's hash. */
async function emptyTree(place: GitOptions): Promise<string> {
  const { status, stdout, stderr } = await runGit(["hash-object", "-t", "tree", "--stdin"], place);
  if (status !== 0) throw gitError(["hash-object"], status, stderr, place.cwd);
  return oneLine(stdout, "hash-object");
}
