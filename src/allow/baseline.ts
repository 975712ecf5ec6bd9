/**
 * `.secrets-baseline.json`: what a repository held when it began to use the program. Fingerprints and places, no values.
 *
 * Owns reading and applying. What goes in and comes out of it is `baseline-update.ts`, its text `baseline-text.ts`.
 */

import type { Suppression } from "../model/finding.js";
import type { StaleEntry } from "../model/report.js";

export const BASELINE_FILE = ".secrets-baseline.json";

/** One secret in one file. */
export interface BaselineRow {
  readonly fingerprint: string;
  readonly rule: string;
  /** Where it stood when the row was written; neither is compared, since secrets move. */
  readonly path: string;
  readonly line: number;
}

export interface Baseline {
  readonly file: string;
  /** In the order of the file, each with its own 1-based line there. */
  readonly rows: readonly (BaselineRow & { readonly fileLine: number })[];
  /** Those of `rows`. */
  readonly fingerprints: ReadonlySet<string>;
}

/** A baseline with nothing in it. */
export function emptyBaseline(file: string = BASELINE_FILE): Baseline {
  return { file, rows: [], fingerprints: new Set() };
}

/** A baseline hides by the fingerprint alone, wherever the secret has moved to; undefined: it does not. */
export function baselineSuppression(baseline: Baseline, fingerprint: string): Suppression | undefined {
  return baseline.fingerprints.has(fingerprint) ? { by: "baseline" } : undefined;
}

/**
 * The rows whose secret is gone.
 *
 * @param found fingerprints of every finding, hidden by something else or not
 * @param fullScan false: what was not found may stand where nobody looked, so nothing is listed
 */
export function staleRows(baseline: Baseline, found: ReadonlySet<string>, fullScan: boolean): StaleEntry[] {
  if (!fullScan) return [];
  const gone = baseline.rows.filter(({ fingerprint }) => !found.has(fingerprint));
  return gone.map(({ fingerprint, rule, path, fileLine }) => ({
    entry: { source: baseline.file, line: fileLine, fingerprint, rule, path },
    why: "matches-nothing",
  }));
}
