/**
 * Names of revisions to commits: what a user, a hook or a CI job calls BASE and HEAD.
 */

import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { gitError, oneLine, unreadableAnswer } from "./git-error.js";
import { createIdSet, type IdSet } from "./id-set.js";
import { readNulRecords } from "./nul-records.js";
import type { ObjectReader } from "./objects.js";
import { readShallow } from "./repository-facts.js";
import { type GitOptions, runGit, startGit } from "./run.js";

/** The commit that a name stands for; undefined when there is none here. */
export async function commitOf(place: GitOptions, name: string): Promise<string | undefined> {
  // A name that begins with a dash would be an option.
  if (name === "" || name.startsWith("-")) return undefined;
  const { status, stdout, stderr } = await runGit(["rev-parse", "-q", "--verify", `${name}^{commit}`], place);
  const id = stdout.toString("latin1").trim();
  if (status === 0 && /^[0-9a-f]{40,64}$/.test(id)) return id;
  if (status === 0) throw unreadableAnswer("rev-parse");
  if (/not a git repository|dubious ownership/.test(stderr)) throw gitError(["rev-parse"], status, stderr, place.cwd);
  return undefined;
}

/**
 * The same of several names, asked of a git that runs already.
 *
 * @param reader not a bulk one
 */
export async function commitsOf(
  reader: ObjectReader,
  place: GitOptions,
  names: readonly string[],
): Promise<(string | undefined)[]> {
  // a line feed would make two questions of one, which only a git of its own can be asked
  if (names.some((name) => name.includes("\n"))) return Promise.all(names.map((name) => commitOf(place, name)));
  const asked = names.filter((name) => name !== "" && !name.startsWith("-"));
  const ids = new Map<string, string>();
  await reader.read([asked.map((name) => ({ id: `${name}^{commit}`, name }))], (object, { name }) => {
    if ("type" in object && object.type === "commit") ids.set(name, object.id);
  });
  return names.map((name) => ids.get(name));
}

/**
 * Parses `BASE..HEAD` and `BASE...HEAD`, either side empty for HEAD.
 *
 * Three dots mean, as for `git diff` and in a pull request: what HEAD brought since it left BASE. For commits that is the same set
 * as with two dots, so both give the same range.
 *
 * @throws SecretScanError `usage` when the text is no range
 */
export function parseRange(text: string): { readonly base: string; readonly head: string } {
  const [, base, head] = /^(.*?)\.{2,3}((?!\.).*)$/.exec(text) ?? [];
  if (base === undefined || head === undefined) {
    throw new SecretScanError("usage", `"${text}" is no range of commits`, {}, "Write BASE..HEAD, for example origin/main..HEAD");
  }
  return { base: base === "" ? "HEAD" : base, head: head === "" ? "HEAD" : head };
}

/** Commits at which a shallow clone is cut off: their parents are not here. Empty in a whole clone. */
export async function shallowCommits(place: GitOptions): Promise<ReadonlySet<string>> {
  const { status, stdout } = await runGit(["rev-parse", "--git-path", "shallow"], place);
  if (status !== 0) return new Set();
  return readShallow(resolve(place.cwd, oneLine(stdout, "rev-parse")));
}

/** True when each of the commits can be reached from one of the tips; false also when one is not here any more. */
export async function leadsToAll(place: GitOptions, tips: readonly string[], commits: readonly string[]): Promise<boolean> {
  const here = new Set(tips);
  const others = commits.filter((commit) => !here.has(commit));
  if (others.length === 0) return true;
  const input = [...others, ...tips.map((tip) => `^${tip}`)].map((revision) => `${revision}\n`).join("");
  const { status, stdout } = await runGit(["rev-list", "--max-count=1", "--stdin", "--"], { ...place, input });
  return status === 0 && stdout.length === 0;
}

/** The ids of the commits, parents first, without a look at their trees; undefined where git cannot say. */
export async function commitsInOrder(place: GitOptions, revisions: readonly string[]): Promise<string[] | undefined> {
  const isOption = (revision: string): boolean => revision.startsWith("--");
  const input = revisions.filter((revision) => !isOption(revision)).join("\n");
  const order = ["rev-list", "--topo-order", "--reverse", ...revisions.filter(isOption), "--stdin", "--"];
  const { status, stdout } = await runGit(order, { ...place, input: `${input}\n` });
  return status === 0 ? stdout.toString("latin1").split("\n").filter(Boolean) : undefined;
}

/**
 * For a walk that came by none: a git that says nothing could also be one that does not work.
 *
 * @throws SecretScanError where another command counts some, or none at all
 */
export async function confirmNoCommits(place: GitOptions, revisions: readonly string[]): Promise<void> {
  if (revisions.length === 0) return;
  const isOption = (revision: string): boolean => revision.startsWith("--");
  const input = revisions.filter((revision) => !isOption(revision)).join("\n");
  const count = ["rev-list", "--count", "--stdin", ...revisions.filter(isOption), "--"];
  const { status, stdout } = await runGit(count, { ...place, input: `${input}\n` });
  if (status !== 0 || stdout.toString("latin1") !== "0\n") throw unreadableAnswer("log");
}

/** How many commits the arguments of `rev-list` give; undefined where git cannot say. */
export async function countCommits(place: GitOptions, revisions: readonly string[]): Promise<number | undefined> {
  const { status, stdout } = await runGit(["rev-list", "--count", ...revisions, "--"], place);
  return status === 0 ? Number(stdout.toString("latin1")) : undefined;
}

/** Every blob in a commit's tree. */
export async function blobsOfTree(place: GitOptions, commit: string): Promise<IdSet> {
  const blobs = createIdSet();
  for (const { id } of await filesOfTree(place, commit)) blobs.add(id);
  return blobs;
}

/** The files of a tree or of a commit's tree, links included and submodules not; paths are latin1. */
export async function filesOfTree(place: GitOptions, tree: string): Promise<{ id: string; path: string }[]> {
  const files: { id: string; path: string }[] = [];
  const git = startGit(["ls-tree", "-r", "-z", "--full-tree", tree], place);
  git.stdin.end();
  await readNulRecords(git.stdout, (bytes, start, end) => {
    const [, id, path] = /^\d+ blob (\S+)\t([\s\S]*)$/.exec(bytes.toString("latin1", start, end)) ?? [];
    if (id !== undefined && path !== undefined) files.push({ id, path });
  });
  const status = await git.finished;
  if (status !== 0) throw gitError(["ls-tree"], status, git.stderr(), place.cwd);
  return files;
}
