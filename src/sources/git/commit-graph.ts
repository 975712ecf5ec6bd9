/**
 * Which tips lead to which commits, from the parents that a walk of the history has told.
 */

export interface CommitGraph {
  /** Commits are added parents first. */
  add(id: string, parents: readonly string[]): void;
  /** For each of the commits the tips from which it can be reached; in the tips' order. */
  tipsOf<T extends { readonly id: string }>(commits: readonly string[], tips: readonly T[]): ReadonlyMap<string, readonly T[]>;
}

/** Commits that one pass follows: one bit each. */
const BITS = 31;

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
