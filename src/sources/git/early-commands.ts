/**
 * What git is asked first where the index or a range is scanned: the program starts these before it has loaded (`early-git.ts`).
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

/** What an index with nothing staged would be committed as. */
export const TREE_OF_HEAD = "HEAD^{tree}";

/** Stands before each commit in the log. */
export const COMMIT_MARK = "commit ";

/**
 * The log that `commit-log.ts` reads.
 *
 * @param options what limits the walk, `--since=…`, and `--all`
 * @param hasInput whether revisions are given by standard input as well: until its end git does not begin
 */
export function logCommand(options: readonly string[], hasInput = true): string[] {
  return [
    "log",
    "--topo-order",
    "--reverse",
    "--raw",
    "-z",
    "-c",
    "--root",
    "--no-abbrev",
    "--no-renames",
    "--no-notes",
    "--no-color",
    "--ignore-submodules=none",
    "--encoding=UTF-8",
    `--format=${COMMIT_MARK}%H %P%n%an <%ae>%n%aI%n%B`,
    ...(hasInput ? ["--stdin"] : []),
    ...options,
    "--",
  ];
}

export const LOG_COMMITS: readonly string[] = logCommand([]);

/** All that a history is: notes are read apart. */
export const ALL_COMMITS: readonly string[] = ["--exclude=refs/notes/*", "--all"];
export const LOG_ALL: readonly string[] = logCommand(ALL_COMMITS, false);

/** In the git folder: where a stash leaves its traces, and what an earlier scan of the history has left. */
export const STASH_LOG = "logs/refs/stash";
export const HISTORY_CACHE = "secret-scan/history-cache";

/** What is read first of an index: the configuration, then the exceptions with those of HEAD. */
export const FIRST_OF_INDEX: readonly string[] = [
  ":.secret-scan.yaml",
  ":.secrets-allowlist",
  ":.secrets-baseline.json",
  "HEAD:.secrets-allowlist",
  "HEAD:.secrets-baseline.json",
];
