/**
 * Scans a work tree or folders: lists, scans, reports. The whole of `secret-scan [PATH…]` but for options and output.
 */

import type { Report, ScanFacts } from "../model/report.js";
import type { PathMatcher } from "../sources/worktree/exclusion.js";
import { listWorktree } from "../sources/worktree/list-worktree.js";
import { assembleReport, type RuleBook } from "./assemble.js";
import type { BatchResult } from "./batch.js";
import { createCollector, type Tally } from "./collector.js";
import { type Exceptions, sortFindings } from "./findings.js";
import { scanBatches } from "./scan-batches.js";
import type { ScannerSetup } from "./setup.js";

export interface ScanWorktreeOptions {
  readonly cwd: string;
  /** As typed; none: the current folder. */
  readonly paths: readonly string[];
  readonly exclude: readonly PathMatcher[];
  readonly includeIgnored: boolean;
  readonly threads: number;
  readonly setup: ScannerSetup;
  readonly exceptions: Exceptions;
  /** False when only some rules run: then no entry is called stale. */
  readonly allRules: boolean;
  /** Loads the rules' texts; called when there is a finding. */
  readonly book: () => Promise<RuleBook>;
  readonly repository: ScanFacts["repository"] | undefined;
  readonly reproducible: boolean;
  readonly workerUrl: URL;
  readonly signal?: AbortSignal;
  onProgress?(tally: Tally): void;
  /** Told of each result as it comes, in no order. */
  onBatch?(result: BatchResult): void;
  onWarning(warning: string): void;
}

/** @throws SecretScanError for paths and repositories that cannot be listed; the signal's reason when aborted */
export async function scanWorktree(options: ScanWorktreeOptions): Promise<Report> {
  const startedAt = new Date();
  const collector = createCollector();
  const listing = await listWorktree(options);
  const isWhole = options.paths.length === 0 && options.allRules;
  const { allowlist, baseline } = options.exceptions;
  const mayBeStale = isWhole && allowlist.entries.length + baseline.rows.length > 0;
  const listed = await scanBatches(listing.batches, {
    ...options,
    setup: { ...options.setup, ...(mayBeStale ? { matchedConfidence: "low" } : {}) },
    onResult(result) {
      collector.add(result);
      options.onBatch?.(result);
      options.onProgress?.(collector.tally);
    },
    onFailure: collector.fail,
  });
  listing.notes.warnings.forEach(options.onWarning);
  const { seen, files, bytes } = collector.tally;
  const failures = [...listing.notes.failures, ...collector.failures];
  if (seen !== listed) failures.push({ path: "", reason: `${listed} files were listed and ${seen} looked at` });
  const fullScan = isWhole && failures.length === 0;
  const book = await options.book();
  const run = { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() };
  return assembleReport(book, {
    facts: {
      source: "worktree",
      ...(options.repository === undefined ? {} : { repository: options.repository }),
      files,
      blobs: files,
      bytes,
      ...(options.reproducible ? {} : { run }),
    },
    ...sortFindings(book, collector.found, options.exceptions, fullScan, options.setup.minConfidence),
    skipped: [...listing.notes.skipped, ...collector.skipped],
    failures,
  });
}
