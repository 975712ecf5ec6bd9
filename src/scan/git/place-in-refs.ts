/**
 * Where in a repository's refs a secret of its history is today: through which refs its first commit can be reached, and in which
 * branches it still stands.
 */

import type { FindingHistory } from "../../model/finding.js";
import type { CommitGraph } from "../../sources/git/commit-graph.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import type { Ref } from "../../sources/git/refs.js";
import { isAskable, resolveBlobs } from "../../sources/git/resolve-names.js";
import type { GitOptions } from "../../sources/git/run.js";
import { createTreeLookup } from "../../sources/git/tree-lookup.js";
import type { BaseFingerprints, BaseVersion } from "./base-fingerprints.js";
import type { CleanCheck } from "./blob-names.js";
import { placeOf } from "./git-scan.js";

export interface RefPlacing {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  /** All of the repository. */
  readonly refs: readonly Ref[];
  readonly graph: CommitGraph;
  readonly fingerprints: BaseFingerprints;
  readonly isClean?: CleanCheck;
}

/** A secret at a path (latin1), and its first commit there. */
export interface PlacedSecret {
  readonly path: string;
  readonly fingerprint: string;
  readonly commit: string;
}

export type RefPlace = Pick<FindingHistory, "stillIn" | "reachableFrom">;

/** Names that git is asked for at once: memory stays bounded however many branches there are. */
const BLOCK = 1 << 16;

/** @returns in the order of the secrets */
export async function placeInRefs(placing: RefPlacing, secrets: readonly PlacedSecret[]): Promise<RefPlace[]> {
  const { refs, graph, fingerprints } = placing;
  const tips = graph.tipsOf([...new Set(secrets.map(({ commit }) => commit))], refs);
  const branches = refs.filter(({ name }) => /^refs\/(heads|remotes)\//.test(name));
  const versions = await versionsInTips(branches, [...new Set(secrets.map(({ path }) => path))], placing);
  await fingerprints.load([...versions.values()]);
  const stands = (commit: string, path: string, fingerprint: string): boolean => {
    const version = versions.get(`${commit}:${path}`);
    return version !== undefined && fingerprints.holds(version, fingerprint);
  };
  return secrets.map(({ path, fingerprint, commit }) => ({
    stillIn: branches.filter(({ id }) => stands(id, path, fingerprint)).map(({ name }) => name),
    reachableFrom: (tips.get(commit) ?? []).map(({ name }) => name),
  }));
}

/** What stands at `COMMIT:PATH` and may hold a secret. A path with a line feed cannot be asked for. */
async function versionsInTips(
  branches: readonly Ref[],
  paths: readonly string[],
  placing: RefPlacing,
): Promise<Map<string, BaseVersion>> {
  const found = new Map<string, BaseVersion>();
  const askable = paths.filter((path) => !path.includes("\n"));
  const commits = [...new Set(branches.map(({ id }) => id))];
  const atOnce = Math.max(1, Math.floor(BLOCK / Math.max(1, askable.length)));
  for (let from = 0; from < commits.length; from += atOnce) {
    const wanted = commits.slice(from, from + atOnce).flatMap((commit) => askable.map((path) => ({ commit, path })));
    const ids = await blobsAt(wanted, placing);
    wanted.forEach(({ commit, path }, index) => {
      const id = ids[index];
      if (id !== undefined && placing.isClean?.(id, path) !== true)
        found.set(`${commit}:${path}`, { id, path: placeOf(path).path });
    });
  }
  return found;
}

/** In the order asked; undefined where there is no such blob. What the packs do not have is asked of git, all at once. */
async function blobsAt(
  wanted: readonly { readonly commit: string; readonly path: string }[],
  { place, packs }: RefPlacing,
): Promise<(string | undefined)[]> {
  const idDigits = wanted[0]?.commit.length ?? 0;
  const opened = packs?.open(idDigits);
  const trees = opened === undefined ? undefined : createTreeLookup(opened, idDigits >> 1);
  const left: { readonly index: number; readonly name: string }[] = [];
  const found = wanted.map(({ commit, path }, index) => {
    const name = `${commit}:${path}`;
    const answer = isAskable(name) ? trees?.find(commit, path) : { blob: undefined };
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
