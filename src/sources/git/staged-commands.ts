/**
 * What git is asked first where the index is scanned: the bundle starts these before it has loaded (`early-git.ts`).
 */

/** @param base what the index is held against */
export function diffIndexCommand(base: string, options: readonly string[]): string[] {
  return [
    "diff-index",
    "--cached",
    "--raw",
    "-z",
    "--no-abbrev",
    "--ita-invisible-in-index",
    "--ignore-submodules=none",
    // What it says and how it ends must agree: silence alone could be a git that does not work.
    "--exit-code",
    ...options,
    base,
    "--",
  ];
}

export const LIST_STAGED: readonly string[] = diffIndexCommand("HEAD", ["--no-renames"]);
export const READ_OBJECTS: readonly string[] = ["cat-file", "--batch"];
