/**
 * What a scan of commits must know of a repository before it begins, asked of one git; or read as it stands where the repository is as
 * plain as most are: a process costs more than all that a hook does to refuse.
 */

import { lstatSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { gitError, unreadableAnswer } from "./git-error.js";
import { locateRepository } from "./locate.js";
import { type GitOptions, runGit } from "./run.js";

export interface RepositoryFacts {
  /** The git folder that all worktrees of the repository share. */
  readonly gitFolder: string;
  /** Commits at which a shallow clone is cut off: their parents are not here. Empty in a whole clone. */
  readonly shallow: ReadonlySet<string>;
  /** Commit id; undefined before the first commit. */
  readonly head: string | undefined;
  /** The commits that are being merged into HEAD. */
  mergeHeads(): readonly string[];
}

/**
 * For a caller to whom git has answered here: who owns the repository and whether git takes it is not looked at again.
 *
 * @throws SecretScanError where git refuses
 */
export async function factsOfKnown(place: GitOptions): Promise<RepositoryFacts> {
  return plainFacts(place) ?? readRepositoryFacts(place);
}

function plainFacts({ cwd, environment }: GitOptions): RepositoryFacts | undefined {
  const plain = environment === undefined ? plainHead(cwd) : undefined;
  if (plain === undefined) return undefined;
  const { gitFolder, head } = plain;
  return {
    gitFolder,
    shallow: readShallow(join(gitFolder, "shallow")),
    head,
    mergeHeads: () => readMergeHeads(join(gitFolder, "MERGE_HEAD")),
  };
}

/** HEAD as it stands in the files of a plain repository. */
export interface PlainHead {
  /** Of the work tree. */
  readonly root: string;
  readonly gitFolder: string;
  /** What the ref says: whether there is such a commit only git can say. */
  readonly head: string;
  /** Full name of its ref; undefined when it is detached. */
  readonly branch: string | undefined;
}

/**
 * Undefined where the environment names places, where `.git` is no folder of its own, and where HEAD's branch is not found.
 *
 * @param folder absolute and without symbolic links
 */
export function plainHead(folder: string): PlainHead | undefined {
  const isElsewhere = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"].some((name) => process.env[name] !== undefined);
  const found = isElsewhere ? undefined : locateRepository(folder);
  if (found === undefined || found.bare) return undefined;
  const { root } = found;
  const gitFolder = join(root, ".git");
  if (!lstatSync(gitFolder).isDirectory() || lstatSync(join(gitFolder, "commondir"), { throwIfNoEntry: false })) return undefined;
  const named = lineOf(join(gitFolder, "HEAD"));
  const branch = /^ref: (refs\/heads\/(?!.*\.\.)[\w./-]+)$/.exec(named ?? "")?.[1];
  const head = branch === undefined ? named : (lineOf(join(gitFolder, branch)) ?? packedRef(gitFolder, branch));
  return head === undefined || !ID.test(head) ? undefined : { root, gitFolder, head, branch };
}

/** The branch's name without `refs/heads/`; undefined where git would say more, since another ref is called the same. */
export function shortBranch({ gitFolder, branch = "" }: PlainHead): string | undefined {
  const short = branch.slice("refs/heads/".length);
  const others = [short, `refs/${short}`, `refs/tags/${short}`];
  const isTaken = others.some(
    (name) => lstatSync(join(gitFolder, name), { throwIfNoEntry: false }) || packedRef(gitFolder, name) !== undefined,
  );
  return isTaken ? undefined : short;
}

/** The id of a branch that has no file of its own. */
function packedRef(gitFolder: string, branch: string): string | undefined {
  // a file that is there and says something else stands above
  if (lstatSync(join(gitFolder, branch), { throwIfNoEntry: false })) return undefined;
  try {
    const text = readFileSync(join(gitFolder, "packed-refs"), "latin1");
    const at = text.indexOf(` ${branch}\n`);
    return at < 0 ? undefined : text.slice(text.lastIndexOf("\n", at) + 1, at);
  } catch {
    return undefined;
  }
}

/** The only line of a file of git's; undefined where there is no such file or it is of another kind. */
function lineOf(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? /^([^\n]*)\n$/.exec(readFileSync(path, "latin1"))?.[1] : undefined;
  } catch {
    return undefined;
  }
}

/** @throws SecretScanError where git refuses */
export async function readRepositoryFacts(place: GitOptions): Promise<RepositoryFacts> {
  const args = [
    "rev-parse",
    "--git-common-dir",
    "--git-path",
    "shallow",
    "--git-path",
    "MERGE_HEAD",
    "--revs-only",
    "HEAD^{commit}",
  ];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  const [folder = "", shallow = "", merge = "", head = ""] = stdout.toString("utf8").split("\n");
  if (folder === "" || shallow === "" || merge === "" || stdout.includes(0)) throw unreadableAnswer("rev-parse");
  return {
    gitFolder: resolve(place.cwd, folder),
    shallow: readShallow(resolve(place.cwd, shallow)),
    head: ID.test(head) ? head : undefined,
    mergeHeads: () => readMergeHeads(resolve(place.cwd, merge)),
  };
}

const ID = /^[0-9a-f]{40,64}$/;

/** @param path of the file that git keeps the list in */
export function readShallow(path: string): ReadonlySet<string> {
  return readIds(path, "the commits at which a shallow clone ends");
}

function readMergeHeads(path: string): string[] {
  return [...readIds(path, "the commits that are being merged")].filter((id) => ID.test(id));
}

/** The lines of a file of git's; none where there is no such file. */
function readIds(path: string, what: string): ReadonlySet<string> {
  try {
    const text = readFileSync(path, "latin1");
    return new Set(text.split("\n").filter((line) => line !== ""));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return new Set();
    throw new SecretScanError("git", `${what} cannot be read (${code ?? "no reason given"})`, { file: path });
  }
}
