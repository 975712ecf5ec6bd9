/**
 * What a scan of git objects gathers, and the small steps that all such scans share.
 */

import { resolve } from "node:path";
import type { ReportPath } from "../../model/location.js";
import type { PathReason } from "../../model/report.js";
import type { LoggedCommit } from "../../sources/git/commit-log.js";
import { oneLine } from "../../sources/git/git-error.js";
import { type GitOptions, runGitSync } from "../../sources/git/run.js";
import { pathBytes, reportPath } from "../../sources/report-path.js";
import type { FileFindings } from "../batch.js";
import type { Provenance, RawFinding } from "../raw-finding.js";
import type { ObjectResult } from "./object-scanner.js";

/** Grows while the scan goes on. */
export interface GitScan {
  /** Paths whose content was read. */
  files: number;
  /** Distinct blobs; messages are not counted. */
  blobs: number;
  bytes: number;
  readonly found: FileFindings[];
  readonly skipped: PathReason[];
  readonly failures: PathReason[];
}

export function emptyScan(): GitScan {
  return { files: 0, blobs: 0, bytes: 0, found: [], skipped: [], failures: [] };
}

/** Counts a result and notes what was not read; its findings are the caller's. */
export function noteResult(scan: GitScan, place: ReportPath, { bytes, failures, skipped }: ObjectResult): void {
  scan.bytes += bytes;
  for (const { path, reason } of failures) scan.failures.push({ ...place, reason: path === "" ? reason : `${path}: ${reason}` });
  if (skipped !== undefined) scan.skipped.push({ ...place, reason: skipped });
}

/** A latin1 path of git as reports show it. */
export function placeOf(path: string): ReportPath {
  return ASCII.test(path) ? { path } : reportPath(pathBytes(path));
}

const ASCII = /^[ -~]*$/;

/** The findings with what git knows of them. */
export function withProvenance(findings: readonly RawFinding[], provenance: Provenance): RawFinding[] {
  return findings.map((finding) => ({ ...finding, ...provenance }));
}

/** Commit, author and date for a finding; a date that git could not read is left out. */
export function provenanceOf({ id, author, date }: Pick<LoggedCommit, "id" | "author" | "date">): Provenance {
  return { commit: id, author, ...(date === "" ? {} : { date }) };
}

/** The git folder that all worktrees of the repository share; asked for once, when it is first needed. */
export function commonGitFolder(place: GitOptions): () => string | undefined {
  let known: { folder: string | undefined } | undefined;
  return () => {
    if (known === undefined) {
      const { status, stdout } = runGitSync(["rev-parse", "--git-common-dir"], place);
      known = { folder: status === 0 ? resolve(place.cwd, oneLine(stdout, "rev-parse")) : undefined };
    }
    return known.folder;
  };
}
