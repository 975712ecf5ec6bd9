/**
 * The line that holds a secret as it would read with an environment variable in its place, in the file's language.
 */

import type { Finding } from "../../model/finding.js";

type Expression = (name: string) => string;

const JAVASCRIPT: Expression = (name) => `process.env.${name}`;
const SHELL: Expression = (name) => `"$${name}"`;

/** By the end of the file's name, lower case. */
const EXPRESSIONS: readonly (readonly [RegExp, Expression])[] = [
  [/\.(?:[cm]?[jt]sx?|vue|svelte)$/, JAVASCRIPT],
  [/\.pyw?$/, (name) => `os.environ["${name}"]`],
  [/(?:\.(?:rb|rake)|gemfile|rakefile)$/, (name) => `ENV.fetch("${name}")`],
  [/\.go$/, (name) => `os.Getenv("${name}")`],
  [/\.(?:java|kt|kts|scala|groovy|gradle)$/, (name) => `System.getenv("${name}")`],
  [/\.php$/, (name) => `getenv('${name}')`],
  [/\.(?:cs|fs|vb)$/, (name) => `Environment.GetEnvironmentVariable("${name}")`],
  [/\.rs$/, (name) => `std::env::var("${name}")?`],
  [/\.swift$/, (name) => `ProcessInfo.processInfo.environment["${name}"]!`],
  [/\.(?:ex|exs)$/, (name) => `System.fetch_env!("${name}")`],
  [/\.(?:c|cc|cpp|cxx|h|hpp|m)$/, (name) => `getenv("${name}")`],
  [/\.(?:pl|pm)$/, (name) => `$ENV{${name}}`],
  [/\.lua$/, (name) => `os.getenv("${name}")`],
  [/\.dart$/, (name) => `Platform.environment['${name}']!`],
  [/\.r$/, (name) => `Sys.getenv("${name}")`],
  [/\.ps1$/, (name) => `$env:${name}`],
  [/\.(?:tf|tfvars)$/, (name) => `var.${name.toLowerCase()}`],
  [/\.(?:sh|bash|zsh|ksh|bats)$/, SHELL],
  [/(?:\.(?:ya?ml|toml|properties|conf|cfg|ini|xml|npmrc|env)|dockerfile)$/, (name) => `\${${name}}`],
];

const QUOTES = "\"'`";

/** Undefined where the file's language is not known or the line is not at hand. */
export function environmentLine(finding: Finding): string | undefined {
  const { frame, path } = finding;
  const expression = EXPRESSIONS.find(([names]) => names.test(path.toLowerCase()))?.[1];
  if (expression === undefined || frame === undefined || frame.length === 0) return undefined;
  const value = expression(variableName(finding));
  const { text, start, length } = frame;
  const [before, after] = [text.slice(0, start), text.slice(start + length)];
  const quote = before.at(-1);
  const isQuoted = quote !== undefined && QUOTES.includes(quote) && after.startsWith(quote);
  // `${NAME}` stays in the quotes that the format needs; code needs none.
  if (isQuoted && !value.startsWith("${")) return (before.slice(0, -1) + value + after.slice(1)).trim();
  if (isQuoted || !/[\w"'`]$/.test(before)) return (before + value + after).trim();
  // The secret is a part of a longer text: only the value itself can be named.
  return value;
}

/** `DB_PASSWORD` for `dbPassword`; else after the rule. */
export function variableName({ assignedTo, ruleId }: Finding): string {
  const source = assignedTo !== undefined && /^[\w.-]+$/.test(assignedTo) ? assignedTo : ruleId;
  const name = source
    .replace(/^.*\./, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
}
