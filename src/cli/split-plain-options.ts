/**
 * Options as typed, split where they are plain: known names, each given once, with values that need no reading. All else is left to
 * `split-options.ts`, whose parser and modules would cost a short run more than its scan.
 */

import { flagOf, type OptionText } from "./options.js";

/** Of a value that yargs would read otherwise: it takes quotes off, and a dash for the next option. */
const UNPLAIN = /^(?:["'-]|$)/;
/** What yargs takes for the value of a switch before it. */
const TRUTH = /^(?:true|false)$/i;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** The same as `splitOptions` gives; undefined where anything is not plain, right or wrong. */
export function splitPlainOptions(
  options: Readonly<Record<string, OptionText>>,
  words: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const names = new Map(Object.keys(options).map((name) => [flagOf(name), name]));
  const others: string[] = [];
  const args: Record<string, unknown> = { _: others };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!word.startsWith("-")) {
      if (word === "") return undefined;
      others.push(word);
      continue;
    }
    const sign = word.indexOf("=");
    const flag = sign < 0 ? word : word.slice(0, sign);
    const off = flag.startsWith("--no-") ? names.get(`--${flag.slice("--no-".length)}`) : undefined;
    const name = names.get(flag) ?? off;
    if (name === undefined) return undefined;
    const { type, list = false } = options[name]!;
    const before = args[name];
    if (before !== undefined && !list) return undefined;
    if (type === "boolean" || off !== undefined) {
      if (sign >= 0 || (off !== undefined && type !== "boolean" && name !== "config")) return undefined;
      if (TRUTH.test(words[at + 1] ?? "")) return undefined;
      args[name] = off === undefined;
      continue;
    }
    const value = sign < 0 ? words[++at] : word.slice(sign + 1);
    if (value === undefined || UNPLAIN.test(value) || (type === "number" && !NUMBER.test(value))) return undefined;
    args[name] = list ? [...((before as string[] | undefined) ?? []), value] : type === "number" ? Number(value) : value;
  }
  return args;
}
