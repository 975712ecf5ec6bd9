/**
 * The line that holds a secret as it would read with an environment variable in its place, in the file's language.
 */

import type { Finding } from "../../model/finding.js";

interface Language {
  /** How a program reads the variable. */
  expression(name: string): string;
  /** Puts two strings together; undefined: there is no such sign, and only the value can be named. */
  readonly plus?: string;
  /** The variable within a string, by the string's quote. */
  readonly within?: Readonly<Record<string, (name: string) => string>>;
  /** What stands before a string's quote and makes another kind of string of it. */
  readonly prefix?: RegExp;
  /** Turns a line whose constant is known when the program is built into one that is read when it runs. */
  atRunTime?(line: string): string;
}

const braces = (name: string): string => `\${${name}}`;
const JAVASCRIPT: Language = {
  expression: (name) => `process.env.${name}`,
  plus: "+",
  within: { "`": (name) => `\${process.env.${name}}` },
};
const SHELL: Language = { expression: (name) => `"$${name}"`, within: { '"': braces, "'": (name) => `'"$${name}"'` } };
const JVM: Language = {
  expression: (name) => `System.getenv("${name}")`,
  plus: "+",
  atRunTime: (line) => line.replace(/\bconst val\b/, "val"),
};
const C: Language = { expression: (name) => `getenv("${name}")` };
/** The program that reads such a file puts the variable's value in. */
const FILE: Language = { expression: braces, within: { '"': braces, "'": braces, "`": braces } };

/** By the end of the file's name, lower case. */
const LANGUAGES: readonly (readonly [RegExp, Language])[] = [
  [
    /\.[cm]?tsx?$/,
    // a variable may be missing, and its type says so
    { ...JAVASCRIPT, atRunTime: (line) => line.replace(/(:\s*string\s*=\s*process\.env\.\w+)/, "$1!") },
  ],
  [/\.(?:[cm]?jsx?|vue|svelte)$/, JAVASCRIPT],
  [/\.pyw?$/, { expression: (name) => `os.environ["${name}"]`, plus: "+", prefix: /(?<!\w)[rbuf]{1,2}$/i }],
  [
    /(?:\.(?:rb|rake)|gemfile|rakefile)$/,
    { expression: (name) => `ENV.fetch("${name}")`, plus: "+", within: { '"': (name) => `#{ENV.fetch("${name}")}` } },
  ],
  [
    /\.go$/,
    { expression: (name) => `os.Getenv("${name}")`, plus: "+", atRunTime: (line) => line.replace(/^(\s*)const\b/, "$1var") },
  ],
  [/\.(?:java|kt|kts|scala|groovy|gradle)$/, JVM],
  [/\.php$/, { expression: (name) => `getenv('${name}')`, plus: "." }],
  [
    /\.(?:cs|fs|vb)$/,
    {
      expression: (name) => `Environment.GetEnvironmentVariable("${name}")`,
      plus: "+",
      prefix: /[@$]{1,2}$/,
      atRunTime: (line) =>
        line
          .replace(/\b(public|private|protected|internal)\s+const\b/, "$1 static readonly")
          .replace(/^(\s*)const\s+(?=string\b|var\b)/, "$1"),
    },
  ],
  [
    /\.rs$/,
    {
      expression: (name) => `std::env::var("${name}")?`,
      prefix: /\bb?r$/,
      atRunTime: (line) =>
        line.replace(
          /\b(?:const|static)(\s+\w+\s*:\s*)&(?:'static\s+)?str(\s*=\s*)(std::env::var\("\w+"\))\?/,
          'static$1std::sync::LazyLock<String>$2std::sync::LazyLock::new(|| $3.expect("it is set"))',
        ),
    },
  ],
  [/\.swift$/, { expression: (name) => `ProcessInfo.processInfo.environment["${name}"]!`, plus: "+" }],
  [/\.(?:ex|exs)$/, { expression: (name) => `System.fetch_env!("${name}")`, plus: "<>" }],
  [/\.(?:c|cc|cpp|cxx|h|hpp|m)$/, C],
  [/\.(?:pl|pm)$/, { expression: (name) => `$ENV{${name}}`, plus: "." }],
  [/\.lua$/, { expression: (name) => `os.getenv("${name}")`, plus: ".." }],
  [
    /\.dart$/,
    {
      expression: (name) => `Platform.environment['${name}']!`,
      plus: "+",
      atRunTime: (line) => line.replace(/^(\s*)const\b/, "$1final"),
    },
  ],
  [/\.r$/, { expression: (name) => `Sys.getenv("${name}")` }],
  [/\.ps1$/, { expression: (name) => `$env:${name}`, plus: "+", within: { '"': (name) => `$($env:${name})` } }],
  [
    /\.(?:tf|tfvars)$/,
    { expression: (name) => `var.${name.toLowerCase()}`, within: { '"': (name) => `\${var.${name.toLowerCase()}}` } },
  ],
  [/\.(?:sh|bash|zsh|ksh|fish|bats)$/, SHELL],
  [/(?:\.(?:ya?ml|toml|properties|conf|cfg|ini|xml|npmrc|env)|dockerfile)$/, FILE],
];

const QUOTES = "\"'`";

/** Undefined where the file's language is not known or the line is not at hand. */
export function environmentLine(finding: Finding): string | undefined {
  const { frame, path } = finding;
  const language = LANGUAGES.find(([names]) => names.test(path.toLowerCase()))?.[1];
  if (language === undefined || frame === undefined || frame.length === 0) return undefined;
  const name = variableName(finding);
  const { text, start, length } = frame;
  const line = inPlace(text.slice(0, start), text.slice(start + length), name, language);
  // The secret is a part of a longer text: only the value itself can be named.
  if (line === undefined) return language.expression(name);
  return (language.atRunTime?.(line) ?? line).trim();
}

function inPlace(before: string, after: string, name: string, language: Language): string | undefined {
  const value = language.expression(name);
  const quote = openQuote(before);
  if (quote === undefined || !after.includes(quote)) return /[\w"'`]$/.test(before) ? undefined : before + value + after;
  if (/"""|'''/.test(before + after)) return undefined;
  const [isFirst, isLast] = [before.endsWith(quote), after.startsWith(quote)];
  const within = language.within?.[quote];
  if (isFirst && isLast && value !== braces(name)) {
    return before.slice(0, -1).replace(language.prefix ?? /(?!)/, "") + value + after.slice(1);
  }
  if (within !== undefined) return before + within(name) + after;
  if (language.plus === undefined) return undefined;
  const head = isFirst ? before.slice(0, -1) : `${before}${quote} ${language.plus} `;
  const tail = isLast ? after.slice(1) : ` ${language.plus} ${quote}${after}`;
  return head + value + tail;
}

/** The quote of the string that is not closed at the end of the text. */
function openQuote(text: string): string | undefined {
  let open: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\\") at++;
    else if (open === undefined ? QUOTES.includes(char) : char === open) open = open === undefined ? char : undefined;
  }
  return open;
}

/** Where a dot is a part of the name: in code it stands between an object and its member. */
const DOTTED = /\.(?:properties|conf|cfg|ini|toml|ya?ml)$/i;

/** `DB_PASSWORD` for `dbPassword`, and for `db.password` in a file of such names; else after the rule. */
function variableName({ assignedTo, ruleId, path }: Pick<Finding, "assignedTo" | "ruleId" | "path">): string {
  const source = assignedTo !== undefined && /^[\w.-]+$/.test(assignedTo) ? assignedTo : ruleId;
  const name = source
    .replace(DOTTED.test(path) ? /^\.+/ : /^.*\./, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
}
