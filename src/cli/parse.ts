/**
 * The command line: yargs knows the commands and options, and hands each command what was typed.
 */

import yargs, { type Argv } from "yargs";
import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { EXIT, type Io } from "./io.js";
import { type GivenOptions, SCAN_OPTIONS } from "./options.js";

const EXIT_CODES = `Exit codes: ${EXIT.clean} nothing found, ${EXIT.findings} findings, ${EXIT.usage} usage or configuration error, ${EXIT.incomplete} incomplete scan, ${EXIT.bug} a bug, 130 interrupted`;
const COMMANDS = ["scan", "staged", "range", "stdin", "rules"];
const HELP_WIDTH = 80;

/** @returns the exit code @throws SecretScanError `usage` */
export async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const run = (result: Promise<number>): Promise<void> =>
    result.then((status) => {
      code = status;
    });
  const parser = yargs()
    .scriptName("secret-scan")
    .usage("$0 [COMMAND] [PATH…] [OPTION…]\n\nFinds the credentials in a repository or folder.")
    .locale("en")
    .wrap(Math.min(HELP_WIDTH, io.stdout.columns ?? HELP_WIDTH))
    .parserConfiguration({
      "boolean-negation": true,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "strip-dashed": true,
      "camel-case-expansion": true,
      "parse-positional-numbers": false,
      "dot-notation": false,
    })
    .strict()
    .exitProcess(false)
    .version(false)
    .help(false)
    .epilogue(EXIT_CODES)
    .command(
      ["$0 [path..]", "scan [path..]"],
      "Scan files and folders (default: the current folder)",
      (y) => positionalPaths(scanOptions(y)),
      (args) => run(import("./commands/scan.js").then(({ scanCommand }) => scanCommand(pathsOf(args), givenOptions(args), io))),
    )
    .command(
      "staged",
      "Scan what the next commit would add or change",
      (y) => scanOptions(y),
      (args) => run(import("./commands/staged.js").then(({ stagedCommand }) => stagedCommand(givenOptions(args), io))),
    )
    .command(
      "range [range]",
      "Scan what the commits of BASE..HEAD bring in (in CI: of the push or pull request)",
      (y) => scanOptions(y).positional("range", { type: "string", describe: "BASE..HEAD" }),
      (args) =>
        run(
          import("./commands/range.js").then(({ rangeCommand }) => rangeCommand(stringOf(args, "range"), givenOptions(args), io)),
        ),
    )
    .command(
      "stdin",
      "Scan standard input",
      (y) => scanOptions(y).option("path", { type: "string", describe: "Name that the input goes by" }),
      (args) =>
        run(
          import("./commands/stdin.js").then(({ stdinCommand }) => stdinCommand(stringOf(args, "path"), givenOptions(args), io)),
        ),
    )
    .command(
      "rules <action> [name..]",
      "List the rules, show one, or check rule files",
      (y) => rulesArguments(y),
      (args) =>
        run(
          import("./commands/rules.js").then(({ rulesCommand }) =>
            rulesCommand(String(args["action"]), namesOf(args), givenOptions(args), io),
          ),
        ),
    )
    .fail((message, error) => {
      if (error) throw error;
      throw usageError(message);
    });
  if (argv.some((argument) => argument === "--help" || argument === "-h")) {
    const words = argv.filter((argument) => !argument.startsWith("-"));
    const known = words[0] !== undefined && COMMANDS.includes(words[0]) ? [words[0]] : [];
    await io.stdout.write(`${await helpText(parser, known)}\n`);
    return EXIT.clean;
  }
  await parser.parseAsync([...argv]);
  return code;
}

async function helpText(parser: Argv, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    parser.help(true);
    parser.parse([...words, "--help"], {}, (_error, _args, output) => resolve(output));
  });
}

function scanOptions(y: Argv): Argv {
  let parser = y;
  for (const [name, option] of Object.entries(SCAN_OPTIONS)) {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const describe = option.choices === undefined ? option.describe : `${option.describe} [${option.choices.join(", ")}]`;
    parser = parser.option(flag, {
      type: option.type,
      describe,
      requiresArg: option.type !== "boolean",
      ...(option.list ? { array: true } : {}),
    });
  }
  return parser;
}

function positionalPaths(y: Argv): Argv {
  return y.positional("path", { type: "string", array: true, describe: "Files, folders or globs" });
}

function rulesArguments(y: Argv): Argv {
  return scanOptions(y)
    .positional("action", { choices: ["list", "show", "check"], describe: "What to do" })
    .positional("name", { type: "string", array: true, describe: "Rule id (show) or rule files (check)" });
}

type Arguments = Readonly<Record<string, unknown>>;

function pathsOf(args: Arguments): string[] {
  return listOf(args, "path");
}

function namesOf(args: Arguments): string[] {
  return listOf(args, "name");
}

function listOf(args: Arguments, key: string): string[] {
  const value = args[key];
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
}

function stringOf(args: Arguments, key: string): string | undefined {
  const value = args[key];
  return typeof value === "string" ? value : undefined;
}

/** @throws SecretScanError for an option that may be given once and was given twice */
function givenOptions(args: Arguments): GivenOptions {
  const given: Record<string, unknown> = {};
  for (const [name, { list, type }] of Object.entries(SCAN_OPTIONS)) {
    const value = args[name];
    if (value === undefined) continue;
    if (list) given[name] = listOf(args, name);
    else if (!Array.isArray(value)) given[name] = value;
    else if (type === "boolean") given[name] = value.at(-1);
    else throw new SecretScanError("usage", `--${name}: given more than once`, {}, "Give it once");
  }
  return given as GivenOptions;
}

/** yargs' sentence, on one line, with the nearest option that there is. */
function usageError(message: string): SecretScanError {
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1];
  if (unknown === undefined)
    return new SecretScanError("usage", message.replaceAll(/\s*\n\s*/g, ", "), {}, "See `secret-scan --help`");
  const name = unknown.split(", ")[0]!;
  const flags = Object.keys(SCAN_OPTIONS).map((option) => option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const dashed = name.length === 1 ? `-${name}` : `--${name}`;
  return new SecretScanError("usage", `unknown option ${dashed}`, {}, didYouMean(name, flags, "`secret-scan --help` lists them"));
}
