/**
 * Python: `os.environ`, `os.getenv`, django-environ, environs, decouple, and settings classes of pydantic.
 */

import { type Anchor, type FallbackFacts, type Finder, OPTIONAL, REQUIRED } from "../../reference.js";
import { type Access, accessFinder, ENV_CALL, ENV_CONSTANT, HASH, testedFinder } from "../access.js";
import { valueAt } from "../fallback.js";

/** `environ`, `getenv(`, `env(`, `env.`, `env[`. */
export const PYTHON_HINTS: readonly (string | Anchor)[] = [
  { text: "nv", next: "i(.[bV_" },
  "ENV_VAR",
  "BaseSettings",
  "config(",
  "st.secrets",
];

const ACCESSES: readonly Access[] = [
  { pattern: /\benvironb?\s*(?:\[\s*|\.(?:get|pop|setdefault)\(\s*(?:key\s*=\s*)?)[rbu]?["'](?<name>\w+)(?=["'])/g },
  { pattern: /\bgetenvb?\(\s*["'](?<name>[a-z]\w+)(?=["'])/g },
  { pattern: /\benv\.\w+\(\s*["'](?<name>\w+)(?=["'])/g },
  { pattern: /\benv\[\s*["'](?<name>[A-Z]\w+)(?=["'])/g },
  { pattern: /\bconfig\(\s*["'](?<name>[A-Z]\w+)(?=["'])/g },
  { pattern: /\bdj_database_url\.config\([^)\n]{0,160}?\benv\s*=\s*["'](?<name>[A-Z]\w+)(?=["'])/g, facts: () => OPTIONAL },
  { pattern: /\bst\.secrets(?:\[\s*|\.get\(\s*)["'](?<name>\w+)(?=["'])/g },
  ENV_CALL,
  ENV_CONSTANT,
];

const DIRECT: Finder = accessFinder(ACCESSES, { comment: HASH });

const TESTED: Finder = testedFinder(/\bin\s+(?:os\.)?environ\b/g);

/** Calls that ask for a variable which they do not name. */
const IMPLIED =
  /\benv\.(?<method>db|db_url|cache|cache_url|email|email_url)\(\s*(?=\)|\w+\s*=)|\bdj_database_url\.(?<config>config)\((?![^)\n]{0,160}\benv\s*=)/g;
const IMPLIED_NAMES: Readonly<Record<string, string>> = {
  db: "DATABASE_URL",
  cache: "CACHE_URL",
  email: "EMAIL_URL",
  config: "DATABASE_URL",
};

function implied(text: string, emit: Parameters<Finder>[1]): void {
  for (const match of text.matchAll(IMPLIED)) {
    const { method, config = "" } = match.groups ?? {};
    const written = method ?? config;
    const name = IMPLIED_NAMES[written.replace(/_url$/, "")] ?? "";
    const given = /\bdefault\s*=\s*/.exec(text.slice(match.index, match.index + 200).split(")")[0] ?? "");
    const facts = given ? valueAt(text, match.index + given.index + given[0].length) : config ? OPTIONAL : REQUIRED;
    emit({ name, at: match.index + match[0].indexOf(written), role: "used", ...facts });
  }
}

/** `environ.Env(DEBUG=(bool, False), SECRET_KEY=(str, "x"))` */
const SCHEME = /[(,]\s{0,40}(?<name>[A-Z][A-Z0-9_]+)\s?=\s?\((?:bool|str|bytes|int|float|list|tuple|dict)\s?,\s{0,8}/g;

function scheme(text: string, emit: Parameters<Finder>[1]): void {
  for (const match of text.matchAll(SCHEME)) {
    const name = match.groups?.["name"] ?? "";
    emit({ name, at: match.index + match[0].indexOf(name), role: "used", ...valueAt(text, match.index + match[0].length) });
  }
}

const SETTINGS_CLASS = /^(?<indent>[ \t]*)class\s+(?<own>\w+)\s*\((?<bases>[^)\n]*)\)\s*:[^\n]*\n/gm;
const FIELD =
  /^(?<indent>[ \t]+)(?<name>[A-Za-z]\w*)\s*:\s*(?<type>(?:[^=\n#[]|\[[^\n]{0,200}\](?=\s*(?:=|$|#)))+?)\s*(?:=\s*(?<value>[^\n]+))?$/;

/** A field asks for the variable of its name, in capitals, behind the class's prefix; pydantic ignores the letter case. */
function settings(text: string, emit: Parameters<Finder>[1]): void {
  /** Prefixes by class: one that is derived inherits it. */
  const prefixes = new Map([["BaseSettings", ""]]);
  for (const match of text.matchAll(SETTINGS_CLASS)) {
    const bases = (match.groups?.["bases"] ?? "").match(/\w+/g) ?? [];
    const base = bases.find((name) => prefixes.has(name));
    if (base === undefined) continue;
    const from = match.index + match[0].length;
    const body = bodyOf(text.slice(from, from + 20_000), match.groups?.["indent"]?.length ?? 0);
    const prefix = /env_prefix\s*=\s*["'](\w*)["']/.exec(body)?.[1] ?? prefixes.get(base) ?? "";
    prefixes.set(match.groups?.["own"] ?? "", prefix);
    let at = from;
    for (const line of body.split("\n")) {
      const field = FIELD.exec(line)?.groups;
      if (field?.["name"] && field["name"] !== "model_config") {
        const value = field["value"] ?? "";
        const alias = /\b(?:env|alias|validation_alias)\s*=\s*["'](\w+)["']/.exec(value)?.[1];
        const name = alias ?? `${prefix}${field["name"]}`.toUpperCase();
        emit({
          name,
          at: at + line.indexOf(field["name"]),
          role: "used",
          caseless: true,
          ...fieldFacts(field["type"] ?? "", value),
        });
      }
      at += line.length + 1;
    }
  }
}

/** The lines that are indented deeper than the class, up to a method. */
function bodyOf(text: string, indent: number): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => line.trim() !== "" && line.length - line.trimStart().length <= indent);
  return lines.slice(0, end === -1 ? lines.length : end).join("\n");
}

function fieldFacts(type: string, value: string): FallbackFacts {
  if (value === "") return REQUIRED;
  const field = /^(?:Field|SecretStr|Secret)\(\s*(?:default\s*=\s*)?/.exec(value);
  const given = field ? value.slice(field[0].length) : value;
  if (/^(?:\.\.\.|\w+\s*=|\))/.test(given))
    return /\bdefault\s*=/.test(given) ? valueAt(given, given.search(/default\s*=/) + 8) : REQUIRED;
  const facts = valueAt(given, 0);
  return facts.fallback === "none" && !/Optional|None/.test(type + given) ? { required: false, fallback: "none" } : facts;
}

export const findInPython: Finder = (text, emit) => {
  DIRECT(text, emit);
  TESTED(text, emit);
  implied(text, emit);
  if (text.includes("Env(")) scheme(text, emit);
  if (text.includes("BaseSettings")) settings(text, emit);
};
