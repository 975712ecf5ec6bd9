/**
 * Scans what a push brings: commits that the other side does not have, and the messages of annotated tags.
 */

import { append } from "../../model/append.js";
import { SecretScanError } from "../../model/error.js";
import type { PathReason } from "../../model/report.js";
import { emptyScan, type GitScan } from "../../scan/git/git-scan.js";
import { scanRange } from "../../scan/git/scan-range.js";
import { scanTagObjects } from "../../scan/git/scan-tags.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import { commitOf } from "../../sources/git/revisions.js";
import type { GitRun } from "../git-run.js";
import type { MovedRef } from "./pushed-refs.js";

export interface PushedScan {
  readonly refs: readonly MovedRef[];
  /** What the other side has: arguments of `rev-list`, all negative. */
  readonly known: readonly string[];
  readonly run: GitRun;
  readonly reader: ObjectReader;
  readonly signal: AbortSignal;
}

/** Every commit that the refs bring and the other side does not have. */
export async function scanPushed({ refs, known, run, reader, signal }: PushedScan): Promise<GitScan> {
  const { place, scanner } = run;
  const commits: string[] = [];
  const failures: PathReason[] = [];
  for (const { name, to } of refs) {
    if (isZeroOid(to)) continue;
    const commit = await commitOf(place, to);
    if (commit !== undefined) commits.push(commit);
    else failures.push({ path: name, reason: `object ${to} is missing or leads to no commit` });
  }
  const scan =
    commits.length === 0
      ? emptyScan()
      : (
          await scanRange({
            place,
            revisions: [...new Set(commits), ...known],
            base: undefined,
            reader,
            scanner,
            excluded: run.excluded,
            signal,
          })
        ).scan;
  append(scan.failures, failures);
  const tags = refs.filter(({ name, to }) => name.startsWith("refs/tags/") && !isZeroOid(to));
  await scanTagObjects(
    tags.map(({ name, to }) => ({ id: to, name: name.slice("refs/tags/".length) })),
    reader,
    scanner,
    scan,
  );
  return scan;
}

/** Turns what cannot be done before git is even asked into the hook's own error. */
export function requireWords(hook: string, words: readonly string[], count: number, usage: string): void {
  if (words.length === count) return;
  throw new SecretScanError(
    "usage",
    `hook ${hook}: called with ${words.length} arguments instead of ${count}`,
    {},
    `git calls it as: ${usage}`,
  );
}
