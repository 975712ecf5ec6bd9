/**
 * Several scans of one run as one report: a push moves several refs, and each is scanned with its own exceptions.
 */

import { compareFindings } from "../model/order.js";
import type { Report } from "../model/report.js";

/** @param reports at least one, of the same rules and source */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (first === undefined) throw new Error("no report");
  if (reports.length === 1) return first;
  const sum = (of: (report: Report) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const changes = reports.flatMap(({ scan }) => scan.allowlistChange ?? []);
  const change = {
    added: changes.reduce((total, { added }) => total + added, 0),
    removed: changes.reduce((total, { removed }) => total + removed, 0),
  };
  const newly = reports.flatMap(({ scan }) => scan.newlyAllowed ?? []);
  const allowed = [...new Map(newly.map((one) => [one.fingerprint, one])).values()];
  return {
    tool: first.tool,
    scan: {
      ...first.scan,
      files: sum(({ scan }) => scan.files),
      blobs: sum(({ scan }) => scan.blobs),
      bytes: sum(({ scan }) => scan.bytes),
      complete: reports.every(({ scan }) => scan.complete),
      ...(first.scan.run === undefined
        ? {}
        : { run: { startedAt: first.scan.run.startedAt, durationMs: sum(({ scan }) => scan.run?.durationMs ?? 0) } }),
      ...(changes.length === 0 ? {} : { allowlistChange: change }),
      ...(allowed.length === 0 ? {} : { newlyAllowed: allowed }),
    },
    findings: reports.flatMap(({ findings }) => findings).sort(compareFindings),
    suppressed: reports.flatMap(({ suppressed }) => suppressed).sort((a, b) => compareFindings(a.finding, b.finding)),
    stale: reports.flatMap(({ stale }) => stale),
    skipped: reports.flatMap(({ skipped }) => skipped),
    failures: reports.flatMap(({ failures }) => failures),
    rules: [...new Map(reports.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule])).values()],
  };
}
