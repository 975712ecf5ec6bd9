/**
 * Finds the repository that a folder belongs to, as git does, without starting a process.
 *
 * Only the place is found here. Whether git is content with it (owner, format) shows when git runs there.
 */

import { lstatSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Root of the work tree, or the folder of a bare repository. */
export interface RepositoryPlace {
  readonly root: string;
  readonly bare: boolean;
}

/**
 * The nearest repository at or above `folder`.
 *
 * @param folder absolute and without symbolic links
 */
export function locateRepository(folder: string): RepositoryPlace | undefined {
  for (let here = folder; ; ) {
    if (hasRepository(here)) return { root: here, bare: false };
    if (isGitFolder(here)) return { root: here, bare: true };
    const above = dirname(here);
    if (above === here) return undefined;
    here = above;
  }
}

/** True when `folder` is the root of a work tree: it has a `.git` folder that git would take, or a `.git` file. */
export function hasRepository(folder: string): boolean {
  const path = join(folder, ".git");
  const stats = kindOf(path);
  if (stats === undefined) return false;
  // A worktree's or submodule's `.git` file; when it is broken git itself must say so.
  if (stats.isFile()) return true;
  return isGitFolder(path);
}

/** git's own test: a HEAD, and objects and refs here or in the folder that `commondir` names. */
function isGitFolder(folder: string): boolean {
  if (kindOf(join(folder, "HEAD")) === undefined) return false;
  if (kindOf(join(folder, "commondir"))?.isFile()) return true;
  return isFolder(join(folder, "objects")) && isFolder(join(folder, "refs"));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What stands there, itself and not what it links to; undefined also for what may not be looked at. */
function kindOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
