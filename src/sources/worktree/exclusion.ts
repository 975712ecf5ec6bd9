/**
 * `--exclude`: which of the listed paths are left out. What a glob means is `allow/glob.ts`; the command compiles it and hands it in.
 */

/** A compiled glob on report paths. */
export interface PathMatcher {
  readonly glob: string;
  matches(path: string): boolean;
}

/** The glob that takes a path out, or undefined. */
export type PathExclusion = (path: string) => string | undefined;

/**
 * A glob that matches a folder takes all that is in it, as a user means by `--exclude dist`.
 *
 * @returns undefined when there is no glob, so that callers need not make strings of paths
 */
export function createExclusion(globs: readonly PathMatcher[]): PathExclusion | undefined {
  if (globs.length === 0) return undefined;
  const ofFolder = new Map<string, string | undefined>();
  const test = (path: string): string | undefined => globs.find((glob) => glob.matches(path))?.glob;
  const folder = (path: string): string | undefined => {
    if (path === "") return undefined;
    if (!ofFolder.has(path)) ofFolder.set(path, folder(parent(path)) ?? test(path));
    return ofFolder.get(path);
  };
  return (path) => folder(parent(path)) ?? test(path);
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
