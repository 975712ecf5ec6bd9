/**
 * Java, Kotlin, Scala, Groovy and Clojure: `System.getenv`, `sys.env`, and values that Spring, Quarkus and Micronaut inject.
 */

import { type Anchor, type FallbackFacts, type Finder, OPTIONAL, REQUIRED } from "../../reference.js";
import { type Access, accessFinder, ENV_CALL, ENV_CONSTANT, SLASHES } from "../access.js";
import { fallbackAfter, fallbackOfText } from "../fallback.js";

export const JVM_HINTS: readonly (string | Anchor)[] = [
  { text: "nv", next: "(.[ VKNi" },
  "ENV_VAR",
  "@Value",
  "@ConfigProperty",
  "@Property",
  "roperty(",
];

const ACCESSES: readonly Access[] = [
  {
    pattern: /\$\{(?<name>[A-Za-z_][\w.-]*)(?=[:}])(?<=@Value\(\s*(?:value\s*=\s*)?["'][^"'\n]{0,200})/g,
    facts: (_match, text, end) => placeholderFacts(text, end),
  },
  {
    pattern: /@(?:ConfigProperty|Property)\(\s*(?:name\s*=\s*)?"(?<name>[\w.-]+)(?=")/g,
    facts: (_match, text, end) => {
      const given = /^",\s*default(?:Value)?\s*=\s*"([^"]*)"/.exec(text.slice(end, end + 200));
      return given ? fallbackOfText(given[1] ?? "") : REQUIRED;
    },
  },
  { pattern: /\bsys\.env(?:\.(?:getOrElse|apply))?\(\s*"(?<name>\w+)(?=")/g },
  {
    pattern: /\b(?:sys\.env\.get|envOrNone)\(\s*"(?<name>\w+)(?=")/g,
    facts: (_match, text, end) => optional(fallbackAfter(text, end)),
  },
  // Spring's Environment, dotenv-java, Ktor, Gradle
  { pattern: /\benv(?:ironment)?\.get(?:Required)?Property\(\s*"(?<name>[\w.-]+)(?=")/g },
  { pattern: /\b[dD]otenv(?:\.get\(|\[)\s*"(?<name>\w+)(?=")/g },
  { pattern: /#\{\s{0,4}(?:environment|systemEnvironment)(?:\.|\[')(?<name>\w+)/g, facts: () => REQUIRED },
  { pattern: /\bconfig\.property(?:OrNull)?\(\s*"(?<name>[\w.-]+)(?=")/g },
  { pattern: /\b(?:findProperty|gradleProperty)\(\s*["'](?<name>[\w.-]+)(?=["'])/g },
  { pattern: /\bgetenv\(\)\s*(?:\[\s*|\.get(?:OrDefault)?\(\s*)"(?<name>\w+)(?=")/g },
  { pattern: /\(System\/getenv\s+"(?<name>\w+)(?=")/g },
  ENV_CONSTANT,
  { ...ENV_CALL, facts: (_match, text, end) => fallbackAfter(text, end) },
];

/** An `Option` is asked for. */
function optional(facts: FallbackFacts): FallbackFacts {
  return facts.required ? OPTIONAL : facts;
}

/** `${X:default}`: all up to the closing brace. */
export function placeholderFacts(text: string, end: number): FallbackFacts {
  if (text[end] !== ":") return REQUIRED;
  const close = text.indexOf("}", end);
  const word = text.slice(end + 1, close === -1 ? end + 1 : close).replace(/^[-?]/, "");
  // another placeholder, or an expression
  return /^[$#]\{/.test(word) ? OPTIONAL : fallbackOfText(word);
}

export const findInJvm: Finder = accessFinder(ACCESSES, { comment: SLASHES });
