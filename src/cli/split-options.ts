/**
 * Options as typed, split by yargs: loaded only where they are not plain (`split-plain-options.ts`), since a short run pays for every module.
 */

import yargs, { type Argv } from "yargs";
import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { flagOf, type OptionText } from "./options.js";

/** What yargs makes of the words: options by name, the others under `_`. @throws SecretScanError `usage` */
export function splitOptions(
  options: Readonly<Record<string, OptionText>>,
  words: readonly string[],
): Readonly<Record<string, unknown>> {
  refuseOtherForms(options, words);
  return parserOf(options).parseSync([...words]) as Readonly<Record<string, unknown>>;
}

/** yargs takes `--failOn` and `--no-threads` too; a form that no help names is a slip. */
function refuseOtherForms(options: Readonly<Record<string, OptionText>>, words: readonly string[]): void {
  const end = words.indexOf("--");
  for (const word of end < 0 ? words : words.slice(0, end)) {
    const typed = /^--[^=]+/.exec(word)?.[0];
    if (typed === undefined) continue;
    const negated = Object.entries(options).find(([name]) => typed === flagOf(name).replace("--", "--no-"));
    if (!/[A-Z]/.test(typed) && (negated === undefined || negated[0] === "config" || negated[1].type === "boolean")) continue;
    throw unknownOption(typed, options, flagOf(negated?.[0] ?? typed.slice(2)));
  }
}

/** @param meant what is looked for among those that there are */
function unknownOption(typed: string, options: Readonly<Record<string, OptionText>>, meant: string = typed): SecretScanError {
  const flags = Object.keys(options).map(flagOf);
  const begun = flags.filter((flag) => flag.startsWith(meant));
  const near = didYouMean(begun.length === 1 ? begun[0]! : meant, flags, "`secret-scan --help` lists them");
  return new SecretScanError("usage", `unknown option ${typed}`, {}, near);
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

/** yargs' sentence on one line, with the nearest option that there is. */
function usageError(message: string, options: Readonly<Record<string, OptionText>>): SecretScanError {
  const bare = /^Not enough arguments following: ([\w-]+)/.exec(message)?.[1];
  if (bare !== undefined) {
    const text = Object.entries(options).find(([option]) => flagOf(option) === `--${bare}`)?.[1];
    const form = text?.placeholder ?? text?.choices?.join("|") ?? "VALUE";
    return new SecretScanError("usage", `--${bare}: its value is missing`, {}, `Write --${bare} ${form}`);
  }
  const unknown = /^Unknown arguments?: (.+)$/m.exec(message)?.[1];
  if (unknown === undefined) {
    return new SecretScanError("usage", message.replaceAll(/\s*\n\s*/g, ", "), {}, "See `secret-scan --help`");
  }
  const name = unknown.split(", ")[0]!;
  return unknownOption(name.length === 1 ? `-${name}` : `--${name}`, options);
}
