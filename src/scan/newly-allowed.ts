/**
 * Which of the secrets that a commit or merge request leaves unreported are so by exceptions that it brings along itself.
 */

import type { Baseline } from "../allow/baseline.js";
import type { NewExceptions } from "../allow/exception-change.js";
import { compareBytes } from "../model/order.js";
import type { NewlyAllowed } from "../model/report.js";
import { eachFinding } from "./assemble.js";
import type { FileFindings } from "./batch.js";

/** By fingerprint, each once, in the order of paths and lines; one that an older exception hides as well is none. */
export function newlyAllowed(
  found: readonly FileFindings[],
  { entries, rows }: NewExceptions,
  baseline: Baseline,
): readonly NewlyAllowed[] {
  if (entries.size === 0 && rows.size === 0) return [];
  const allowed: NewlyAllowed[] = [];
  for (const { place, raw } of eachFinding(found)) {
    const { used = [], needsExpiry = [] } = raw.entries ?? {};
    const hiding = used.filter((index) => !needsExpiry.includes(index));
    const isOld =
      hiding.some((index) => !entries.has(index)) ||
      raw.suppression?.by === "inline" ||
      (baseline.fingerprints.has(raw.fingerprint) && !rows.has(raw.fingerprint));
    const isNew = hiding.length > 0 || rows.has(raw.fingerprint);
    if (isOld || !isNew) continue;
    const { reason, owner } = raw.suppression ?? {};
    allowed.push({
      fingerprint: raw.fingerprint,
      ruleId: raw.ruleId,
      path: place.path,
      startLine: raw.startLine,
      by: hiding.length > 0 ? "allowlist" : "baseline",
      ...(reason === undefined ? {} : { reason }),
      ...(owner === undefined ? {} : { owner }),
    });
  }
  allowed.sort((a, b) => compareBytes(a.path, b.path) || a.startLine - b.startLine);
  const seen = new Set<string>();
  return allowed.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
}
