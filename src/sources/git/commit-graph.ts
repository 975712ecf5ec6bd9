/**
 * Which tips lead to which commits, from the parents that a walk of the history has told.
 */

import { readNulRecords } from "./nul-records.js";
import { type GitOptions, gitError, startGit, unreadableAnswer } from "./run.js";

export interface CommitGraph {
  /** Commits are added parents first. */
  add(id: string, parents: readonly string[]): void;
  /** For each of the commits the tips from which it can be reached; in the tips' order. */
  tipsOf<T extends { readonly id: string }>(commits: readonly string[], tips: readonly T[]): ReadonlyMap<string, readonly T[]>;
}

/** Commits that one pass follows: one bit each. */
const BITS = 31;

const LF = 0x0a;

/** @param revisions arguments of `rev-list` */
export async function readCommitGraph(place: GitOptions, revisions: readonly string[]): Promise<CommitGraph> {
  const graph = createCommitGraph();
  const options = revisions.filter((revision) => revision.startsWith("--"));
  const git = startGit(["rev-list", "--topo-order", "--reverse", "--parents", "--stdin", ...options, "--"], place);
  git.stdin.end(
    revisions
      .filter((revision) => !options.includes(revision))
      .map((revision) => `${revision}\n`)
      .join(""),
  );
  const record = (bytes: Buffer, start: number, end: number): void => {
    const [id = "", ...parents] = bytes.toString("latin1", start, end).split(" ");
    if (id.length < 40) throw unreadableAnswer("rev-list");
    graph.add(id, parents);
  };
  await readNulRecords(git.stdout, record, undefined, LF);
  const status = await git.finished;
  if (status !== 0) throw gitError(["rev-list"], status, git.stderr(), place.cwd);
  return graph;
}

export function createCommitGraph(): CommitGraph {
  const index = new Map<string, number>();
  const parents: (readonly number[])[] = [];
  return {
    add(id, parentIds) {
      index.set(id, parents.length);
      parents.push(parentIds.flatMap((parent) => index.get(parent) ?? []));
    },
    tipsOf<T extends { readonly id: string }>(commits: readonly string[], tips: readonly T[]) {
      const found = new Map<string, T[]>(commits.map((commit) => [commit, []]));
      const marks = new Int32Array(parents.length);
      for (let from = 0; from < commits.length; from += BITS) {
        const followed = commits.slice(from, from + BITS);
        marks.fill(0);
        followed.forEach((commit, bit) => {
          const at = index.get(commit);
          if (at !== undefined) marks[at] = 1 << bit;
        });
        for (const [at, above] of parents.entries()) for (const parent of above) marks[at]! |= marks[parent]!;
        for (const tip of tips) {
          const reached = marks[index.get(tip.id) ?? -1] ?? 0;
          followed.forEach((commit, bit) => {
            if (reached & (1 << bit)) found.get(commit)?.push(tip);
          });
        }
      }
      return found;
    },
  };
}
