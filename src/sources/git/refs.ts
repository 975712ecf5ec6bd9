/**
 * The refs of a repository, and the stashes that only their log still names.
 */

import { createHash } from "node:crypto";
import { gitError } from "./git-error.js";
import { type GitOptions, runGit } from "./run.js";

export interface Ref {
  /** Full name, as text. */
  readonly name: string;
  /** Id of what it points at, annotated tags looked through. */
  readonly id: string;
}

/** All refs as they were at one moment. */
export interface Refs {
  /** Of names and ids: another one when a ref has come, gone or moved. */
  readonly digest: string;
  /** Without symbolic ones such as `origin/HEAD`, ordered by name. */
  readonly all: readonly Ref[];
  /** Those that lead to an object of this type; symbolic ones too. A tag may name a blob or a tree. */
  to(type: "commit" | "blob" | "tree"): readonly Ref[];
  /** Tags that are objects of their own, by their short names; `id` is the tag's own. */
  readonly annotatedTags: readonly Ref[];
}

interface Row extends Ref {
  readonly type: string;
  readonly ownType: string;
  readonly ownId: string;
  readonly isSymbolic: boolean;
}

const NOTES = "refs/notes/";
const TAGS = "refs/tags/";
const FORMAT = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(symref) %(refname)";

export async function readRefs(place: GitOptions): Promise<Refs> {
  const args = ["for-each-ref", `--format=${FORMAT}`];
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  const rows = lines(stdout).flatMap((line) => parseRow(line) ?? []);
  return {
    digest: createHash("sha256").update(stdout).digest("hex"),
    all: rows.filter(({ isSymbolic }) => !isSymbolic),
    to: (type) => rows.filter((row) => row.type === type),
    annotatedTags: rows
      .filter(({ name, ownType }) => ownType === "tag" && name.startsWith(TAGS))
      .map(({ name, ownId }) => ({ name: name.slice(TAGS.length), id: ownId })),
  };
}

/** Ids of the commits that all refs but notes lead to, HEAD and every stash included. */
export function tipsOf(refs: Refs, head: string | undefined, stashed: readonly string[]): string[] {
  const named = refs.to("commit").filter(({ name }) => !isNote(name));
  return [...new Set([...named.map(({ id }) => id), ...(head === undefined ? [] : [head]), ...stashed])];
}

export function isNote(name: string): boolean {
  return name.startsWith(NOTES);
}

/** Ids of all stashes; the ref itself leads to the latest only. */
export async function stashes(place: GitOptions, refs: Refs): Promise<string[]> {
  if (!refs.all.some(({ name }) => name === "refs/stash")) return [];
  const log = await runGit(["rev-list", "-g", "refs/stash", "--"], place);
  return log.status === 0 ? lines(log.stdout) : [];
}

function parseRow(line: string): Row | undefined {
  const [ownType = "", ownId = "", peeledType = "", peeledId = "", symbolic, ...rest] = line.split(" ");
  const name = rest.join(" ");
  if (name === "") return undefined;
  const [type, id] = peeledId === "" ? [ownType, ownId] : [peeledType, peeledId];
  return { name, id, type, ownType, ownId, isSymbolic: symbolic !== "" };
}

function lines(output: Buffer): string[] {
  return output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}
