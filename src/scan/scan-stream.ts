/**
 * Scans a stream, in this thread: standard input, whatever its length.
 */

import type { PathReason, Report } from "../model/report.js";
import { assembleReport, type RuleBook } from "./assemble.js";
import { type Exceptions, sortFindings } from "./findings.js";
import type { BlobResult } from "./raw-finding.js";
import { createScanner, type ScannerSetup } from "./setup.js";
import { createStreamInput } from "./stream-input.js";

export interface ScanStreamOptions {
  readonly input: AsyncIterable<Uint8Array>;
  /** What reports call it. */
  readonly path: string;
  /** Why the path is skipped; the input is read to its end all the same, so that who writes it does not fail. */
  readonly leftOut?: string;
  readonly setup: ScannerSetup;
  readonly exceptions: Exceptions;
  readonly book: () => Promise<RuleBook>;
  readonly reproducible: boolean;
  readonly signal?: AbortSignal;
}

/** A stream that breaks off is a failure in the report. @throws the signal's reason when aborted */
export async function scanStream(options: ScanStreamOptions): Promise<Report> {
  const startedAt = new Date();
  const input = options.leftOut === undefined ? createStreamInput(createScanner(options.setup), options.path) : undefined;
  const failures: PathReason[] = [];
  try {
    for await (const chunk of options.input) {
      options.signal?.throwIfAborted();
      input?.push(chunk);
    }
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    const { code } = error as NodeJS.ErrnoException;
    failures.push({ path: options.path, reason: `the input broke off: ${code ?? "unknown error"}` });
  }
  const { bytes, findings, failures: inside, skipped } = input?.end() ?? leftOut(options.leftOut);
  const files = input === undefined ? 0 : 1;
  for (const { path, reason } of inside)
    failures.push({ path: options.path, reason: path === "" ? reason : `${path}: ${reason}` });
  const book = await options.book();
  const found = findings.length === 0 ? [] : [{ path: options.path, findings }];
  const run = { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() };
  return assembleReport(book, {
    facts: { source: "stdin", files, blobs: files, bytes, ...(options.reproducible ? {} : { run }) },
    ...sortFindings(book, found, options.exceptions, false),
    skipped: skipped === undefined ? [] : [{ path: options.path, reason: skipped }],
    failures,
  });
}

function leftOut(skipped: string | undefined): Pick<BlobResult, "bytes" | "findings" | "failures" | "skipped"> {
  return { bytes: 0, findings: [], failures: [], ...(skipped === undefined ? {} : { skipped }) };
}
