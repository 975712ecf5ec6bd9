/**
 * The command line: yargs splits it by the tables of commands and options; what it means is each command's business.
 */

import yargs, { type Argv } from "yargs";
import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { COMMANDS, type Command, type CommandInput } from "./command-table.js";
import { commandHelp, generalHelp } from "./help.js";
import { EXIT, type Io } from "./io.js";
import { flagOf, type GivenOptions, type OptionText, SCAN_OPTIONS } from "./options.js";

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
  return command.run(readInput(command, rest), io);
}

function readInput(command: Command, rest: readonly string[]): CommandInput {
  const own = command.options ?? {};
  const options: Record<string, OptionText> = { ...(command.scans ? SCAN_OPTIONS : {}), ...own };
  const args = parserOf(options).parseSync([...rest]) as Readonly<Record<string, unknown>>;
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
  const given = Object.fromEntries(
    Object.entries(command.scans ? SCAN_OPTIONS : {}).flatMap(([name]) =>
      value(name) === undefined ? [] : [[name, value(name)]],
    ),
  );
  return {
    words,
    given: given as GivenOptions,
    text: (name) => (value(name) === undefined ? undefined : String(value(name))),
    flag: (name) => value(name) === true,
  };
}

function parserOf(options: Readonly<Record<string, OptionText>>): Argv {
  let parser = yargs()
    .locale("en")
    .exitProcess(false)
    .version(false)
    .help(false)
    .parserConfiguration({
      "boolean-negation": true,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "camel-case-expansion": true,
      "parse-positional-numbers": false,
      "dot-notation": false,
    })
    .strictOptions()
    .fail((message, error) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw usageError(message ?? error?.message ?? "", options);
    });
  for (const [name, { type, list }] of Object.entries(options)) {
    parser = parser.option(flagOf(name).slice(2), { type, requiresArg: type !== "boolean", ...(list ? { array: true } : {}) });
  }
  return parser;
}

/** @throws SecretScanError for an option that may be given once and was given twice */
function single(name: string, { list, type }: OptionText, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (list) return Array.isArray(value) ? value.map(String) : [String(value)];
  if (!Array.isArray(value)) return value;
  if (type === "boolean") return value.at(-1);
  throw new SecretScanError("usage", `${flagOf(name)}: given more than once`, {}, "Give it once");
}

/** yargs' sentence on one line, with the nearest option that there is. */
function usageError(message: string, options: Readonly<Record<string, OptionText>>): SecretScanError {
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1];
  if (unknown === undefined) {
    return new SecretScanError("usage", message.replaceAll(/\s*\n\s*/g, ", "), {}, "See `secret-scan --help`");
  }
  const name = unknown.split(", ")[0]!;
  const flags = Object.keys(options).map(flagOf);
  const typed = name.length === 1 ? `-${name}` : `--${name}`;
  return new SecretScanError("usage", `unknown option ${typed}`, {}, didYouMean(typed, flags, "`secret-scan --help` lists them"));
}
