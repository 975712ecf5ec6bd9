/**
 * Scans a stream, in this thread: standard input, whatever its length.
 */

import type { Readable } from "node:stream";
import { createTranscoder, SNIFFED_BYTES, type Transcoder } from "../decode/text.js";
import type { Report } from "../model/report.js";
import { assembleReport, type RuleBook } from "./assemble.js";
import type { BlobSession } from "./blob-scanner.js";
import { type Exceptions, sortFindings } from "./findings.js";
import { createScanner, type ScannerSetup } from "./setup.js";
import { foreignEncoding } from "./transcoding.js";

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
  const session = createScanner(options.setup).begin(options.path);
  const input = createInput(session);
  const failures: { path: string; reason: string }[] = [];
  try {
    for await (const chunk of options.input) {
      options.signal?.throwIfAborted();
      input.push(chunk as Buffer);
    }
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    failures.push({
      path: options.path,
      reason: `the input broke off: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`,
    });
  }
  const bytes = input.end();
  const { findings, failures: inside } = session.end();
  for (const { reason } of inside) failures.push({ path: options.path, reason });
  const book = await options.book();
  const found = findings.length === 0 ? [] : [{ path: options.path, findings }];
  const run = { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() };
  return assembleReport(book, {
    facts: { source: "stdin", files: 1, blobs: 1, bytes, ...(options.reproducible ? {} : { run }) },
    ...sortFindings(book, found, options.exceptions, false),
    skipped: [],
    failures,
  });
}

/** Bytes on their way into the window: the first of them tell the encoding. */
function createInput(session: BlobSession): { push(chunk: Buffer): void; end(): number } {
  let head: Buffer | undefined = Buffer.alloc(0);
  let transcoder: Transcoder | undefined;
  let bytes = 0;
  const start = (): void => {
    if (head === undefined) return;
    const encoding = foreignEncoding(head);
    transcoder = encoding === undefined ? undefined : createTranscoder(encoding);
    write(session, transcoder?.push(head, false) ?? head);
    head = undefined;
  };
  return {
    push(chunk) {
      bytes += chunk.length;
      if (head === undefined) return write(session, transcoder?.push(chunk, false) ?? chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length >= SNIFFED_BYTES) start();
    },
    end() {
      start();
      if (transcoder !== undefined) write(session, transcoder.push(new Uint8Array(), true));
      return bytes;
    },
  };
}

function write(session: BlobSession, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) {
    const count = Math.min(session.room, chunk.length - at);
    session.window.set(chunk.subarray(at, at + count), session.offset);
    session.wrote(count);
    at += count;
  }
}
