/**
 * The summary of a job in GitHub Actions, for the file that `GITHUB_STEP_SUMMARY` names.
 */

import type { Report } from "../model/report.js";
import { findingsTable, summaryText, writeMarkdown } from "./markdown.js";
import { plural } from "./text/words.js";
import type { ReportWriter, WriterOptions } from "./writer.js";

/** GitHub drops a step's summary of 1 MiB or more as a whole. */
export const SUMMARY_LIMIT: number = 1024 * 1024;

/** The page, by default the Markdown report, or as many rows of its table as fit, in fewer than `limit` bytes of UTF-8. */
export function githubSummary(
  report: Report,
  options: WriterOptions,
  limit: number = SUMMARY_LIMIT,
  page: ReportWriter = writeMarkdown,
): string {
  const whole = page(report, options);
  if (Buffer.byteLength(whole) < limit) return whole;
  let shown = report.findings.length;
  while (shown > 0) {
    shown = Math.floor(shown / 2);
    const text = shortened(report, shown);
    if (Buffer.byteLength(text) < limit) return text;
  }
  return "# Secret scan\n\nThe report is too large to be shown here.\n".slice(0, Math.max(0, limit - 1));
}

function shortened(report: Report, shown: number): string {
  const rest = report.findings.length - shown;
  return `# Secret scan\n\n${summaryText(report)}\n${findingsTable(report.findings.slice(0, shown))}\nand ${plural(rest, "more finding")}: see the report.\n`;
}
