/**
 * JavaScript and TypeScript: `process.env`, `import.meta.env`, Deno, Bun, and schemas that check the environment.
 */

import {
  type Anchor,
  EMPTY_FALLBACK,
  type FallbackFacts,
  type Finder,
  LITERAL_FALLBACK,
  OPTIONAL,
  REQUIRED,
} from "../../reference.js";
import { type Access, accessFinder, ENV_CALL, ENV_CONSTANT, SLASHES, testedFinder } from "../access.js";
import { fallbackAfter, valueAt } from "../fallback.js";
import { SECRET_ANCHOR } from "../vault-references.js";

/** `env.`, `env[`, `env?.`, `Env(`, `EnvVar(`, `$env/`, and `process.env` at the end of a destructuring or an alias. */
export const JAVASCRIPT_HINTS: readonly (string | Anchor)[] = [
  { text: "nv", next: ".[?(VKNS/;),| \r\n" },
  { text: "fig.get", next: "(O<" },
  "Service.get",
  // `ENV_VAR`, `__ENV.`
  { text: "ENV", next: "_." },
  // `defineSecret(`
  SECRET_ANCHOR,
];

const METHODS = new Set(["get", "set", "has", "delete", "toObject", "hasOwnProperty", "DEV", "PROD", "MODE", "SSR"]);

