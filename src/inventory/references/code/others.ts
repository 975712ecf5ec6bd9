/**
 * Languages that ask the environment in one or two ways.
 */

import { type FallbackFacts, type FileFinder, OPTIONAL, REQUIRED } from "../../reference.js";
import { type Access, accessFinder, ENV_CALL, HASH, SLASHES } from "../access.js";
import { fallbackAfter, valueAt } from "../fallback.js";
import { findInRuby } from "./ruby.js";

/** Variables that a web server sets in `$_SERVER`. */
const SERVER_SET = /^(?:HTTP_|REQUEST_|SERVER_|REMOTE_|SCRIPT_|DOCUMENT_|QUERY_|PHP_|PATH_|CONTENT_|GATEWAY_|HTTPS$|argv$|argc$)/;

const PHP: readonly Access[] = [
  {
    pattern: /\$_(?:ENV|SERVER)\[\s*["'](?<name>\w+)(?=["'])/g,
    rename: (name) => (SERVER_SET.test(name) ? undefined : name),
  },
  { pattern: /\bEnv::get(?:OrFail)?\(\s*["'](?<name>\w+)(?=["'])/g },
  ENV_CALL,
];

const RUST: readonly Access[] = [
  { pattern: /\b(?:env|dotenvy?)::var(?:_os)?\(\s*"(?<name>\w+)(?=")/g },
  { pattern: /(?<!option_)\benv!\(\s*"(?<name>\w+)(?=")/g, facts: () => REQUIRED },
  { pattern: /\boption_env!\(\s*"(?<name>\w+)(?=")/g, facts: (_match, text, end) => optionFacts(text, end) },
  { pattern: /\benv\s*=\s*"(?<name>[A-Z]\w+)(?=")/g, facts: (_match, text, end) => attributeFacts(text, end) },
  { pattern: /\benvconfig\(\s*from\s*=\s*"(?<name>[A-Z]\w+)(?=")/g, facts: (_match, text, end) => attributeFacts(text, end) },
  {
    // clap takes the field's name
    pattern:
      /#\[(?:arg|clap)\((?:[^\]\n]{1,100},\s*)?env(?:\s*,[^\]\n]{0,100})?\)\]\s*(?:pub(?:\(\w+\))?\s+)?(?<name>[a-z]\w*)(?=\s*:)/g,
    rename: (name) => name.toUpperCase(),
    facts: (match) => attributeFacts(match[0], 0),
  },
];

/** `default_value = "…"` in the same attribute. */
function attributeFacts(text: string, from: number): FallbackFacts {
  const rest = text.slice(from, from + 200).split(")]")[0] ?? "";
  const given = /\bdefault(?:_value(?:_t)?)?\s*=\s*/.exec(rest);
  return given ? valueAt(rest, given.index + given[0].length) : REQUIRED;
}

function optionFacts(text: string, end: number): FallbackFacts {
  const facts = fallbackAfter(text, end);
  return facts.required ? OPTIONAL : facts;
}

const ELIXIR: readonly Access[] = [
  { pattern: /\bSystem\.(?:get_env|fetch_env!?)\(?\s*"(?<name>\w+)(?=")/g },
  { pattern: /\{:system,\s*"(?<name>\w+)(?=")/g },
];

const SWIFT: readonly Access[] = [
  { pattern: /\benvironment\[\s*"(?<name>\w+)(?=")/g },
  { pattern: /\bEnvironment\.get\(\s*"(?<name>\w+)(?=")/g },
  { pattern: /\bforInfoDictionaryKey:\s*"(?<name>[A-Z][A-Z0-9_]+)(?=")/g },
  ENV_CALL,
];

const DART: readonly Access[] = [
  { pattern: /\b(?:Platform\.environment|dotenv\.env|env)\[\s*["'](?<name>\w+)(?=["'])/g },
  { pattern: /\bfromEnvironment\(\s*["'](?<name>\w+)(?=["'])/g },
  { pattern: /\bEnviedField\(\s*varName:\s*["'](?<name>\w+)(?=["'])/g },
  { pattern: /\bdotenv\.(?:get|maybeGet)\(\s*["'](?<name>\w+)(?=["'])/g },
];

const PERL: readonly Access[] = [{ pattern: /\$ENV\{\s*["']?(?<name>\w+)(?=["']?\s*\})/g }];

const FUNCTIONAL: readonly Access[] = [
  { pattern: /\b(?:lookupEnv|getEnv|getEnvDefault|Sys\.getenv(?:_opt)?)\s+"(?<name>\w+)(?=")/g },
  { pattern: /\bENV\[\s*"(?<name>\w+)(?=")/g },
  ENV_CALL,
];

export type OtherLanguage = "ruby" | "php" | "rust" | "elixir" | "swift" | "dart" | "c" | "perl" | "functional";

export const OTHER_LANGUAGES: Readonly<Record<OtherLanguage, Pick<FileFinder, "hints" | "find">>> = {
  ruby: { hints: ["ENV", "credentials", "Figaro"], find: findInRuby },
  php: { hints: ["env(", "Env::get", "_ENV", "_SERVER"], find: accessFinder(PHP, { comment: SLASHES }) },
  rust: { hints: ["env"], find: accessFinder(RUST, { comment: SLASHES }) },
  elixir: { hints: ["_env", ":system"], find: accessFinder(ELIXIR, { comment: HASH }) },
  swift: {
    hints: ["environment", "Environment.get", "getenv", "forInfoDictionaryKey"],
    find: accessFinder(SWIFT, { comment: SLASHES }),
  },
  dart: { hints: ["env", "Environment", "varName"], find: accessFinder(DART, { comment: SLASHES }) },
  c: { hints: ["getenv", "_env("], find: accessFinder([ENV_CALL], { comment: SLASHES }) },
  perl: { hints: ["$ENV"], find: accessFinder(PERL, { comment: HASH }) },
  functional: { hints: ["env", "Env", "ENV"], find: accessFinder(FUNCTIONAL, { comment: /^\s*(?:--|#|\(\*|;)/ }) },
};
