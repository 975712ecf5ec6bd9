/**
 * The commands: one entry each feeds the parser, the help text and the checks. A command's code is loaded when it is asked for.
 */

import { EXCEPTION_COMMANDS } from "./exception-commands.js";
import type { Io } from "./io.js";
import { type GivenOptions, type OptionText, type ScanOption, TAKEN } from "./options.js";

/** What was typed after the command's name. */
export interface CommandInput {
  /** Positional arguments, in order. */
  readonly words: readonly string[];
  readonly given: GivenOptions;
  /** The command's own options; a list always is an array. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

export interface Command {
  readonly name: string;
  /** Positional arguments as the help shows them. */
  readonly words: string;
  /** How many there may be: [least, most]. */
  readonly count: readonly [number, number];
  readonly summary: string;
  /** Shown in its own help, after the summary. */
  readonly detail?: string;
  /** Which options of a scan apply. */
  readonly takes: readonly ScanOption[];
  readonly options?: Readonly<Record<string, OptionText>>;
  run(input: CommandInput, io: Io): Promise<number>;
}

const ANY = Number.POSITIVE_INFINITY;

export const COMMANDS: readonly Command[] = [
  {
    name: "scan",
    words: "[PATH…]",
    count: [0, ANY],
    summary: "Scan files and folders; the default command, in the current folder",
    takes: TAKEN.report,
    run: async ({ words, given }, io) => (await import("./commands/scan.js")).scanCommand(words, given, io),
  },
  {
    name: "staged",
    words: "",
    count: [0, 0],
    summary: "Scan what the next commit would add or change",
    takes: TAKEN.report,
    run: async ({ given }, io) => (await import("./commands/staged.js")).stagedCommand(given, io),
  },
  {
    name: "range",
    words: "[BASE..HEAD]",
    count: [0, 1],
    summary: "Scan what commits bring in; in CI those of the push or merge request",
    takes: TAKEN.report,
    run: async ({ words, given }, io) => (await import("./commands/range.js")).rangeCommand(words[0], given, io),
  },
  {
    name: "history",
    words: "[REV…]",
    count: [0, ANY],
    summary: "Scan everything that was ever committed; by default all refs and stashes",
    takes: TAKEN.report,
    options: {
      since: { type: "string", placeholder: "DATE", describe: 'Only commits from this date on: 2026-01-31, "3 months ago"' },
      branch: { type: "string", placeholder: "NAME", describe: "Only what this branch leads to" },
      unreachable: { type: "boolean", describe: "Also what no ref leads to any more" },
    },
    run: async ({ words, given, text, flag }, io) => {
      const typed = { revisions: words, since: text("since"), branch: text("branch"), unreachable: flag("unreachable") };
      return (await import("./commands/history.js")).historyCommand(typed, given, io);
    },
  },
  {
    name: "hook",
    words: "pre-commit | commit-msg FILE | pre-push REMOTE URL | pre-receive",
    count: [1, ANY],
    summary: "What git calls; `secret-scan init` sets it up",
    takes: TAKEN.report,
    options: {
      timeout: { type: "string", placeholder: "SECONDS", describe: "pre-receive: refuse what takes longer (default: 300)" },
      trustPushed: { type: "boolean", describe: "pre-receive: let exceptions count that come with the push" },
    },
    run: async ({ words, given, text, flag }, io) => {
      const options = { timeout: text("timeout"), trustPushed: flag("trustPushed") };
      return (await import("./commands/hook.js")).hookCommand(words, given, options, io);
    },
  },
  {
    name: "init",
    words: "",
    count: [0, 0],
    summary: "Set a repository up: hook, ignore lines, allowlist, CI job",
    detail: "It shows what it would write and asks; --yes writes it at once, --undo takes it out again.",
    takes: TAKEN.setup,
    options: {
      yes: { type: "boolean", describe: "Write without asking" },
      undo: { type: "boolean", describe: "Take out what init has written" },
      hooks: {
        type: "string",
        placeholder: "NAME",
        describe: "git, husky, pre-commit, lefthook or simple-git-hooks (default: what is in use)",
      },
    },
    run: async ({ text, flag }, io) => {
      const options = { yes: flag("yes"), undo: flag("undo"), hooks: text("hooks") };
      return (await import("./commands/init.js")).initCommand(options, io);
    },
  },
  {
    name: "doctor",
    words: "",
    count: [0, 0],
    summary: "Check that the hook runs, what is ignored, and that CI sees what it must",
    detail: "Exits 1 when something is wrong; each finding comes with its remedy.",
    takes: TAKEN.setup,
    options: { json: { type: "boolean", describe: "Print the results as JSON" } },
    run: async ({ flag }, io) => (await import("./commands/doctor.js")).doctorCommand(flag("json"), io),
  },
  {
    name: "stdin",
    words: "",
    count: [0, 0],
    summary: "Scan standard input",
    takes: TAKEN.report,
    options: { path: { type: "string", placeholder: "NAME", describe: "Name that the input goes by" } },
    run: async ({ text, given }, io) => (await import("./commands/stdin.js")).stdinCommand(text("path"), given, io),
  },
  {
    name: "inventory",
    words: "",
    count: [0, 0],
    summary: "Write the inventory of all secrets that the work tree holds or depends on",
    detail: "It writes secrets_inventory.md, secrets-scan.json, secret-scan.sarif and secrets_inventory.html.",
    takes: TAKEN.report,
    options: {
      out: { type: "string", placeholder: "DIR", describe: "Folder of the four files (default: the current one)" },
      base: {
        type: "string",
        placeholder: "REV",
        describe: "Tell what changed since this revision; ci: since what the CI service names",
      },
      blame: { type: "boolean", describe: "Guess owners and last rotations by the history" },
      check: { type: "boolean", describe: "Exit 1 when a critical secret is overdue or has no owner" },
      calendar: { type: "string", placeholder: "FILE", describe: "Write the rotations that are due as iCalendar" },
      comment: { type: "string", placeholder: "FILE", describe: "Write the change as a comment for a merge request" },
      badge: { type: "string", placeholder: "FILE", describe: "Write a badge (SVG)" },
    },
    run: async ({ text, flag, given }, io) => {
      const { inventoryCommand } = await import("./commands/inventory.js");
      const files = { out: text("out"), calendar: text("calendar"), comment: text("comment"), badge: text("badge") };
      return inventoryCommand({ ...files, base: text("base"), blame: flag("blame"), check: flag("check") }, given, io);
    },
  },
  {
    name: "explain",
    words: "RULE-ID | FINGERPRINT | PATH:LINE[:COLUMN]",
    count: [1, 1],
    summary: "Tell why something was, or was not, reported: each step's verdict",
    takes: TAKEN.look,
    run: async ({ words, given }, io) => (await import("./commands/explain.js")).explainCommand(words[0]!, given, io),
  },
  {
    name: "redact",
    words: "",
    count: [0, 0],
    summary: "Mask the secrets in standard input, on its way to standard output",
    takes: TAKEN.filter,
    options: {
      path: { type: "string", placeholder: "NAME", describe: "Name that the input goes by: its ending tells the language" },
    },
    run: async ({ text, given }, io) => (await import("./commands/redact.js")).redactCommand(text("path"), given, io),
  },
  {
    name: "rules",
    words: "list | show ID… | check [FILE…]",
    count: [1, ANY],
    summary: "List the rules, show some, or prove rule files",
    takes: TAKEN.rules,
    run: async ({ words, given }, io) => (await import("./commands/rules.js")).rulesCommand(words, given, io),
  },
  ...EXCEPTION_COMMANDS,
];
