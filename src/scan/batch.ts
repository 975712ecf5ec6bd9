/**
 * Scans one batch of listed files in the thread it is called in.
 */

import { closeSync, fstatSync } from "node:fs";
import type { Reference } from "../inventory/reference.js";
import type { ReportPath } from "../model/location.js";
import type { PathReason } from "../model/report.js";
import { forEachPath, type ListedBatch } from "../sources/listing.js";
import { failureReason, openForScan } from "../sources/open-for-scan.js";
import { reportPath } from "../sources/report-path.js";
import type { BlobScanner } from "./blob-scanner.js";
import { fileReader } from "./byte-reader.js";
import type { RawFinding } from "./raw-finding.js";

/** What one file gave. */
export interface FileFindings extends ReportPath {
  readonly findings: readonly RawFinding[];
  readonly references?: readonly Reference[];
}

/** Structured-clonable; holds only what is worth telling, so that a clean batch is a few numbers. */
export interface BatchResult {
  /** Paths of the batch that were dealt with, whatever came of them: checked against what was listed. */
  readonly seen: number;
  readonly files: number;
  readonly bytes: number;
  readonly found: readonly FileFindings[];
  readonly skipped: readonly PathReason[];
  readonly failures: readonly PathReason[];
}

export interface BatchOptions {
  /** Told the index of the file that comes next, so that it is known which file a thread died of. */
  readonly progress?: (index: number) => void;
  /** Indexes of files that are not to be read: a thread died of them. */
  readonly lost?: readonly number[];
  /** Asked of each file with its bytes, as a batch of its own: true where somebody else scans it. */
  readonly leave?: (file: ListedBatch, bytes: number) => boolean;
}

/** Bytes of a file up to which nobody is asked. */
const LEAST_LEFT = 4 << 20;

export function scanBatch(scanner: BlobScanner, batch: ListedBatch, { progress, lost = [], leave }: BatchOptions): BatchResult {
  const result = {
    seen: 0,
    files: 0,
    bytes: 0,
    found: [] as FileFindings[],
    skipped: [] as PathReason[],
    failures: [] as PathReason[],
  };
  const rootLength = batch.root.length;
  let full = Buffer.allocUnsafe(4096);
  full.set(batch.root);
  let index = -1;
  forEachPath(batch, (start, end) => {
    index++;
    progress?.(index);
    result.seen++;
    if (lost.includes(index)) return;
    const pathBytes = batch.bytes.subarray(start, end);
    if (rootLength + pathBytes.length > full.length) {
      full = Buffer.allocUnsafe((rootLength + pathBytes.length) * 2);
      full.set(batch.root);
    }
    full.set(pathBytes, rootLength);
    const path = reportPath(pathBytes);
    const opened = openForScan(full.subarray(0, rootLength + pathBytes.length), batch.tracked, batch.ordinary);
    if ("absent" in opened) return;
    if ("skipped" in opened) return void result.skipped.push({ ...path, reason: opened.skipped });
    if ("failure" in opened) return void result.failures.push({ ...path, reason: opened.failure });
    try {
      if (leave !== undefined) {
        const { size } = fstatSync(opened.fd);
        if (size > LEAST_LEFT && leave({ ...batch, bytes: batch.bytes.slice(start, end + 1), count: 1 }, size)) {
          result.seen--;
          return;
        }
      }
      const reader = fileReader(opened.fd);
      const { bytes, findings, failures, skipped, references } = scanner.scan(reader, path.path);
      if (reader.changed()) result.failures.push({ ...path, reason: "changed while it was read" });
      result.files++;
      result.bytes += bytes;
      if (findings.length > 0 || references !== undefined)
        result.found.push({ ...path, findings, ...(references === undefined ? {} : { references }) });
      if (skipped !== undefined) result.skipped.push({ ...path, reason: skipped });
      for (const { path: inner, reason } of failures)
        result.failures.push({ ...path, reason: inner === "" ? reason : `${inner}: ${reason}` });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      result.failures.push({ ...path, reason: failureReason(error.code) });
    } finally {
      closeSync(opened.fd);
    }
  });
  return result;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
