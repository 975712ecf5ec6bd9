/**
 * Gathers what the threads send, in whatever order, into one result that does not depend on it.
 */

import type { PathReason } from "../model/report.js";
import type { BatchResult, FileFindings } from "./batch.js";

/** What a scan has gathered so far. */
export interface Tally {
  /** Paths dealt with. */
  readonly seen: number;
  readonly files: number;
  readonly bytes: number;
  readonly findings: number;
}

export interface Collector {
  add(result: BatchResult): void;
  fail(failure: PathReason): void;
  readonly tally: Tally;
  readonly found: readonly FileFindings[];
  readonly skipped: readonly PathReason[];
  readonly failures: readonly PathReason[];
}

/** Gathers what batches give, whatever their order. */
export function createCollector(): Collector {
  const tally = { seen: 0, files: 0, bytes: 0, findings: 0 };
  const found: FileFindings[] = [];
  const skipped: PathReason[] = [];
  const failures: PathReason[] = [];
  return {
    tally,
    found,
    skipped,
    failures,
    add(result) {
      tally.seen += result.seen;
      tally.files += result.files;
      tally.bytes += result.bytes;
      for (const file of result.found) {
        tally.findings += file.findings.length;
        found.push(file);
      }
      skipped.push(...result.skipped);
      failures.push(...result.failures);
    },
    fail: (failure) => void failures.push(failure),
  };
}
