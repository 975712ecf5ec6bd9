/**
 * Scans a stream, in this thread: standard input, whatever its length.
 */

import type { Readable } from "node:stream";
import type { PathReason, Report } from "../model/report.js";
import { assembleReport, type RuleBook } from "./assemble.js";
import { type Exceptions, sortFindings } from "./findings.js";
import { createScanner, type ScannerSetup } from "./setup.js";
import { createStreamInput } from "./stream-input.js";

export interface ScanStreamOptions {
  readonly input: Readable;
  /** What reports call it. */
  readonly path: string;
  readonly setup: ScannerSetup;
  readonly exceptions: Exceptions;
  readonly book: () => Promise<RuleBook>;
  readonly reproducible: boolean;
  readonly signal?: AbortSignal;
}

/** A stream that breaks off is a failure in the report. @throws the signal's reason when aborted */
export async function scanStream(options: ScanStreamOptions): Promise<Report> {
  const startedAt = new Date();
  const input = createStreamInput(createScanner(options.setup), options.path);
  const failures: PathReason[] = [];
  try {
    for await (const chunk of options.input) {
      options.signal?.throwIfAborted();
      input.push(chunk as Buffer);
    }
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    const { code } = error as NodeJS.ErrnoException;
    failures.push({ path: options.path, reason: `the input broke off: ${code ?? "unknown error"}` });
  }
  const { bytes, findings, failures: inside, skipped } = input.end();
  for (const { path, reason } of inside)
    failures.push({ path: options.path, reason: path === "" ? reason : `${path}: ${reason}` });
  const book = await options.book();
  const found = findings.length === 0 ? [] : [{ path: options.path, findings }];
  const run = { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() };
  return assembleReport(book, {
    facts: { source: "stdin", files: 1, blobs: 1, bytes, ...(options.reproducible ? {} : { run }) },
    ...sortFindings(book, found, options.exceptions, false),
    skipped: skipped === undefined ? [] : [{ path: options.path, reason: skipped }],
    failures,
  });
}
