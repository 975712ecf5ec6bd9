/**
 * Options as typed, split by yargs: loaded only where there are any, since a hook's call has none and pays for every module.
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
  return parserOf(options).parseSync([...words]) as Readonly<Record<string, unknown>>;
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
  const flags = Object.keys(options).map(flagOf);
  const typed = name.length === 1 ? `-${name}` : `--${name}`;
  return new SecretScanError("usage", `unknown option ${typed}`, {}, didYouMean(typed, flags, "`secret-scan --help` lists them"));
}
