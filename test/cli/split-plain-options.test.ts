/** What is split without yargs is split as yargs does it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/command-table.js";
import { flagOf, type OptionText, SCAN_OPTIONS } from "../../src/cli/options.js";
import { splitOptions } from "../../src/cli/split-options.js";
import { splitPlainOptions } from "../../src/cli/split-plain-options.js";

const OWN = Object.assign({}, ...COMMANDS.map(({ options }) => options ?? {})) as Record<string, OptionText>;
const OPTIONS: Readonly<Record<string, OptionText>> = { ...OWN, ...SCAN_OPTIONS };
const FLAGS = Object.keys(OPTIONS).map(flagOf);
const VALUES = [
  "json",
  "json=out.json",
  "a b",
  "1",
  "007",
  "-1",
  "1.5",
  "true",
  "FALSE",
  "",
  "'a'",
  '"',
  "-",
  "--",
  "x=y",
  "ä",
  ".",
];

/** Under their own names only, and what nobody gave left out: yargs gives aliases and undefined ones as well. */
function ofYargs(words: readonly string[]): unknown {
  const args = splitOptions(OPTIONS, words);
  const named = Object.keys(OPTIONS).flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]]));
  return { ...Object.fromEntries(named), _: args["_"] };
}

describe("options without yargs", () => {
  it("takes what is typed most", () => {
    const words = ["a", "--format", "json=out.json", "--format=sarif", "--threads", "2", "--reproducible", "--no-config", "b"];
    const expected = { _: ["a", "b"], format: ["json=out.json", "sarif"], threads: 2, reproducible: true, config: false };
    expect(splitPlainOptions(OPTIONS, words)).toEqual(expected);
    expect(ofYargs(words)).toEqual(expected);
  });

  it.each([
    [["--fromat", "json"]],
    [["--format"]],
    [["--threads", "two"]],
    [["--quiet", "true"]],
    [["--allowlist", "a", "--allowlist", "b"]],
    [["--", "--quiet"]],
    [["-q"]],
    [["--exclude", "'a'"]],
    [["--no-threads"]],
    [["--failOn", "low"]],
  ])("leaves %j to yargs", (words) => {
    expect(splitPlainOptions(OPTIONS, words)).toBeUndefined();
  });

  it("never differs from yargs", () => {
    const flag = fc.constantFrom(...FLAGS);
    const value = fc.constantFrom(...VALUES);
    const word = fc.oneof(
      flag,
      value,
      fc.tuple(flag, value).map(([name, text]) => `${name}=${text}`),
      flag.map((name) => name.replace("--", "--no-")),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const plain = splitPlainOptions(OPTIONS, words);
        if (plain !== undefined) expect(plain).toEqual(ofYargs(words));
      }),
      { numRuns: 500 },
    );
  });
});