const ACCESSES: readonly Access[] = [
  {
    pattern: /\b(?:process\.env|import\.meta\.env|Bun\.env|Deno\.env)\??\.(?<name>[A-Za-z_$][\w$]*)/g,
    rename: (name) => (METHODS.has(name) ? undefined : name),
    facts: (match, text, end) => ternary(text, match[0], end) ?? fallbackAfter(text, end),
  },
  { pattern: /\b(?:process\.env|import\.meta\.env|Bun\.env)(?:\?\.)?\[\s*["'`](?<name>[\w.$-]+)(?=["'`])/g },
  // an object that holds the environment: of a Worker, of SvelteKit, of a `useEnv()`
  { pattern: /\benv\??\.(?<name>[A-Z][A-Z0-9_]+)\b/g },
  { pattern: /\benv(?:\?\.)?\[\s*["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g },
  // of k6
  { pattern: /\b__ENV\.(?<name>[A-Z][A-Z0-9_]+)\b/g },
  { pattern: /\benv\.get\(\s*["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g },
  { pattern: /\bdefineSecret\(\s*["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g },
  { pattern: /\bDeno\.env\.get\(\s*["'`](?<name>[\w.$-]+)(?=["'`])/g },
  { pattern: /\b[cC]onfig(?:Service)?\.(?:get|getOrThrow)(?:<[^>\n]{0,40}>)?\(\s*["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g },
  ENV_CALL,
  ENV_CONSTANT,
];

const DIRECT: Finder = accessFinder(ACCESSES, { comment: SLASHES });

/** `process.env.X ? process.env.X : "…"`, also `… ? use(process.env.X) : …` */
function ternary(text: string, access: string, end: number): FallbackFacts | undefined {
  const rest = text.slice(end, end + 200);
  const match = /^\s*\?\s*([^:?;\n]{1,160}):\s*/.exec(rest);
  return match?.[1]?.includes(access) ? valueAt(text, end + match[0].length) : undefined;
}

/** `const { A, B: b = "x" } = process.env`, `import { A } from "$env/static/private"`, looked for from the end. */
const DESTRUCTURED =
  /\}\s*(?:=\s*(?:process\.env|import\.meta\.env|Bun\.env|(?<other>(?:\w+\.)?env))\b(?!\.)|from\s*["']\$env\/static\/private["'])/g;
const ENTRY = /(?:^|,)\s*(?<name>[A-Za-z_$][\w$]*)\s*(?:(?::|as\b)\s*[\w$]+\s*)?(?<equals>=\s*)?/g;
const LONGEST = 4000;

function destructured(text: string, emit: Parameters<Finder>[1]): void {
  for (const match of text.matchAll(DESTRUCTURED)) {
    const from = Math.max(0, match.index - LONGEST);
    const open = from + text.slice(from, match.index).lastIndexOf("{");
    if (open < from) continue;
    const body = text.slice(open + 1, match.index);
    for (const entry of body.matchAll(ENTRY)) {
      const name = entry.groups?.["name"] ?? "";
      // any object may be called `env`
      if (match.groups?.["other"] !== undefined && !/^[A-Z][A-Z0-9_]+$/.test(name)) continue;
      const facts = entry.groups?.["equals"] ? valueAt(body, entry.index + entry[0].length) : REQUIRED;
      emit({ name, at: open + 1 + entry.index + entry[0].indexOf(name), role: "used", ...facts });
    }
  }
}

/** `const vars = process.env`, `import { env as vars } from "$env/dynamic/private"`. */
const ALIAS =
  /\b(?:const|let|var)\s+(?<named>[\w$]{1,40})\s*(?::[^=\n]{1,60})?=\s*(?:process\.env|import\.meta\.env|Bun\.env)\s*(?:as\s[^;\n]{1,60})?(?=[;,\n])|\benv\s+as\s+(?<renamed>[\w$]{1,40})/g;

/** Aliases of one file beyond this are not followed. */
const MOST_ALIASES = 3;

function aliased(text: string, emit: Parameters<Finder>[1]): void {
  const names = new Set<string>();
  for (const { groups } of text.matchAll(ALIAS)) names.add(groups?.["named"] ?? groups?.["renamed"] ?? "");
  names.delete("env");
  for (const alias of [...names].slice(0, MOST_ALIASES)) {
    const escaped = alias.replaceAll("$", "\\$");
    const access = new RegExp(`(?<![\\w$.])${escaped}(?:\\??\\.|(?:\\?\\.)?\\[\\s*["'\`])(?<name>[A-Z][A-Z0-9_]+)`, "g");
    accessFinder([{ pattern: access }], { comment: SLASHES })(text, emit);
  }
}

const TESTED: Finder = testedFinder(/\bin\s+(?:process\.env|import\.meta\.env|Bun\.env)\b/g);

/** `X: z.string().default("…")` of zod, envalid, t3-env, valibot, Joi. */
const PROPERTY =
  /^[ \t]*["']?(?<name>[A-Z][A-Z0-9_]+)["']?\s*:\s*(?:z|v|Joi|joi|yup|t|str|url|email|host|makeValidator|testOnly|coerce)\b/gm;

function schemas(text: string, emit: Parameters<Finder>[1]): void {
  if (!/\b(?:cleanEnv|createEnv|envsafe|z\.object|Joi\.object|v\.object|yup\.object|envSchema)\b/.test(text)) return;
  for (const match of text.matchAll(PROPERTY)) {
    const name = match.groups?.["name"] ?? "";
    const at = match.index + match[0].indexOf(name);
    emit({ name, at, role: "used", ...propertyFacts(text.slice(at + name.length, at + name.length + 400)) });
  }
}

/** Reads up to the next property. */
function propertyFacts(rest: string): FallbackFacts {
  const own = rest.split(/\n[ \t]*["']?[A-Z][A-Z0-9_]+["']?[ \t]*:|\n\s*\}/)[0] ?? "";
  const given = /(?:\.default\(|\bdefault\s*:|\bdevDefault\s*:|\.catch\(|\.fallback\()\s*/.exec(own);
  if (given) {
    const facts = valueAt(own, given.index + given[0].length);
    return facts.fallback === "none" ? OPTIONAL : facts.fallback === "empty" ? EMPTY_FALLBACK : LITERAL_FALLBACK;
  }
  return /\.(?:optional|nullish|nullable)\(/.test(own) || /\boptional\(/.test(own) ? OPTIONAL : REQUIRED;
}

export const findInJavascript: Finder = (text, emit) => {
  DIRECT(text, emit);
  destructured(text, emit);
  aliased(text, emit);
  TESTED(text, emit);
  schemas(text, emit);
};
