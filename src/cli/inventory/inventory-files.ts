/**
 * The files that an inventory writes: what they are called, where they really lie, and how to keep the scan from reading them.
 */

import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { SecretScanError } from "../../model/error.js";
import type { PathReason } from "../../model/report.js";
import { writeBadge } from "../../report/inventory/badge.js";
import { writeCalendar } from "../../report/inventory/calendar.js";
import { INVENTORY_FILES } from "../../report/inventory/files.js";
import { writeChangeComment } from "../../report/inventory/markdown.js";
import type { PieceWriter } from "../../report/writer.js";
import type { PathMatcher } from "../../sources/worktree/exclusion.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { leadsOut } from "../leads-out.js";
import { statsOf } from "../output.js";

export interface InventoryFile {
  /** As the user would name it, relative to the current folder. */
  readonly file: string;
  readonly write: PieceWriter;
}

/** Folder and further files, as typed; undefined: the current folder, no such file. */
export interface InventoryTargets {
  readonly out: string | undefined;
  readonly calendar: string | undefined;
  readonly comment: string | undefined;
  readonly badge: string | undefined;
}

/** The four, then those that were asked for. */
export function inventoryFiles({ out = "", calendar, comment, badge }: InventoryTargets): InventoryFile[] {
  const further: readonly (readonly [string | undefined, PieceWriter])[] = [
    [calendar, writeCalendar],
    [comment, writeChangeComment],
    [badge, writeBadge],
  ];
  return [
    ...Object.entries(INVENTORY_FILES).map(([name, write]) => ({ file: join(out, name), write })),
    ...further.flatMap(([file, write]) => (file === undefined ? [] : [{ file, write }])),
  ];
}

/** @throws SecretScanError `usage` where the folder cannot be made */
export function makeFolder(out: string | undefined, cwd: string): void {
  if (out === undefined) return;
  const folder = resolve(cwd, out);
  if (leadsOut(rootOf(cwd).root, folder)) {
    const why = "a symbolic link leads out of the repository";
    throw new SecretScanError("usage", why, { file: out }, "Choose another --out, or remove the link");
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    if (statsOf(folder)?.isDirectory()) return;
    const code = (cause as NodeJS.ErrnoException).code ?? "unknown error";
    throw new SecretScanError("usage", `the folder cannot be made (${code})`, { file: out }, "Choose another --out", { cause });
  }
}

/** Paths below the root, as reports name them, of the files that this run writes, and of the four where they lie by default. */
export function ownPaths(files: readonly string[], cwd: string, root: string): ReadonlySet<string> {
  const paths = new Set(Object.keys(INVENTORY_FILES));
  for (const file of files) {
    const path = resolve(cwd, file);
    // the folder may be a link, and so may a file in it
    for (const real of [join(realPath(dirname(path)), basename(path)), realPath(path)]) {
      const below = relative(root, real).split(sep).join("/");
      if (below !== "" && below !== ".." && !below.startsWith("../")) paths.add(below);
    }
  }
  return paths;
}

const WHY = "the inventory's own file";

/** Matches what the inventory writes, so that it reads none of it. */
export function ownFileMatcher(paths: ReadonlySet<string>): PathMatcher {
  return { glob: WHY, matches: (path) => paths.has(path) };
}

/** Whether they lie there from the last run must change nothing in this one's report. */
export function withoutOwnFiles(skipped: readonly PathReason[], paths: ReadonlySet<string>): PathReason[] {
  return skipped.filter(({ path, reason }) => !(paths.has(path) && reason.endsWith(WHY)));
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
