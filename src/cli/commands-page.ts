/**
 * `docs/commands.md`: the tables that the help is printed from, as a page. Text around them is this file's.
 */

import { COMMANDS, type Command } from "./command-table.js";
import { EXIT_CODES, optionRows } from "./help.js";
import { flagOf, SCAN_OPTIONS, type ScanOption, TAKEN } from "./options.js";

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["NO_COLOR, FORCE_COLOR", "No colours, colours; `--color` stands above both"],
  ["CI", "No progress"],
  ["SOURCE_DATE_EPOCH", "As `--reproducible`; formats that must have a time take this one"],
  ["GITHUB_STEP_SUMMARY", "The file that `--format github` appends its summary to"],
  ["SECRET_SCAN_GIT_TIMEOUT", "Seconds of silence after which git is given up (default: 120)"],
  ["SECRET_SCAN_NO_CACHE", "`1`: nothing is kept between runs"],
];

/** Markdown; the same text for the same program. */
export function commandsPage(): string {
  return [
    "# Commands and options",
    "",
    "Made from the program's own tables by `npm run docs:commands`; `secret-scan COMMAND --help` prints the same. A command comes first; what",
    "stands behind `--` is a path, whatever it looks like.",
    "",
    "## Options of a scan",
    "",
    "They hold for every command that writes a report. Another one refuses those about reports, or about files that it does not read; which",
    "it takes stands with it.",
    "",
    ...table("option", optionRows(SCAN_OPTIONS)),
    "",
    "## Commands",
    ...COMMANDS.flatMap(commandLines),
    "",
    "## Exit codes",
    "",
    ...table("code", EXIT_CODES),
    "",
    "## Environment",
    "",
    ...table("variable", ENVIRONMENT),
    "",
  ].join("\n");
}

function commandLines({ name, words, summary, detail, takes, options = {} }: Command): string[] {
  const rows = optionRows(options);
  return [
    "",
    `### \`secret-scan ${`${name} ${words}`.trim()}\``,
    "",
    `${summary}.${detail === undefined ? "" : ` ${detail}`}`,
    ...(rows.length === 0 ? [] : ["", ...table("option", rows)]),
    ...(takes === TAKEN.report ? [] : ["", takenText(takes, rows.length > 0)]),
  ];
}

function takenText(takes: readonly ScanOption[], hasOwn: boolean): string {
  if (takes.length === 0) return "Of the options of a scan it takes none.";
  return `Of the options of a scan it ${hasOwn ? "also " : ""}takes ${takes.map((name) => code(flagOf(name))).join(", ")}.`;
}

function table(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return [
    `| ${title} | |`,
    "| --- | --- |",
    ...rows.map(([left, right]) => `| ${left.split(", ").map(code).join(", ")} | ${escaped(right)} |`),
  ];
}

function code(text: string): string {
  return `\`${escaped(text)}\``;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}
