/**
 * Go: `os.Getenv`, `os.LookupEnv`, struct tags of envconfig and caarlos0/env, viper.
 */

import { type Anchor, type FallbackFacts, type Finder, OPTIONAL, REQUIRED } from "../../reference.js";
import { type Access, accessFinder, calleeBefore, ENV_CALL, ENV_CONSTANT, listFinder, SLASHES } from "../access.js";
import { fallbackAfter, fallbackOfText, valueAt } from "../fallback.js";
import { findExpansions } from "./shell.js";

/** `Getenv(`, `LookupEnv(`, the tags `env:` and `envconfig:`. */
export const GO_HINTS: readonly (string | Anchor)[] = [{ text: "nv", next: "(:cVKNi" }, "viper."];

const ACCESSES: readonly Access[] = [
  ENV_CONSTANT,
  {
    ...ENV_CALL,
    rename: (name, match) => (/^EnvVars?\(/.test(match[0]) ? undefined : ENV_CALL.rename?.(name, match)),
    facts: getenvFacts,
  },
  {
    pattern: /`[^`\n]*\b(?:env|envconfig|config)\s*:\s*"(?<name>[A-Za-z_][\w.]*)(?=[",])/g,
    facts: (_match, text, end) => tagFacts(text.slice(end, end + 300).split("`")[0] ?? ""),
  },
  { pattern: /\bviper\.BindEnv\([^)\n]*,\s*"(?<name>[A-Z]\w+)(?="\s*\))/g, facts: () => REQUIRED },
  {
    pattern: /\bviper\.(?:Get|GetString|MustGet\w*)\(\s*"(?<name>[\w.-]+)(?=")/g,
    rename: (name) => name.replace(/[.-]/g, "_").toUpperCase(),
    facts: () => REQUIRED,
  },
];

/** What follows the name in the tags of one field. */
function tagFacts(rest: string): FallbackFacts {
  const given = /\b(?:envDefault|default)\s*:\s*"([^"]*)"|,\s{0,4}default=([^",]*)/.exec(rest);
  if (given) return fallbackOfText(given[1] ?? given[2] ?? "");
  return /\bomitempty|,optional|required\s*:\s*"false"/.test(rest) ? OPTIONAL : REQUIRED;
}

/** `LookupEnv` says whether it is there; `cmp.Or` takes the next. */
function getenvFacts(match: RegExpExecArray, text: string, end: number): FallbackFacts {
  if (/^Lookup$/.test(calleeBefore(match))) return OPTIONAL;
  const next = /\bcmp\.Or\(\s*os\.Get$/.test(text.slice(Math.max(0, match.index - 20), match.index))
    ? /^"\s*\)\s*,\s*/.exec(text.slice(end, end + 20))
    : null;
  return next ? valueAt(text, end + next[0].length) : fallbackAfter(text, end);
}

const DIRECT: Finder = accessFinder(ACCESSES, { comment: SLASHES });

/** Flags of urfave/cli, providers of Terraform. */
const LISTS: Finder = listFinder(
  /\b(?:EnvVars?(?::\s*\[\]string\s*\{|\()|MultiEnvDefaultFunc\(\s*\[\]string\s*\{)(?<list>[^)}\n]{1,300})/g,
);

const EXPANDED = /\bos\.ExpandEnv\(\s*["`](?<text>[^"`\n]{1,400})["`]/g;

export const findInGo: Finder = (text, emit) => {
  DIRECT(text, emit);
  LISTS(text, emit);
  for (const match of text.matchAll(EXPANDED)) {
    const inside = match.groups?.["text"] ?? "";
    const at = match.index + match[0].indexOf(inside);
    findExpansions(inside, (mention) => emit({ ...mention, at: at + mention.at }));
  }
};
