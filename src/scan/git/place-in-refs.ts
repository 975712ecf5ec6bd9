/**
 * Where in a repository's refs a secret of its history is today: through which refs its first commit can be reached, and in which
 * branches it still stands.
 */

import type { FindingHistory } from "../../model/finding.js";
import type { CommitGraph } from "../../sources/git/commit-graph.js";
import type { PackStore } from "../../sources/git/pack-store.js";
import type { Ref } from "../../sources/git/refs.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { BaseFingerprints } from "./base-fingerprints.js";
import type { CleanCheck } from "./blob-names.js";
import { type PathChanges, versionsInTips } from "./versions-in-tips.js";

export interface RefPlacing {
  readonly place: GitOptions;
  readonly packs?: PackStore | undefined;
  /** All of the repository. */
  readonly refs: readonly Ref[];
  readonly graph: CommitGraph;
  readonly fingerprints: BaseFingerprints;
  readonly isClean?: CleanCheck;
  /** By path what brought a blob with a secret there, or took it away. */
  readonly changes: PathChanges;
}

/** A secret at a path (latin1), and its first commit there. */
export interface PlacedSecret {
  readonly path: string;
  readonly fingerprint: string;
  readonly commit: string;
}

export type RefPlace = Pick<FindingHistory, "stillIn" | "reachableFrom">;

/** @returns in the order of the secrets */
export async function placeInRefs(placing: RefPlacing, secrets: readonly PlacedSecret[]): Promise<RefPlace[]> {
  const { refs, graph, fingerprints } = placing;
  const tips = graph.tipsOf([...new Set(secrets.map(({ commit }) => commit))], refs);
  const branches = refs.filter(({ name }) => /^refs\/(heads|remotes)\//.test(name));
  const versions = await versionsInTips(
    [...new Set(branches.map(({ id }) => id))],
    [...new Set(secrets.map(({ path }) => path))],
    placing,
  );
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
