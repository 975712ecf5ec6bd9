/**
 * Who owns a path: CODEOWNERS, and with `--blame` the main author of the file, marked as a guess.
 */

import { lstatSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { locateCodeowners, type OwnersOf, parseCodeowners } from "../../inventory/owners/codeowners.js";
import { runGit } from "../../sources/git/run.js";

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

/** Commits that are looked at: the newest, of all files together, and of one file. */
const MOST_COMMITS = 20_000;
const MOST_OF_ONE = 200;

/** The author of most of the newest commits to each of the files. git is asked once for all of them. */
export async function mainAuthors(root: string, paths: Iterable<string>): Promise<OwnersOf> {
  // a path with a line break cannot be asked for in this way
  const wanted = [...new Set(paths)].filter((path) => !path.includes("\n"));
  const { status, stdout } = await runGit(
    ["log", "--no-merges", `--max-count=${MOST_COMMITS}`, "--format=%x01%aN <%aE>", "--name-only", "-z", "--stdin", "HEAD"],
    { cwd: root, input: `--\n${wanted.map((path) => `${path}\n`).join("")}` },
  );
  const counts = new Map<string, Map<string, number>>();
  let author = "";
  for (const part of status === 0 ? stdout.toString("utf8").split("\0") : []) {
    if (part.startsWith("\u0001")) author = part.slice(1);
    else if (part !== "") countAuthor(counts, part.replace(/^\n/, ""), author);
  }
  return (path) => {
    const [most] = [...(counts.get(path) ?? [])].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return most === undefined ? [] : [most[0]];
  };
}

function countAuthor(counts: Map<string, Map<string, number>>, path: string, author: string): void {
  const authors = counts.get(path) ?? new Map<string, number>();
  counts.set(path, authors);
  const seen = [...authors.values()].reduce((sum, count) => sum + count, 0);
  if (seen < MOST_OF_ONE) authors.set(author, (authors.get(author) ?? 0) + 1);
}
