/**
 * A second witness that nothing is staged: a git that lists nothing could also be one that does not work.
 *
 * The index says of itself which tree it would be committed as, where git has worked that out since its last change. Where that is
 * HEAD's tree nothing is staged; else another command of git is asked.
 */

import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { diffIndexCommand, TREE_OF_HEAD } from "./early-commands.js";
import { unreadableAnswer } from "./git-error.js";
import type { ObjectReader } from "./objects.js";
import { plainHead } from "./repository-facts.js";
import { type GitOptions, runGit } from "./run.js";

/** @throws SecretScanError where the other command lists something */
export async function confirmNothingStaged(place: GitOptions, reader: ObjectReader): Promise<void> {
  if (await saysNothingStaged(place, reader)) return;
  const [, ...options] = diffIndexCommand("HEAD", ["--no-renames", "--no-ext-diff", "--no-textconv"]);
  // without a base it is HEAD, or nothing before the first commit
  const { status, stdout } = await runGit(["diff", ...options.filter((option) => option !== "HEAD")], place);
  if (status === CHANGES || stdout.length > 0) throw unreadableAnswer("diff-index");
}

/** True where the index says that it holds HEAD's tree; false says nothing. */
export async function saysNothingStaged({ cwd }: GitOptions, reader: ObjectReader): Promise<boolean> {
  const file = indexFile(cwd);
  const tree = file === undefined ? undefined : await treeOfHead(reader);
  return file !== undefined && tree !== undefined && isIndexOf(file, tree);
}

/** How `--exit-code` ends. */
const CHANGES = 1;

function indexFile(cwd: string): string | undefined {
  const named = process.env["GIT_INDEX_FILE"];
  if (named !== undefined) return resolve(cwd, named);
  const plain = plainHead(cwd);
  return plain === undefined ? undefined : join(plain.gitFolder, "index");
}

async function treeOfHead(reader: ObjectReader): Promise<string | undefined> {
  let tree: string | undefined;
  await reader.read([[{ id: TREE_OF_HEAD }]], (object) => {
    if ("type" in object && object.type === "tree") tree = object.id;
  });
  return tree;
}

/** Of a larger index git is quicker. */
const MOST_BYTES = 16 << 20;

/** True where the index's own list of trees begins with this one. One that was changed since has -1 entries and no id. */
function isIndexOf(file: string, tree: string): boolean {
  const bytes = bytesOf(file);
  const at = bytes.lastIndexOf(Buffer.from(tree, "hex"));
  // signature and length, an empty name, number of entries and of trees
  return at > 0 && /TREE[\s\S]{4}\0\d+ \d+\n$/.test(bytes.toString("latin1", Math.max(0, at - 40), at));
}

function bytesOf(file: string): Buffer {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(file) : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}
