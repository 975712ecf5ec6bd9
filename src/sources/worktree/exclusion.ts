/**
 * `--exclude`: which of the listed paths are left out. What a glob means is `allow/glob.ts`; the command compiles it and hands it in.
 */

/** A compiled glob on report paths. */
export interface PathMatcher {
  readonly glob: string;
  matches(path: string): boolean;
}

/** The glob that takes a path out, or undefined. A folder is out when all that is in it is. */
export type PathExclusion = (path: string, isFolder?: boolean) => string | undefined;

/**
 * A glob that ends in a name and matches a folder takes all that is in it, as a user means by `--exclude dist`. One that ends in a
 * wildcard means files: `dist/*` leaves `dist/js/a.js` in.
 *
 * @returns undefined when there is no glob, so that callers need not make strings of paths
 */
export function createExclusion(globs: readonly PathMatcher[]): PathExclusion | undefined {
  if (globs.length === 0) return undefined;
  const ofFolder = new Map<string, string | undefined>();
  const ofFolders = globs.filter(({ glob }) => meansFolders(glob));
  const test = (path: string, among = globs): string | undefined => among.find((glob) => glob.matches(path))?.glob;
  const folder = (path: string): string | undefined => {
    if (path === "") return undefined;
    if (!ofFolder.has(path)) ofFolder.set(path, folder(parent(path)) ?? test(path, ofFolders));
    return ofFolder.get(path);
  };
  return (path, isFolder) => (isFolder ? folder(path) : (folder(parent(path)) ?? test(path)));
}

/** A wildcard in the last name means files; `**` means all there is. */
function meansFolders(glob: string): boolean {
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  return last === "**" || !/[*?]/.test(last);
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
