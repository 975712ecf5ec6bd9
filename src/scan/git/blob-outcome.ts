/**
 * What scanning one blob of a history tells. Which commits and paths its secrets belong to is asked later, for those alone.
 */

import type { GitObject, NoObject } from "../../sources/git/git-object.js";
import type { RawFinding } from "../raw-finding.js";
import { placeOf } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";

export interface WantedBlob {
  readonly id: string;
  /** Latin1. */
  readonly path: string;
}

/** Plain data, so that a thread can send it. */
export interface BlobOutcome {
  /** False: the object is not there. */
  readonly isRead: boolean;
  readonly bytes: number;
  /** Masked, without their place in git. */
  readonly findings: readonly RawFinding[];
  readonly failures: readonly string[];
  readonly skipped: string | undefined;
}

const NONE: readonly string[] = [];

export function scanWanted(scanner: ObjectScanner, object: GitObject | NoObject, { path }: WantedBlob): BlobOutcome {
  if ("missing" in object) return { isRead: false, bytes: 0, findings: [], failures: [object.missing], skipped: undefined };
  const { bytes, findings, failures, skipped } = scanner.scan(object, placeOf(path).path);
  return {
    isRead: true,
    bytes,
    findings,
    // nearly always none
    failures:
      failures.length === 0 ? NONE : failures.map(({ path: inner, reason }) => (inner === "" ? reason : `${inner}: ${reason}`)),
    skipped,
  };
}
