/**
 * Which versions of files with a secret stand in the tips of branches.
 *
 * The commits that brought such a version, or took it away, tell it for all branches at once; only where a merge took one of two versions
 * a tree is looked into. Where the history is not whole, and where branches are few, each branch is looked into.
 */

import type { CommitGraph } from "../../sources/git/commit-graph.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import type { RawChange } from "../../sources/git/raw-diff.js";
import { isAskable, resolveBlobs } from "../../sources/git/resolve-names.js";
import type { GitOptions } from "../../sources/git/run.js";
import { createTreeLookup, type TreeLookup } from "../../sources/git/tree-lookup.js";
import type { BaseVersion } from "./base-fingerprints.js";
import type { CleanCheck } from "./blob-names.js";
import { placeOf } from "./git-scan.js";

/** By path (latin1) and commit the id of the blob with a secret that stands there since; undefined where none does any more. */
export type PathChanges = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

export interface TipPlacing {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  readonly graph: CommitGraph;
  readonly changes: PathChanges;
  readonly isClean?: CleanCheck;
}

/** Names that git is asked for at once: memory stays bounded however many branches there are. */
const BLOCK = 1 << 16;
/** To follow a path through so many commits takes what it takes to look for it in one. */
const COMMITS_FOR_A_LOOK = 2000;
const LEAST_TIPS = 16;
const UNKNOWN = -1;
const NONE = 0;

/**
 * What stands at `COMMIT:PATH` and may hold a secret. A path with a line feed cannot be asked for.
 *
 * @param tips ids of commits
 */
export async function versionsInTips(
  tips: readonly string[],
  paths: readonly string[],
  placing: TipPlacing,
): Promise<Map<string, BaseVersion>> {
  const { graph } = placing;
  const found = new Map<string, BaseVersion>();
  const askable = paths.filter((path) => isAskable(`HEAD:${path}`));
  const trees = treesOf(tips, placing);
  const isFollowed = graph.isWhole && tips.length >= LEAST_TIPS && graph.size <= tips.length * COMMITS_FOR_A_LOOK;
  let wanted: { commit: string; path: string }[] = [];
  const ask = async (): Promise<void> => {
    const ids = await blobsAt(wanted, trees, placing.place);
    wanted.forEach(({ commit, path }, index) => {
      const id = ids[index];
      if (id !== undefined && placing.isClean?.(id, path) !== true)
        found.set(`${commit}:${path}`, { id, path: placeOf(path).path });
    });
    wanted = [];
  };
  for (const path of askable) {
    const follow = isFollowed ? followed(path, trees, placing) : undefined;
    for (const commit of tips) {
      const version = follow?.(commit) ?? "unknown";
      if (version === "unknown") wanted.push({ commit, path });
      else if (version !== "none") found.set(`${commit}:${path}`, { id: version, path: placeOf(path).path });
      if (wanted.length === BLOCK) await ask();
    }
  }
  await ask();
  return found;
}

/** @param steps every change to and from one of the blobs */
export function pathChanges(
  steps: readonly { readonly commit: { readonly id: string }; readonly change: RawChange }[],
  secretBlobs: ReadonlySet<string>,
): PathChanges {
  const changes = new Map<string, Map<string, string | undefined>>();
  for (const { commit, change } of steps) {
    const atPath = changes.get(change.path) ?? new Map<string, string | undefined>();
    changes.set(change.path, atPath.set(commit.id, secretBlobs.has(change.oid) ? change.oid : undefined));
  }
  return changes;
}

/** The blob with a secret that a commit has at the path. */
function followed(
  path: string,
  trees: TreeLookup | undefined,
  { graph, changes }: TipPlacing,
): (commit: string) => string | undefined {
  const own = new Map<string, number>();
  // by the number that stands for it
  const blobs = ["none"];
  for (const [commit, blob = "none"] of changes.get(path) ?? []) {
    if (!blobs.includes(blob)) blobs.push(blob);
    own.set(commit, blobs.indexOf(blob));
  }
  // one that is not among them holds no secret
  const settle = (commit: string): number => {
    const answer = trees?.find(commit, path);
    if (answer === undefined || answer === "ask git") return UNKNOWN;
    return answer.blob === undefined ? NONE : Math.max(NONE, blobs.indexOf(answer.blob));
  };
  const numberIn = graph.inherit(own, settle);
  return (commit) => blobs[numberIn(commit) ?? UNKNOWN];
}

function treesOf([first]: readonly string[], { packs }: TipPlacing): TreeLookup | undefined {
  const idDigits = first?.length ?? 0;
  const opened = packs?.open(idDigits);
  return opened === undefined ? undefined : createTreeLookup(opened, idDigits >> 1);
}

/** In the order asked; undefined where there is no such blob. What the packs do not have is asked of git, all at once. */
async function blobsAt(
  wanted: readonly { readonly commit: string; readonly path: string }[],
  trees: TreeLookup | undefined,
  place: GitOptions,
): Promise<(string | undefined)[]> {
  const left: { readonly index: number; readonly name: string }[] = [];
  const found = wanted.map(({ commit, path }, index) => {
    const name = `${commit}:${path}`;
    const answer = trees?.find(commit, path);
    if (answer !== undefined && answer !== "ask git") return answer.blob;
    left.push({ index, name });
    return undefined;
  });
  const ids = await resolveBlobs(
    place,
    left.map(({ name }) => name),
  );
  left.forEach(({ index }, position) => {
    found[index] = ids[position];
  });
  return found;
}
