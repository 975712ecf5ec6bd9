/**
 * Splits what the threads found into findings and suppressed findings, and adds up what the allowlist's entries did.
 */

import type { Allowlist } from "../allow/entry.js";
import { staleEntries } from "../allow/stale-entries.js";
import type { Finding, SuppressedFinding } from "../model/finding.js";
import type { StaleEntry } from "../model/report.js";
import { eachFinding, type RuleBook, toFinding } from "./assemble.js";
import type { FileFindings } from "./batch.js";

export interface SortedFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly stale: readonly StaleEntry[];
}

/** @param fullScan false: an entry that matched nothing may match what was not looked at */
export function sortFindings(
  book: RuleBook,
  found: readonly FileFindings[],
  allowlist: Allowlist,
  fullScan: boolean,
): SortedFindings {
  const used = new Set<number>();
  const needsExpiry = new Set<number>();
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const { place, raw } of eachFinding(found)) {
    for (const index of raw.entries?.used ?? []) used.add(index);
    for (const index of raw.entries?.needsExpiry ?? []) needsExpiry.add(index);
    const finding = toFinding(book, place, raw);
    if (raw.suppression === undefined) findings.push(finding);
    else suppressed.push({ ...raw.suppression, finding });
  }
  return { findings, suppressed, stale: staleEntries(allowlist.entries, { used, needsExpiry }, fullScan) };
}
