/**
 * The library: scan a folder and get findings as they come, and the report at the end.
 */

export { SecretScanError } from "./model/error.js";
export type { Finding, Place, SuppressedFinding, Verdict } from "./model/finding.js";
export type { PathReason, Report, StaleEntry } from "./model/report.js";
export type { Confidence, Criticality, SecretType } from "./model/secret-type.js";
export { type Scan, scan } from "./scan/library.js";
export type { ScanOptions } from "./scan/library-options.js";
