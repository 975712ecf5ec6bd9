/**
 * Go: `os.Getenv`, `os.LookupEnv`, struct tags of envconfig and caarlos0/env, viper.
 */

import { type Anchor, type FallbackFacts, type Finder, OPTIONAL, REQUIRED } from "../../reference.js";
import { type Access, accessFinder, calleeBefore, ENV_CALL, ENV_CONSTANT, SLASHES } from "../access.js";
import { fallbackAfter, fallbackOfText } from "../fallback.js";

/** `Getenv(`, `LookupEnv(`, the tags `env:` and `envconfig:`. */
export const GO_HINTS: readonly (string | Anchor)[] = [{ text: "nv", next: "(:cVKNi" }, "viper."];

const ACCESSES: readonly Access[] = [
  ENV_CONSTANT,
  {
    ...ENV_CALL,
    facts: (match, text, end) => (/^Lookup$/.test(calleeBefore(match)) ? OPTIONAL : fallbackAfter(text, end)),
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
  const given = /\b(?:envDefault|default)\s*:\s*"([^"]*)"|,default=([^",]*)/.exec(rest);
  if (given) return fallbackOfText(given[1] ?? given[2] ?? "");
  return /\bomitempty|,optional|required\s*:\s*"false"/.test(rest) ? OPTIONAL : REQUIRED;
}

export const findInGo: Finder = accessFinder(ACCESSES, { comment: SLASHES });
