/**
 * Walks commits past those that git cannot compare, since a tree of theirs or of their parents is missing or damaged: git's walk ends
 * at such a commit, and so would the scan.
 */

import { SecretScanError } from "../../model/error.js";
import { type CommitVisitor, justThese, readCommitLog, type StartedLog } from "../../sources/git/commit-log.js";
import { commitsInOrder } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";

/** Each broken commit starts git anew; after so many no further one is tried. */
const MOST_BROKEN = 200;

/**
 * Like `readCommitLog`.
 *
 * @param onBroken told of each commit that was not visited, and why
 * @param started a walk over the revisions, where one was started
 * @throws SecretScanError when git cannot even list the commits, or could compare them all and failed nevertheless
 */
export async function walkCommits(
  place: GitOptions,
  revisions: readonly string[],
  visitor: CommitVisitor,
  onBroken: (commit: string, reason: string) => void,
  started?: StartedLog,
): Promise<void> {
  let last: string | undefined;
  const watched: CommitVisitor = {
    ...visitor,
    commit(commit) {
      last = commit.id;
      visitor.commit(commit);
    },
  };
  /** The error that ended the walk. */
  const walked = async (commits: readonly string[], log?: StartedLog): Promise<SecretScanError | undefined> => {
    last = undefined;
    try {
      await readCommitLog(place, commits, watched, log);
      return undefined;
    } catch (error) {
      if (error instanceof SecretScanError) return error;
      throw error;
    }
  };
  let error = await walked(revisions, started);
  if (error === undefined) return;
  const order = await commitsInOrder(place, revisions);
  let rest = after(last, order ?? []);
  if (rest.length === 0) throw error;
  for (let broken = 1; error !== undefined && rest.length > 0; broken++) {
    const [first, ...others] = rest as [string, ...string[]];
    onBroken(first, error.message);
    if (broken === MOST_BROKEN) {
      for (const commit of others) onBroken(commit, "too many commits before it cannot be read");
      return;
    }
    error = await walked(justThese(others));
    rest = after(last, others);
  }
}

function after(last: string | undefined, order: readonly string[]): readonly string[] {
  return last === undefined ? order : order.slice(order.indexOf(last) + 1);
}
