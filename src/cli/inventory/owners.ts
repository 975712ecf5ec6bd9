/**
 * Who owns a path: CODEOWNERS, and with `--blame` the main author of the file, marked as a guess.
 */

import { lstatSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { locateCodeowners, type OwnersOf, parseCodeowners } from "../../inventory/owners/codeowners.js";
import { runGitSync } from "../../sources/git/run.js";

const NOBODY: OwnersOf = () => [];
/** Bytes of a CODEOWNERS file that the hosts read. */
const MAX_BYTES = 3 << 20;

/** @param read the text of a path relative to the root, or undefined where there is none */
export function codeowners(exists: (path: string) => boolean, read: (path: string) => string | undefined): OwnersOf {
  const located = locateCodeowners(exists);
  const text = located === undefined ? undefined : read(located.path);
  if (located === undefined || text === undefined || text.length > MAX_BYTES) return NOBODY;
  return parseCodeowners(text, located.dialect);
}

/** A link is not followed, as the hosts do not: it may lead out of the repository. */
export function worktreeOwners(root: string): OwnersOf {
  const statsOf = (path: string): Stats | undefined => {
    try {
      return lstatSync(join(root, path));
    } catch {
      return undefined;
    }
  };
  return codeowners(
    (path) => statsOf(path) !== undefined,
    (path) => {
      const stats = statsOf(path);
      try {
        return stats?.isFile() && stats.size <= MAX_BYTES ? readFileSync(join(root, path), "utf8") : undefined;
      } catch {
        // nobody may read it: nobody is named in it
        return undefined;
      }
    },
  );
}

/** The author of most commits to the file; asked of git once a file. */
export function mainAuthors(root: string): OwnersOf {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const { status, stdout } = runGitSync(["log", "--no-merges", "--max-count=200", "--format=%aN <%aE>", "--", path], {
      cwd: root,
    });
    const counts = new Map<string, number>();
    for (const author of status === 0 ? stdout.toString("utf8").split("\n") : []) {
      if (author !== "") counts.set(author, (counts.get(author) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const owners = most === undefined ? [] : [most[0]];
    known.set(path, owners);
    return owners;
  };
}
