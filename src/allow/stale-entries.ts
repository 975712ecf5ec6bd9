/**
 * Which entries of an allowlist no longer do what they were written for.
 */

import type { StaleEntry } from "../model/report.js";
import type { AllowlistEntry } from "./entry.js";

/** What all matches of a scan said together, over every thread. */
export interface AllowlistUse {
  readonly used: ReadonlySet<number>;
  readonly needsExpiry: ReadonlySet<number>;
}

/**
 * In the order of the entries, each at most once: an expired one is not called unused as well.
 *
 * @param fullScan false for named paths, `staged`, `stdin`, a scan of some rules only and an incomplete one: then nothing is said to
 *   match nothing
 */
export function staleEntries(entries: readonly AllowlistEntry[], use: AllowlistUse, fullScan: boolean): StaleEntry[] {
  const stale: StaleEntry[] = [];
  entries.forEach((entry, index) => {
    if (entry.expired) stale.push(staleEntry(entry, "expired"));
    else if (use.needsExpiry.has(index)) stale.push(staleEntry(entry, "needs-expiry"));
    else if (fullScan && !use.used.has(index)) stale.push(staleEntry(entry, "matches-nothing"));
  });
  return stale;
}

function staleEntry(entry: AllowlistEntry, why: StaleEntry["why"]): StaleEntry {
  const { source, line, fingerprint, rule, path } = entry;
  return {
    entry: {
      source,
      line,
      ...(fingerprint === undefined ? {} : { fingerprint }),
      ...(rule === undefined ? {} : { rule }),
      ...(path === undefined ? {} : { path }),
    },
    why,
  };
}
