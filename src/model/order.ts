/**
 * The one order of findings, by which reports are the same for the same input.
 */

import type { Finding } from "./finding.js";

/** Compares two strings by their UTF-8 bytes, never by locale. UTF-16 order differs above the surrogates only. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Path, line, column, rule; then what is left to tell two apart. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareBytes(a.path, b.path) ||
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    compareBytes(a.ruleId, b.ruleId) ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn ||
    compareBytes(a.fingerprint, b.fingerprint)
  );
}
