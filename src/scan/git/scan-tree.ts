/**
 * Scans the files of one commit, for the inventory that a change is held against.
 */

import type { ObjectReader } from "../../sources/git/objects.js";
import type { TreeFile } from "../../sources/git/tree.js";
import type { PathExclusion } from "../../sources/worktree/exclusion.js";
import { emptyScan, type GitScan, noteResult, placeOf } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";

export interface TreeScan {
  readonly files: readonly TreeFile[];
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
  readonly excluded: PathExclusion | undefined;
  readonly signal?: AbortSignal;
}

export async function scanTree({ files, reader, scanner, excluded, signal }: TreeScan): Promise<GitScan> {
  const scan = emptyScan();
  const wanted = files.filter(({ path }) => excluded?.(placeOf(path).path) === undefined);
  await reader.read([wanted], (object, { path }) => {
    signal?.throwIfAborted();
    const place = placeOf(path);
    if ("missing" in object) return void scan.failures.push({ ...place, reason: object.missing });
    const result = scanner.scan(object, place.path);
    noteResult(scan, place, result);
    scan.files++;
    const { findings, references } = result;
    if (findings.length > 0 || references !== undefined)
      scan.found.push({ ...place, findings, ...(references === undefined ? {} : { references }) });
  });
  return scan;
}
