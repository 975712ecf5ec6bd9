/**
 * Scans git objects as the files they are: blobs, symbolic links' targets, LFS pointers with the object behind them.
 */

import { closeSync } from "node:fs";
import type { GitObject } from "../../sources/git/git-object.js";
import { LFS_POINTER_BYTES, lfsObjectPath } from "../../sources/git/lfs.js";
import { failureReason, openForScan } from "../../sources/open-for-scan.js";
import type { BlobScanner } from "../blob-scanner.js";
import { fileReader, memoryReader } from "../byte-reader.js";
import type { BlobResult } from "../raw-finding.js";
import { createScanner, type ScannerSetup, selectRules } from "../setup.js";
import { createVersionScanner, type VersionScanner } from "./version-scanner.js";

/** What scanning one object gave. */
export type ObjectResult = BlobResult;

export interface ObjectScanner {
  /** @param path as reports show it */
  scan(object: GitObject, path: string): ObjectResult;
  scanText(text: Uint8Array, path: string): ObjectResult;
  /** What the name alone gives; for a further path of a blob that was scanned. */
  scanName(path: string): ObjectResult;
  /** True for rules that look at names alone. */
  isNameRule(ruleId: string): boolean;
}

/** @param gitFolder the repository's common git folder, asked for when a pointer is met; undefined where it is not known */
export function createObjectScanner(setup: ScannerSetup, gitFolder: () => string | undefined): ObjectScanner {
  // made when there is something to look at: a history that has not changed has nothing
  let made: BlobScanner | undefined;
  const blobs = (): BlobScanner => (made ??= createScanner(setup));
  let versions: VersionScanner | undefined;
  let nameRules: ReadonlySet<string> | undefined;
  const scanText = (text: Uint8Array, path: string): BlobResult => blobs().scan(memoryReader(text), path);
  return {
    isNameRule(ruleId) {
      nameRules ??= new Set(selectRules(setup).flatMap(({ id, kind }) => (kind === "path" ? [id] : [])));
      return nameRules.has(ruleId);
    },
    scanText,
    scanName: (path) => scanText(new Uint8Array(), path),
    scan(object, path) {
      try {
        if (object.size >= LFS_POINTER_BYTES) {
          const { version } = object;
          if (version === undefined || setup.references !== undefined) return blobs().scan(object, path);
          versions ??= createVersionScanner(blobs(), selectRules(setup));
          return versions.scan(object, version, path);
        }
        const text = object.readAll();
        const result = scanText(text, path);
        const folder = text[0] === 0x76 ? gitFolder() : undefined;
        const stored = folder === undefined ? undefined : lfsObjectPath(text, folder);
        return stored === undefined ? result : joined(result, scanStored(blobs(), stored, path));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        return { bytes: 0, findings: [], failures: [{ path: "", reason: failureReason(code) }] };
      }
    },
  };
}

/** The object that an LFS pointer names, where it has been downloaded. */
function scanStored(scanner: BlobScanner, stored: string, path: string): ObjectResult {
  const opened = openForScan(stored, true);
  if ("absent" in opened)
    return { bytes: 0, findings: [], failures: [], skipped: "Git LFS object, not downloaded: only its pointer was read" };
  if ("skipped" in opened) return { bytes: 0, findings: [], failures: [], skipped: opened.skipped };
  if ("failure" in opened) return { bytes: 0, findings: [], failures: [{ path: "", reason: opened.failure }] };
  try {
    return scanner.scan(fileReader(opened.fd), path);
  } finally {
    closeSync(opened.fd);
  }
}

/** The pointer's findings on names stand for both. */
function joined(pointer: BlobResult, stored: ObjectResult): ObjectResult {
  const known = new Set(pointer.findings.map(({ fingerprint }) => fingerprint));
  return {
    bytes: pointer.bytes + stored.bytes,
    findings: [...pointer.findings, ...stored.findings.filter(({ fingerprint }) => !known.has(fingerprint))],
    failures: [...pointer.failures, ...stored.failures],
    ...(stored.skipped === undefined ? {} : { skipped: stored.skipped }),
  };
}
