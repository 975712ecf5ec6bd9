/**
 * The help texts, made from the tables of commands and options.
 */

import { wrap } from "../report/text/width.js";
import { COMMANDS, type Command } from "./command-table.js";
import { flagOf, type OptionText, SCAN_OPTIONS } from "./options.js";

const WIDTH = 80;
const INDENT = 26;
/** Of a usage line that goes on. */
const USAGE_INDENT = 7;
/** Code and meaning. */
export const EXIT_CODES: readonly (readonly [string, string])[] = [
  ["0", "nothing found, scan complete"],
  ["1", "findings"],
  ["2", "usage, configuration, rule or allowlist error; nothing was scanned"],
  ["3", "nothing found, but the scan is incomplete or a report was not written"],
  ["70", "a bug"],
  ["130, 143", "interrupted, terminated"],
];

/** At most 80 columns. */
export function generalHelp(): string {
  return [
    "Usage: secret-scan [COMMAND] [PATH…] [OPTION…]",
    "",
    "Finds the credentials in a repository or folder.",
    section(
      "Commands",
      COMMANDS.map((command) => [`${command.name} ${command.words}`.trim(), command.summary] as const),
    ),
    section("Options", optionRows(SCAN_OPTIONS)),
    section("", [
      ["--version", "Print the version"],
      ["--help", "Print this, or after a command the command's help"],
    ]),
    section("Exit codes", EXIT_CODES),
    "",
  ].join("\n");
}

/** The command's own options first, then those of a scan that it takes. */
export function commandHelp(command: Command): string {
  const own = Object.keys(command.options ?? {}).length > 0 ? [section("Its options", optionRows(command.options ?? {}))] : [];
  const scan = command.takes.length > 0 ? [section("Options", optionRows(takenOptions(command)))] : [];
  return [
    ...wrap(`Usage: secret-scan ${`${command.name} ${command.words}`.trim()} [OPTION…]`, WIDTH - USAGE_INDENT).map(
      (line, index) => (index === 0 ? line : " ".repeat(USAGE_INDENT) + line),
    ),
    "",
    ...wrap(`${command.summary}.${command.detail === undefined ? "" : ` ${command.detail}`}`, WIDTH),
    ...own,
    ...scan,
    "",
  ].join("\n");
}

function takenOptions({ takes }: Command): Readonly<Record<string, OptionText>> {
  return Object.fromEntries(takes.map((name) => [name, SCAN_OPTIONS[name]]));
}

/** Option with its value, and what it does. */
export function optionRows(options: Readonly<Record<string, OptionText>>): (readonly [string, string])[] {
  return Object.entries(options).map(([name, { list, placeholder, choices, describe }]) => {
    const value = placeholder ?? choices?.join("|") ?? "";
    return [`${flagOf(name)} ${value}`.trim(), list ? `${describe} (repeatable)` : describe] as const;
  });
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.flatMap(([left, right]) => {
    const folded = wrap(right, WIDTH - INDENT);
    const head = `  ${left}`;
    if (head.length >= INDENT - 1) return [head, ...folded.map((line) => " ".repeat(INDENT) + line)];
    return folded.map((line, index) => (index === 0 ? head.padEnd(INDENT) : " ".repeat(INDENT)) + line);
  });
  return [...(title === "" ? [] : ["", `${title}:`]), ...lines].join("\n");
}
