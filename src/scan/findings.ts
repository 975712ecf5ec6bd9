/**
 * Splits what the threads found into findings and suppressed findings, and adds up what the allowlist's entries did.
 */

import { type Baseline, baselineSuppression, staleRows } from "../allow/baseline.js";
import type { Allowlist } from "../allow/entry.js";
import { staleEntries } from "../allow/stale-entries.js";
import type { Finding, SuppressedFinding } from "../model/finding.js";
import { compareBytes } from "../model/order.js";
import type { StaleEntry } from "../model/report.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { eachFinding, type RuleBook, toFinding } from "./assemble.js";
import type { FileFindings } from "./batch.js";

export interface SortedFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly stale: readonly StaleEntry[];
}

export interface Exceptions {
  readonly allowlist: Allowlist;
  readonly baseline: Baseline;
}

/**
 * @param fullScan false: an entry that matched nothing may match what was not looked at
 * @param minConfidence a finding below it only shows that an entry still has something to hide
 */
export function sortFindings(
  book: RuleBook,
  found: readonly FileFindings[],
  { allowlist, baseline }: Exceptions,
  fullScan: boolean,
  minConfidence: Confidence = "low",
): SortedFindings {
  const used = new Set<number>();
  const needsExpiry = new Set<number>();
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const fingerprints = new Set<string>();
  const partners = new Set<string>();
  const ended = new Map<string, StaleEntry>();
  for (const { place, raw } of eachFinding(found)) {
    fingerprints.add(raw.fingerprint);
    if (raw.pairedWith?.fingerprint !== undefined) {
      fingerprints.add(raw.pairedWith.fingerprint);
      partners.add(raw.pairedWith.fingerprint);
    }
    for (const index of raw.entries?.used ?? []) used.add(index);
    if (!atLeastAsConfident(raw.confidence, minConfidence)) continue;
    for (const { line } of raw.endedMarkers ?? []) {
      ended.set(`${place.path}:${line}`, { entry: { source: place.path, line, rule: raw.ruleId }, why: "expired" });
    }
    for (const index of raw.entries?.needsExpiry ?? []) needsExpiry.add(index);
    const finding = toFinding(book, place, raw);
    const suppression = raw.suppression ?? baselineSuppression(baseline, raw.fingerprint);
    if (suppression === undefined) findings.push(finding);
    else suppressed.push({ ...suppression, finding });
  }
  // what is told beside its partner is still there: an exception for it has not become unused
  if (partners.size > 0) {
    for (const [index, { fingerprint }] of allowlist.entries.entries()) {
      if (fingerprint !== undefined && partners.has(fingerprint)) used.add(index);
    }
  }
  const stale = [
    ...staleEntries(allowlist.entries, { used, needsExpiry }, fullScan),
    ...staleRows(baseline, fingerprints, fullScan),
    ...[...ended.values()].sort((a, b) => compareBytes(a.entry.source, b.entry.source) || a.entry.line - b.entry.line),
  ];
  return { findings, suppressed, stale };
}
