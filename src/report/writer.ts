/**
 * What every report format is: a pure function from the report to a text. Files, terminals, the environment and the clock
 * are the command line's business.
 */

import type { Report } from "../model/report.js";

export const FORMAT_NAMES = [
  "pretty",
  "json",
  "jsonl",
  "markdown",
  "sarif",
  "html",
  "gitlab",
  "codequality",
  "junit",
  "csv",
  "cyclonedx",
  "github",
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

export interface WriterOptions {
  /** ANSI colours; only `pretty` has any. */
  readonly color: boolean;
  /** Columns of the terminal, at least 40; only `pretty` asks. */
  readonly width: number;
  /** What the user types to run the program (default: `secret-scan`); only `pretty` asks. */
  readonly program?: string;
  /** List suppressed findings in formats that leave them out otherwise. */
  readonly includeSuppressed: boolean;
  /** List what was skipped and each step's verdict. */
  readonly verbose: boolean;
  /** `SOURCE_DATE_EPOCH`: the time of a reproducible report in the formats that must have one. */
  readonly epochSeconds?: number;
}

/** The same in pieces where it may be long: see `registry.ts`. */
export type PieceWriter = (report: Report, options: WriterOptions) => string | Iterable<string>;

export type ReportWriter = (report: Report, options: WriterOptions) => string;

/** The time a report bears where its format must have one: when the scan began, else `epochSeconds`, else 1970. ISO 8601, UTC. */
export function reportTime(report: Report, options: WriterOptions): string {
  return report.scan.run?.startedAt ?? new Date((options.epochSeconds ?? 0) * 1000).toISOString();
}
