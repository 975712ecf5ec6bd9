/**
 * What a report says of the repository: HEAD, branch, and whether the work tree is what HEAD says.
 *
 * Never by `git status`: it refreshes the index and runs clean filters.
 */

import { realpathSync } from "node:fs";
import { gitError, unreadableAnswer } from "./git-error.js";
import { locateRepository } from "./locate.js";
import { ownWorkTree } from "./program.js";
import { type PlainHead, plainHead, shortBranch } from "./repository-facts.js";
import { type GitOptions, type GitResult, runGit, startGit } from "./run.js";

export interface RepositoryState {
  /** Object id; null before the first commit. */
  readonly head: string | null;
  /** Short name; null when HEAD is detached. */
  readonly branch: string | null;
  /** Staged, changed, deleted or untracked files that are not ignored: what is scanned is not what HEAD holds. */
  readonly dirty: boolean;
}

/** Bytes of their names: they are handed to git as arguments. */
const MOST_FILTERS = 64 << 10;

/**
 * @param folder in the repository, bare or not
 * @param except paths from the root whose changes in the work tree do not count
 * @param isUnstaged whether the index is known to be HEAD's: then git is not asked
 * @throws SecretScanError when git refuses the repository
 */
export async function describeRepository(
  folder: string,
  options: Omit<GitOptions, "cwd"> = {},
  except: Iterable<string> = [],
  isUnstaged = false,
): Promise<RepositoryState> {
  const place: GitOptions = {
    ...options,
    cwd: folder,
    environment: { ...options.environment, ...workTreeAround(folder, options) },
  };
  const filters = filtersOf(place);
  // it is waited for below; until then something else may fail first
  filters.catch(() => {});
  const plain = plainHead(realpathSync.native(folder));
  const named = plain === undefined ? undefined : namedHead(plain);
  const { head, branch, top } = named ?? (await askedHead(place));
  if (top === undefined) return { head, branch, dirty: false };
  const [differs, isChanged] = await Promise.all([
    isUnstaged ? false : differsFromHead(head, place),
    filters.then((names) => differsFromIndex({ ...place, cwd: top }, names, except)),
  ]);
  // a ref that leads to no commit is no HEAD: git has the last word
  if (differs === undefined && named !== undefined) return { ...headOf(await askedHead(place)), dirty: true };
  return { head, branch, dirty: differs !== false || isChanged };
}

type NamedHead = Pick<RepositoryState, "head" | "branch"> & {
  /** Root of the work tree; undefined where there is none. */
  readonly top: string | undefined;
};

function headOf({ head, branch }: NamedHead): Pick<RepositoryState, "head" | "branch"> {
  return { head, branch };
}

function namedHead(plain: PlainHead): NamedHead | undefined {
  const branch = plain.branch === undefined ? null : shortBranch(plain);
  return branch === undefined ? undefined : { head: plain.head, branch, top: plain.root };
}

async function askedHead(place: GitOptions): Promise<NamedHead> {
  const [head, branch, inside] = await Promise.all([
    runGit(["rev-parse", "-q", "--verify", "HEAD^{commit}"], place),
    runGit(["symbolic-ref", "-q", "--short", "HEAD"], place),
    // In a bare repository, and in a `.git` folder, the second question fails after the first was answered.
    runGit(["rev-parse", "--is-inside-work-tree", "--show-toplevel"], place),
  ]);
  const [isInside, top] = text(inside).split("\n");
  if (isInside !== "true" && isInside !== "false") throw gitError(["rev-parse"], inside.status, inside.stderr, place.cwd);
  return { head: head.status === 0 ? text(head) : null, branch: branch.status === 0 ? text(branch) : null, top };
}

/** Nothing where a hook or the user says by the environment which repository it is, or where there is no work tree. */
function workTreeAround(folder: string, { inheritPlace = false }: Omit<GitOptions, "cwd">): Readonly<Record<string, string>> {
  if (inheritPlace && (process.env["GIT_DIR"] ?? process.env["GIT_WORK_TREE"]) !== undefined) return {};
  const place = locateRepository(realpathSync.native(folder));
  return place === undefined || place.bare ? {} : ownWorkTree(place.root);
}

/** Compares the index with HEAD; reads no file of the work tree. Undefined where git could not. */
async function differsFromHead(head: string | null, place: GitOptions): Promise<boolean | undefined> {
  if (head === null) return (await printsAnything(["ls-files", "-c", "-z"], place)) ?? false;
  const { status } = await runGit(["diff-index", "--cached", "--quiet", "--ignore-submodules=dirty", head, "--"], place);
  return status === 0 || status === 1 ? status === 1 : undefined;
}

/** Names of settings of filters. @throws SecretScanError where git fails, or says what no configuration holds */
async function filtersOf(place: GitOptions): Promise<readonly string[]> {
  const args = ["config", "-z", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|process|required)$"];
  const { status, stdout, stderr } = await runGit(args, place);
  // 1: there are none
  if (status > 1) throw gitError(["config"], status, stderr, place.cwd);
  if (stdout.length > MOST_FILTERS) throw unreadableAnswer("config");
  return stdout
    .toString("utf8")
    .split("\0")
    .filter((name) => name !== "");
}

/**
 * `ls-files -m` compares contents where times differ, as `git status` does, but writes nothing. Filters are named by the
 * configuration and would be run for that comparison, so every one of them is switched off; a file with a filter whose time has
 * changed then counts as changed.
 */
async function differsFromIndex(place: GitOptions, filters: readonly string[], except: Iterable<string>): Promise<boolean> {
  const off = filters.flatMap((name) => ["-c", name.endsWith(".required") ? `${name}=false` : `${name}=`]);
  const others = [...except].map((path) => `:(exclude,literal)${path}`);
  return printsAnything(
    [...off, "ls-files", "-z", "-m", "-d", "-o", "--exclude-standard", ...(others.length > 0 ? ["--", ".", ...others] : [])],
    { ...place, environment: { ...place.environment, GIT_LITERAL_PATHSPECS: "0" } },
  );
}

/** Stops git at its first byte: how much there is does not matter. */
async function printsAnything(args: readonly string[], place: GitOptions): Promise<boolean> {
  const git = startGit(args, place);
  git.stdin.end();
  try {
    for await (const _ of git.stdout) {
      git.kill();
      return true;
    }
  } catch (error) {
    // its status tells that it was ended
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
  const status = await git.finished;
  if (status !== 0) throw gitError(args.slice(0, 5), status, git.stderr(), place.cwd);
  return false;
}

function text({ stdout }: GitResult): string {
  return stdout.toString("utf8").replace(/\n$/, "");
}
