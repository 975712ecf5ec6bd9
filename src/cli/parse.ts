/**
 * The command line, by the tables of commands and options (`split-plain-options.ts`, `split-options.ts`); what it means is each
 * command's business.
 */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { nearestName } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { COMMANDS, type Command, type CommandInput } from "./command-table.js";
import { commandHelp, generalHelp } from "./help.js";
import { EXIT, type Io } from "./io.js";
import { flagOf, type GivenOptions, type OptionText, SCAN_OPTIONS, type ScanOption } from "./options.js";
import { splitPlainOptions } from "./split-plain-options.js";

const COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name);

/** @returns the exit code @throws SecretScanError `usage` */
export async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const named = COMMANDS.find(({ name }) => name === argv[0]);
  const command = named ?? COMMANDS[0]!;
  const rest = named === undefined ? argv : argv.slice(1);
  const end = rest.indexOf("--");
  const typed = end < 0 ? rest : rest.slice(0, end);
  if (typed.includes("--help") || typed.includes("-h")) {
    await io.stdout.write(named === undefined ? generalHelp() : commandHelp(named));
    return EXIT.clean;
  }
  if (typed.includes("--version")) {
    await io.stdout.write(`${io.version}\n`);
    return EXIT.clean;
  }
  if (named === undefined && argv[0] !== undefined) refuseMistypedCommand(argv[0], io);
  const input = await readInput(command, rest);
  if (named === undefined) refuseLateCommand(input.words, io);
  return command.run(input, io);
}

/** `--quiet staged`: a command behind options would be taken for a path, and be missed. */
function refuseLateCommand(words: readonly string[], io: Io): void {
  const late = words.find((word) => COMMAND_NAMES.includes(word) && !existsSync(resolve(io.cwd, word)));
  if (late === undefined) return;
  throw new SecretScanError(
    "usage",
    "no such file or folder",
    { file: late },
    `The command comes first: \`secret-scan ${late} …\``,
  );
}

/** A word that is nearly a command's name and no file is no path that was meant. */
function refuseMistypedCommand(word: string, io: Io): void {
  if (!/^[a-z][a-z-]{2,11}$/i.test(word)) return;
  const near = nearestName(word, COMMAND_NAMES);
  if (near === undefined || existsSync(resolve(io.cwd, word))) return;
  throw new SecretScanError("usage", "no such command, file or folder", { file: word }, `Did you mean \`secret-scan ${near}\`?`);
}

async function readInput(command: Command, rest: readonly string[]): Promise<CommandInput> {
  const own = command.options ?? {};
  const options: Record<string, OptionText> = { ...SCAN_OPTIONS, ...own };
  const args = splitPlainOptions(options, rest) ?? (await import("./split-options.js")).splitOptions(options, rest);
  const words = (args["_"] as unknown[]).map(String);
  const [least, most] = command.count;
  if (words.length < least) {
    throw new SecretScanError(
      "usage",
      `${command.name}: something is missing`,
      {},
      `Usage: secret-scan ${command.name} ${command.words}`,
    );
  }
  if (words.length > most) {
    throw new SecretScanError(
      "usage",
      `${command.name}: "${words[most]}" is too much`,
      {},
      `See \`secret-scan ${command.name} --help\``,
    );
  }
  const value = (name: string): unknown => single(name, options[name]!, args[name]);
  const names = Object.keys(SCAN_OPTIONS) as ScanOption[];
  const typed = names.filter((name) => !(name in own) && value(name) !== undefined);
  refuseIdle(command, typed);
  const given = Object.fromEntries(typed.map((name) => [name, value(name)]));
  return {
    words,
    given: given as GivenOptions,
    text: (name) => (value(name) === undefined ? undefined : String(value(name))),
    flag: (name) => value(name) === true,
  };
}

/** An option that would do nothing is a slip. @throws SecretScanError */
function refuseIdle({ name, takes, options = {} }: Command, typed: readonly ScanOption[]): void {
  const idle = typed.find((option) => !takes.includes(option));
  if (idle === undefined) return;
  const flags = [...Object.keys(options), ...takes].map(flagOf).join(", ");
  throw new SecretScanError("usage", `${name}: ${flagOf(idle)} does nothing here`, {}, `It takes ${flags}`);
}

/** @throws SecretScanError for an option that may be given once and was given twice */
function single(name: string, { list, type }: OptionText, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (list) return Array.isArray(value) ? value.map(String) : [String(value)];
  if (!Array.isArray(value)) return value;
  if (type === "boolean") return value.at(-1);
  throw new SecretScanError("usage", `${flagOf(name)}: given more than once`, {}, "Give it once");
}
