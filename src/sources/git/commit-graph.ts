/**
 * The commits that a walk of the history has told, in its order, and which tips lead to which of them. Some 40 bytes a commit.
 */

import { gitError, unreadableAnswer } from "./git-error.js";
import { createIdSet } from "./id-set.js";
import { IntList } from "./int-list.js";
import { readNulRecords } from "./nul-records.js";
import { type GitOptions, startGit } from "./run.js";

export interface CommitGraph {
  /** Commits. */
  readonly size: number;
  /** False where a commit has parents that are not here: what stands in it is then not told by what the commits changed. */
  readonly isWhole: boolean;
  /** Commits are added parents first. */
  add(id: string, parents: readonly string[]): void;
  /** @param index in the order in which they were added */
  idOf(index: number): string;
  /** For each of the commits the tips from which it can be reached; in the tips' order. */
  tipsOf<T extends { readonly id: string }>(commits: readonly string[], tips: readonly T[]): ReadonlyMap<string, readonly T[]>;
  /**
   * A number for each commit: its own, or what its parents have; 0 where there is none before it.
   *
   * @param own by commit
   * @param settle asked for a commit whose parents differ
   * @returns undefined for a commit that is not here
   */
  inherit(own: ReadonlyMap<string, number>, settle: (commit: string) => number): (commit: string) => number | undefined;
}

/** Commits that one pass follows: one bit each. */
const BITS = 31;
const FIRST_CAPACITY = 1024;

const LF = 0x0a;

/** @param revisions arguments of `rev-list` */
export async function readCommitGraph(place: GitOptions, revisions: readonly string[]): Promise<CommitGraph> {
  const graph = createCommitGraph();
  const options = revisions.filter((revision) => revision.startsWith("--"));
  const git = startGit(["rev-list", "--topo-order", "--reverse", "--parents", "--stdin", ...options, "--"], place);
  git.stdin.end(
    revisions
      .filter((revision) => !options.includes(revision))
      .map((revision) => `${revision}\n`)
      .join(""),
  );
  const record = (bytes: Buffer, start: number, end: number): void => {
    const [id = "", ...parents] = bytes.toString("latin1", start, end).split(" ");
    if (id.length < 40) throw unreadableAnswer("rev-list");
    graph.add(id, parents);
  };
  await readNulRecords(git.stdout, record, undefined, LF);
  const status = await git.finished;
  if (status !== 0) throw gitError(["rev-list"], status, git.stderr(), place.cwd);
  return graph;
}

export function createCommitGraph(): CommitGraph {
  // the number of an id is its index
  const indexes = createIdSet();
  let ids = Buffer.alloc(0);
  let idBytes = 0;
  let size = 0;
  let isWhole = true;
  // the parents of all commits in one row, and where each commit's begin
  const parents = new IntList();
  const firsts = new IntList();

  /** One bit for each commit that is followed: for every commit of the graph, which of them it leads to. */
  const reach = (followed: readonly string[]): Int32Array => {
    const marks = new Int32Array(size);
    followed.forEach((commit, bit) => {
      const at = indexes.valueOf(commit);
      if (at !== undefined) marks[at]! |= 1 << bit;
    });
    for (let at = 0; at < size; at++) {
      const end = at + 1 < size ? firsts.at(at + 1) : parents.length;
      for (let i = firsts.at(at); i < end; i++) marks[at]! |= marks[parents.at(i)]!;
    }
    return marks;
  };

  const idOf = (index: number): string => ids.toString("hex", index * idBytes, (index + 1) * idBytes);

  return {
    get size() {
      return size;
    },
    get isWhole() {
      return isWhole;
    },
    add(id, parentIds) {
      if (size === 0) idBytes = id.length >> 1;
      if (ids.length < (size + 1) * idBytes) {
        ids = Buffer.concat([ids], Math.max(FIRST_CAPACITY, size * 2) * idBytes);
      }
      ids.write(id, size * idBytes, "hex");
      indexes.add(id, 0, size);
      firsts.push(parents.length);
      for (const parent of parentIds) {
        const at = indexes.valueOf(parent);
        if (at === undefined) isWhole = false;
        else parents.push(at);
      }
      size++;
    },
    idOf,
    tipsOf<T extends { readonly id: string }>(commits: readonly string[], tips: readonly T[]) {
      const found = new Map<string, T[]>(commits.map((commit) => [commit, []]));
      for (let from = 0; from < commits.length; from += BITS) {
        const followed = commits.slice(from, from + BITS);
        const marks = reach(followed);
        for (const tip of tips) {
          const at = indexes.valueOf(tip.id);
          const reached = at === undefined ? 0 : marks[at]!;
          followed.forEach((commit, bit) => {
            if (reached & (1 << bit)) found.get(commit)?.push(tip);
          });
        }
      }
      return found;
    },
    inherit(own, settle) {
      const values = new Int32Array(size);
      const given = new Uint8Array(size);
      for (const [commit, value] of own) {
        const at = indexes.valueOf(commit);
        if (at === undefined) continue;
        values[at] = value;
        given[at] = 1;
      }
      for (let at = 0; at < size; at++) {
        const first = firsts.at(at);
        const end = at + 1 < size ? firsts.at(at + 1) : parents.length;
        if (given[at] === 1 || first === end) continue;
        const value = values[parents.at(first)]!;
        let isSame = true;
        for (let i = first + 1; i < end; i++) isSame &&= values[parents.at(i)] === value;
        values[at] = isSame ? value : settle(idOf(at));
      }
      return (commit) => {
        const at = indexes.valueOf(commit);
        return at === undefined ? undefined : values[at];
      };
    },
  };
}
