/**
 * Files that nobody named are the repository's to place, and a symbolic link among them could lead to someone else's.
 */

import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

/**
 * True where a symbolic link inside `root` takes the path out of it. A path that lies elsewhere from the start is the user's own choice.
 *
 * @param root absolute
 * @param path absolute; it need not exist
 */
export function leadsOut(root: string, path: string): boolean {
  if (!isWithin(root, path)) return false;
  return !isWithin(realpathSync.native(root), realPlace(path));
}

/** Where the path, or what of it exists, really lies. A link to nothing leads where it says. */
function realPlace(path: string): string {
  for (let here = path; ; here = dirname(here)) {
    try {
      return realpathSync.native(here);
    } catch {
      if (isLink(here)) return resolve(dirname(here), readlinkSync(here));
      if (dirname(here) === here) return here;
    }
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // a file where a folder is named, or a name too long for one: nothing is there
    return false;
  }
}

function isWithin(root: string, path: string): boolean {
  const below = relative(root, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
