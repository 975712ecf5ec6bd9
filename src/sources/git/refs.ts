/**
 * The refs of a repository, and the stashes that only their log still names.
 */

import { type GitOptions, gitError, runGit } from "./run.js";

export interface Ref {
  /** Full name, as text. */
  readonly name: string;
  /** Id of what it points at, annotated tags looked through. */
  readonly id: string;
}

const PEELED = "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)";

/** @param prefixes of full names, each ending in `/`; none for all refs. Symbolic refs such as `origin/HEAD` are left out. */
export async function listRefs(place: GitOptions, ...prefixes: readonly string[]): Promise<Ref[]> {
  const args = ["for-each-ref", `--format=${PEELED} %(if)%(symref)%(then)%(else)%(refname)%(end)`, ...prefixes];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return lines(stdout).flatMap((line) => {
    const [, id, name] = /^(\S+) (.+)$/.exec(line) ?? [];
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** Ids of the commits that all refs but notes lead to, HEAD and every stash included. */
export async function tipsOf(place: GitOptions): Promise<string[]> {
  const [refs, head, stashed] = await Promise.all([
    refsTo("commit", place),
    runGit(["rev-parse", "-q", "--verify", "HEAD^{commit}"], place),
    stashes(place),
  ]);
  const named = refs.filter(({ name }) => !name.startsWith("refs/notes/")).map(({ id }) => id);
  return [...new Set([...named, ...(head.status === 0 ? lines(head.stdout) : []), ...stashed])];
}

/** Refs that lead to an object of this type, by their full names. A tag may name a blob or a tree. */
export async function refsTo(type: "commit" | "blob" | "tree", place: GitOptions): Promise<Ref[]> {
  const args = ["for-each-ref", `--format=${PEELED.replaceAll("objectname", "objecttype")} ${PEELED} %(refname)`];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return lines(stdout).flatMap((line) => {
    const [, found, id, name] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    return found !== type || id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** Tags that are objects of their own, by their short names; `id` is the tag's own. */
export async function annotatedTags(place: GitOptions): Promise<Ref[]> {
  const args = ["for-each-ref", "--format=%(objecttype) %(objectname) %(refname:lstrip=2)", "refs/tags/"];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return lines(stdout).flatMap((line) => {
    const [, id, name] = /^tag (\S+) (.*)$/.exec(line) ?? [];
    return id === undefined || name === undefined ? [] : [{ id, name }];
  });
}

/** Ids of all stashes; the ref itself leads to the latest only. */
export async function stashes(place: GitOptions): Promise<string[]> {
  const { status, stdout } = await runGit(["rev-parse", "-q", "--verify", "refs/stash"], place);
  if (status !== 0 || stdout.length === 0) return [];
  const log = await runGit(["rev-list", "-g", "refs/stash", "--"], place);
  return log.status === 0 ? lines(log.stdout) : [];
}

function lines(output: Buffer): string[] {
  return output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}
