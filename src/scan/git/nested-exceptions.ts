/**
 * The allowlists below the root's as they stand in the index or in a commit. Read only where the root's `nested:` asks for them.
 */

import { resolve } from "node:path";
import type { Allowlist } from "../../allow/entry.js";
import { allowlistChange, type ExceptionChange } from "../../allow/exception-change.js";
import { nestedAllowlistFilter } from "../../allow/nested-allowlist.js";
import { decodeExceptionFile } from "../../allow/text-file.js";
import { compareBytes } from "../../model/order.js";
import { gitError } from "../../sources/git/git-error.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { type GitOptions, runGit } from "../../sources/git/run.js";
import { filesAt } from "./revision-exceptions.js";

/** Texts by path, in the order of paths. */
export type NestedTexts = ReadonlyMap<string, string>;

/** @param revision commit id, or "" for the index */
export async function nestedTextsAt(
  place: GitOptions,
  reader: ObjectReader,
  revision: string,
  root: Allowlist,
): Promise<NestedTexts> {
  if (root.nested.length === 0) return new Map();
  const paths = (await pathsAt(place, revision)).filter(nestedAllowlistFilter(root)).sort(compareBytes);
  const contents = await filesAt(
    reader,
    paths.map((path) => `${revision}:${path}`),
  );
  return new Map(
    paths.flatMap((path, index) => {
      const bytes = contents[index];
      return bytes === undefined ? [] : [[path, decodeExceptionFile(bytes, path)] as const];
    }),
  );
}

/** What a change does to each file; one that the root lets count, or no longer, is as one that comes or goes. */
export async function nestedChanges(before: NestedTexts, after: NestedTexts): Promise<[string, ExceptionChange][]> {
  const changes: [string, ExceptionChange][] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) === after.get(path)) continue;
    const change = await allowlistChange(before.get(path), after.get(path));
    if (change.added + change.removed > 0) changes.push([path, change]);
  }
  return changes.sort(([a], [b]) => compareBytes(a, b));
}

/** All paths, from the root, wherever in the work tree git runs. */
async function pathsAt(place: GitOptions, revision: string): Promise<string[]> {
  if (revision !== "") return (await gitText(["ls-tree", "-r", "-z", "--full-tree", "--name-only", revision], place)).split("\0");
  // ls-files lists what lies below its folder, and with literal pathspecs it must stand at the root to list all.
  const up = (await gitText(["rev-parse", "--show-cdup"], place)).trimEnd();
  return (await gitText(["ls-files", "-z"], { ...place, cwd: resolve(place.cwd, up) })).split("\0");
}

async function gitText(args: readonly string[], place: GitOptions): Promise<string> {
  const { status, stdout, stderr } = await runGit(args, place);
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return stdout.toString("utf8");
}
