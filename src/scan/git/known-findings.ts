/**
 * What blobs of a history were found to hold, kept so that none need be scanned a second time to say where it stands.
 */

import type { RawFinding } from "../raw-finding.js";

export interface KnownFindings {
  /** @param path as reports show it */
  add(id: string, path: string, findings: readonly RawFinding[]): void;
  /** Undefined where the blob was not scanned under this path, or too much was found for all of it to be kept. */
  of(id: string, path: string): readonly RawFinding[] | undefined;
}

/** Findings that are kept: some 20 MB with their frames. A history that has more of them is read again at those places. */
const MOST_FINDINGS = 20_000;

export function createKnownFindings(): KnownFindings {
  const known = new Map<string, readonly RawFinding[]>();
  let count = 0;
  return {
    add(id, path, findings) {
      if (count + findings.length > MOST_FINDINGS) return;
      count += findings.length;
      known.set(`${id} ${path}`, findings);
    },
    of: (id, path) => known.get(`${id} ${path}`),
  };
}
