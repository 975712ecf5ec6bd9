/**
 * The options of a scan as they are typed: one table feeds the parser, the help text and the checks.
 *
 * Owns names, kinds and texts. What an option means is decided once, in `settings.ts`.
 */

import { FORMAT_NAMES } from "../report/writer.js";

/** Options as given; undefined where the user said nothing. */
export interface GivenOptions {
  readonly format?: readonly string[];
  readonly minConfidence?: string;
  readonly failOn?: string;
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly excludeRule?: readonly string[];
  readonly exclude?: readonly string[];
  readonly includeIgnored?: boolean;
  readonly allowlist?: string;
  readonly baseline?: string;
  /** False for `--no-config`. */
  readonly config?: string | false;
  readonly threads?: number;
  readonly maxDecodeDepth?: number;
  readonly maxArchiveDepth?: number;
  readonly reproducible?: boolean;
  readonly progress?: boolean;
  readonly color?: string;
  readonly includeSuppressed?: boolean;
  readonly protectAllowlist?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface OptionText {
  readonly type: "string" | "boolean" | "number";
  readonly list?: true;
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  readonly describe: string;
}

/** The compiler demands an entry for each option, and no other. */
export const SCAN_OPTIONS: Readonly<Record<keyof GivenOptions, OptionText>> = {
  format: {
    type: "string",
    list: true,
    placeholder: "NAME[=FILE]",
    describe: `Report format, to a file or standard output (-): ${FORMAT_NAMES.join(", ")}`,
  },
  minConfidence: {
    type: "string",
    choices: ["low", "medium", "high"],
    describe: "Report findings from this confidence on (default: medium)",
  },
  failOn: {
    type: "string",
    choices: ["none", "low", "moderate", "high", "critical"],
    describe: "Exit 1 from this criticality on (default: low)",
  },
  rules: { type: "string", list: true, placeholder: "FILE", describe: "Add the rules of a YAML file" },
  only: { type: "string", list: true, placeholder: "ID", describe: "Use this rule only" },
  excludeRule: { type: "string", list: true, placeholder: "ID", describe: "Leave this rule out" },
  exclude: { type: "string", list: true, placeholder: "GLOB", describe: "Leave these paths out" },
  includeIgnored: { type: "boolean", describe: "Read what git ignores, too" },
  allowlist: { type: "string", placeholder: "FILE", describe: "Allowlist (default: .secrets-allowlist at the root)" },
  baseline: { type: "string", placeholder: "FILE", describe: "Baseline (default: .secrets-baseline.json at the root)" },
  config: {
    type: "string",
    placeholder: "FILE",
    describe: "Configuration (default: .secret-scan.yaml at the root; --no-config: none)",
  },
  threads: { type: "number", placeholder: "N", describe: "Worker threads (default: one a core)" },
  maxDecodeDepth: {
    type: "number",
    placeholder: "N",
    describe: "Encodings within encodings that are decoded (default: 3; 0: none)",
  },
  maxArchiveDepth: {
    type: "number",
    placeholder: "N",
    describe: "Archives within archives that are opened (default: 3; 0: none)",
  },
  reproducible: { type: "boolean", describe: "No times in a report: the same input gives the same bytes" },
  progress: { type: "boolean", describe: "Show progress on a terminal (default: yes; --no-progress)" },
  color: { type: "string", choices: ["auto", "always", "never"], describe: "Colours (also NO_COLOR, FORCE_COLOR)" },
  includeSuppressed: { type: "boolean", describe: "Report suppressed findings wherever the format can say that they are" },
  protectAllowlist: { type: "boolean", describe: "A change of the exceptions blocks: staged, range and hooks" },
  quiet: { type: "boolean", describe: "Print nothing but reports and errors" },
  verbose: { type: "boolean", describe: "Tell what was skipped and why each finding was flagged" },
};

export type ScanOption = keyof GivenOptions;

const EVERY_OPTION = Object.keys(SCAN_OPTIONS) as readonly ScanOption[];
/** Which report is written, what is in it, what it does to the exit code. */
const OF_REPORTS: readonly ScanOption[] = ["format", "failOn", "reproducible", "includeSuppressed", "protectAllowlist"];
/** How the program behaves, whatever it does: taken everywhere, so that a wrapper may always give them. */
const OF_THE_PROGRAM: readonly ScanOption[] = ["config", "threads", "progress", "color", "quiet", "verbose"];

/** Which options of a scan a command takes, by what it does: none about a report that it does not write, or files that it does not read. */
export const TAKEN: Readonly<Record<"report" | "look" | "filter" | "rules" | "setup", readonly ScanOption[]>> = {
  report: EVERY_OPTION,
  /** Looks at the work tree and writes no report. */
  look: EVERY_OPTION.filter((name) => !OF_REPORTS.includes(name)),
  /** Looks at what comes in alone. */
  filter: ["minConfidence", "rules", "only", "excludeRule", "maxDecodeDepth", ...OF_THE_PROGRAM],
  rules: ["rules", ...OF_THE_PROGRAM],
  setup: [],
};

/** `--min-confidence` of `minConfidence`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
