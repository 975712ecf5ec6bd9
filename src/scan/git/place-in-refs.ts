/**
 * Where in a repository's refs a secret of its history is today: through which refs its first commit can be reached, and in which
 * branches it still stands.
 */

import type { FindingHistory } from "../../model/finding.js";
import type { CommitGraph } from "../../sources/git/commit-graph.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { listRefs, type Ref } from "../../sources/git/refs.js";
import type { GitOptions } from "../../sources/git/run.js";
import { placeOf } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";

export interface RefPlacing {
  readonly place: GitOptions;
  readonly graph: CommitGraph;
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
}

/** A secret at a path (latin1), and its first commit there. */
export interface PlacedSecret {
  readonly path: string;
  readonly fingerprint: string;
  readonly commit: string;
}

export type RefPlace = Pick<FindingHistory, "stillIn" | "reachableFrom">;

/** @returns in the order of the secrets */
export async function placeInRefs(
  { place, graph, reader, scanner }: RefPlacing,
  secrets: readonly PlacedSecret[],
): Promise<RefPlace[]> {
  const refs = await listRefs(place);
  const tips = graph.tipsOf([...new Set(secrets.map(({ commit }) => commit))], refs);
  const branches = refs.filter(({ name }) => /^refs\/(heads|remotes)\//.test(name));
  const standing = await fingerprintsInTips(branches, [...new Set(secrets.map(({ path }) => path))], reader, scanner);
  return secrets.map(({ path, fingerprint, commit }) => ({
    stillIn: branches.filter(({ id }) => standing.get(`${id}:${path}`)?.has(fingerprint) === true).map(({ name }) => name),
    reachableFrom: (tips.get(commit) ?? []).map(({ name }) => name),
  }));
}

/** The fingerprints at `COMMIT:PATH`. A path with a line feed cannot be asked for. */
async function fingerprintsInTips(
  branches: readonly Ref[],
  paths: readonly string[],
  reader: ObjectReader,
  scanner: ObjectScanner,
): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  const askable = paths.filter((path) => !path.includes("\n"));
  const commits = [...new Set(branches.map(({ id }) => id))];
  const wanted = commits.flatMap((commit) => askable.map((path) => ({ id: `${commit}:${path}`, path })));
  await reader.read([wanted], (object, { id, path }) => {
    if ("missing" in object || object.type !== "blob") return;
    found.set(id, new Set(scanner.scan(object, placeOf(path).path).findings.map(({ fingerprint }) => fingerprint)));
  });
  return found;
}
