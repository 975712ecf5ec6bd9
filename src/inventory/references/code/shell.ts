/**
 * Shells, PowerShell and make: a variable that the script does not set itself comes from its environment.
 */

import { type FallbackFacts, type Finder, LITERAL_FALLBACK, OPTIONAL, REQUIRED } from "../../reference.js";
import { HASH, lineStart } from "../access.js";
import { fallbackAfter, fallbackOfText } from "../fallback.js";

/** `$X`, `${X}`, `${X:-default}`, `${X:?message}`. */
const EXPANSION = /\$(?:(?<name>[A-Z_][A-Z0-9_]*)|\{(?<braced>[A-Za-z_]\w*)(?<operator>:?[-=?+])?(?<word>[^}\n]{0,200}))/g;
const ASSIGNMENT =
  /(?:^|[;&|({]|\b(?:export|local|readonly|declare(?:\s+-\w+)*))[ \t]*(?<name>[A-Za-z_]\w*)=(?<value>[^\n]*)|\bread\s+(?:-\w+\s+)*(?<read>[A-Za-z_]\w*)/gm;

/** Emits each expansion of a variable; `assigned` names are the script's own. */
export function findExpansions(text: string, emit: Parameters<Finder>[1], assigned: ReadonlySet<string> = new Set()): void {
  for (const match of text.matchAll(EXPANSION)) {
    const groups = match.groups ?? {};
    const name = groups["name"] ?? groups["braced"] ?? "";
    if (assigned.has(name) || text[match.index - 1] === "\\" || text[match.index - 1] === "$") continue;
    if (HASH.test(text.slice(lineStart(text, match.index), match.index))) continue;
    const { operator, word = "" } = groups;
    // ${X:-$Y} asks for both
    if (word.includes("$")) {
      const inside = match.index + match[0].indexOf(word);
      findExpansions(word, (mention) => emit({ ...mention, at: mention.at + inside }), assigned);
    }
    if (operator === "+" || operator === ":+") continue;
    emit({ name, at: match.index + match[0].indexOf(name), role: "used", ...expansionFacts(operator, word) });
  }
}

/** `${X:-}` is empty, `${X:-$Y}` another variable, `${X:?…}` required. */
export function expansionFacts(operator: string | undefined, word: string): FallbackFacts {
  if (operator === undefined || operator.endsWith("?")) return REQUIRED;
  const bare = word.replace(/^(["'])(.*)\1$/, "$2");
  return bare.startsWith("$") ? { required: false, fallback: "none" } : fallbackOfText(bare);
}

export const findInShell: Finder = (text, emit) => {
  const assigned = new Set<string>();
  for (const { groups } of text.matchAll(ASSIGNMENT)) {
    const name = groups?.["name"] ?? groups?.["read"] ?? "";
    // X="${X:-…}" hands on what the environment gives
    if (!new RegExp(`\\$\\{?${name}\\b`).test(groups?.["value"] ?? "")) assigned.add(name);
  }
  findExpansions(text, emit, assigned);
  for (const match of text.matchAll(TOLD)) {
    const name = match.groups?.["name"] ?? "";
    if (!assigned.has(name)) emit({ name, at: match.index + match[0].length - name.length, role: "used", ...OPTIONAL });
  }
};

/** `printenv X`, `[[ -v X ]]`, `docker run -e X`. */
const TOLD = /(?:\bprintenv[ \t]{1,4}|\[[ \t]{1,4}-v[ \t]{1,4}|[ \t](?:-e|--env)[ =])(?<name>[A-Z_][A-Z0-9_]*)(?![\w=-])/g;

const POWERSHELL =
  /\$\{?env:(?<name>\w+)\}?|\b(?:item|childitem|gi|gci|ls|dir|test-path)[ \t]{1,4}(?:-path[ \t]{1,4})?["']?env:\\?(?<item>\w+)|GetEnvironmentVariable\(\s*["'](?<call>\w+)(?=["'])/gi;

export const findInPowershell: Finder = (text, emit) => {
  for (const match of text.matchAll(POWERSHELL)) {
    const name = match.groups?.["name"] ?? match.groups?.["item"] ?? match.groups?.["call"] ?? "";
    const at = match.index + match[0].lastIndexOf(name);
    const end = match.index + match[0].length;
    if (/^\s*=(?!=)/.test(text.slice(end, end + 10))) continue;
    emit({ name, at, role: "used", caseless: true, ...fallbackAfter(text, end) });
  }
};

const MAKE_USE = /\$[({](?<name>[A-Z][A-Z0-9_]*)[)}]|\$\$\{?(?<shell>[A-Z][A-Z0-9_]*)/g;
/** `ifdef X`, `export X`. */
const MAKE_ASKED = /^[ \t]*(?:ifn?def|export)[ \t]+(?<name>[A-Z][A-Z0-9_]*)[ \t]*$/gm;
const MAKE_SET = /^[ \t]*(?:export[ \t]+|override[ \t]+)?(?<name>\w+)[ \t]*(?<operator>\?=|:{0,3}=|\+=)[ \t]*(?<value>[^\n]*)/gm;

/** `X ?= default` takes the environment's value and falls back to its own. */
export const findInMakefile: Finder = (text, emit) => {
  const assigned = new Set<string>();
  for (const { groups, index, 0: whole } of text.matchAll(MAKE_SET)) {
    const { name = "", operator, value = "" } = groups ?? {};
    assigned.add(name);
    if (operator === "?=") {
      const facts =
        value.trim() === ""
          ? fallbackOfText("")
          : value.includes("$(")
            ? { required: false, fallback: "none" as const }
            : LITERAL_FALLBACK;
      emit({ name, at: index + whole.indexOf(name), role: "used", ...facts });
    }
  }
  for (const match of text.matchAll(MAKE_ASKED)) {
    const name = match.groups?.["name"] ?? "";
    const at = match.index + match[0].lastIndexOf(name);
    if (!assigned.has(name)) emit({ name, at, role: "used", ...(match[0].includes("def") ? OPTIONAL : REQUIRED) });
  }
  for (const match of text.matchAll(MAKE_USE)) {
    const name = match.groups?.["name"] ?? match.groups?.["shell"] ?? "";
    if (!assigned.has(name)) emit({ name, at: match.index + match[0].indexOf(name), role: "used", ...REQUIRED });
  }
};
