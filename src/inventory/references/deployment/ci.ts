/**
 * GitLab CI, CircleCI, Azure Pipelines, Bitbucket, Drone, Travis, Cloud Build and their like: maps of variables, and expansions
 * in scripts. What a script expands and the file does not set comes from the host's store, so it has its place there.
 */

import type { Finder, Mention } from "../../reference.js";
import { findExpansions } from "../code/shell.js";
import { yamlLines } from "../yaml-lines.js";

const MAPS = new Set(["variables", "environment", "env", "secrets", "id_tokens", "secretEnv", "env_variables"]);

/** Keys inside GitLab's long form of a variable, and other keys that are no names. */
const NO_NAMES = new Set([
  "value",
  "description",
  "options",
  "expand",
  "vault",
  "aud",
  "file",
  "name",
  "from_secret",
  "url",
  "action",
  "group",
  "template",
]);

/** Given by the host, anew for each job. */
const AUTOMATIC =
  /^(?:CI_JOB_TOKEN|CI_JOB_JWT\w*|CI_REGISTRY_PASSWORD|CI_DEPLOY_PASSWORD|CI_DEPENDENCY_PROXY_PASSWORD|CI_REPOSITORY_URL|SYSTEM_ACCESSTOKEN|[Ss]ystem\.[Aa]ccess[Tt]oken)$/;

/** `$(X)`, `${{ variables.X }}` and `$[variables.X]` of Azure Pipelines; `$$X` of Buildkite and Cloud Build. */
const MACRO =
  /\$\((?<name>[A-Za-z_][\w.]*)\)|\$(?:\{\{|\[)\s{0,4}variables(?:\.|\[')(?<expression>[A-Za-z_][\w.]*)|\$\$\{?(?<late>[A-Z_][A-Z0-9_]*)\b/g;

/** Keys whose value may be a list in one line. */
const LISTS = new Set(["secretEnv", "secrets", "context"]);

export const findInCi: Finder = (text, emit) => {
  const set = new Set<string>();
  let list = "";
  const stored = (mention: Mention): void => {
    const automatic = AUTOMATIC.test(mention.name) ? ({ automatic: true } as const) : {};
    const { required: _required, fallback: _fallback, ...place } = mention;
    emit({ ...mention, ...automatic });
    if (!set.has(mention.name)) emit({ ...place, role: "declared", ...automatic });
  };
  for (const { key, value, at, valueAt, parents, isItem, isBlock } of yamlLines(text)) {
    if (isBlock) continue;
    const parent = parents.at(-1) ?? "";
    if (MAPS.has(parent) && key !== undefined && !isItem && !NO_NAMES.has(key) && value !== "inherit") {
      set.add(key);
      emit(declared(key, at, parent));
      list = parent;
    } else if (MAPS.has(parent) && key === "name" && isItem && value !== "") {
      emit(declared(value, valueAt, parent));
    } else if (parent === "context" && key === undefined && isItem) {
      stored({ name: value, at: valueAt, role: "used", surely: true });
    } else if ((parent === "secretEnv" || parent === "secrets") && key === undefined && isItem) {
      emit(declared(value, valueAt, list === "" ? parent : list));
    } else if (key === "from_secret" && value !== "") {
      stored({ name: value, at: valueAt, role: "used", surely: true });
    } else if (key === "context" && /^[\w-]+$/.test(value)) {
      stored({ name: value, at: valueAt, role: "used", surely: true });
    } else if (key === "env" && parent === "secretManager") {
      emit(declared(value, valueAt, "secrets"));
    } else if (key === "group" && parent === "variables") {
      stored({ name: value, at: valueAt, role: "used" });
    } else if (key === "SecretsFilter") {
      for (const { name, at: offset } of listed(value))
        emit({ name, at: valueAt + offset, role: "declared", kind: "vault-reference", surely: true });
    } else if (LISTS.has(key ?? "") && value.startsWith("[")) {
      for (const { name, at: offset } of listed(value)) emit(declared(name, valueAt + offset, key ?? ""));
    } else if ((MAPS.has(parent) || parents.at(-2) === "env") && key === undefined && isItem) {
      const name = /^(?<name>[A-Za-z_]\w*)=/.exec(value)?.groups?.["name"];
      if (name !== undefined) {
        set.add(name);
        emit(declared(name, valueAt + Math.max(0, text.slice(valueAt, valueAt + 4).indexOf(name)), parent));
      }
    }
    // what is given to a pipe of Bitbucket is read by it
    if (parent === "variables" && key !== undefined && !isItem && /^(?:pipelines|definitions)$/.test(parents[0] ?? ""))
      emit({ name: key, at, role: "used" });
  }
  findExpansions(text, stored);
  for (const match of text.matchAll(MACRO)) {
    const { name = "", expression = name, late = expression } = match.groups ?? {};
    const caseless = match.groups?.["late"] === undefined ? ({ caseless: true } as const) : {};
    stored({ name: late, at: match.index + match[0].indexOf(late), role: "used", ...caseless });
  }
};

/** The entries of `[a, 'b']` or `a,b`, with their offsets. */
function listed(value: string): { name: string; at: number }[] {
  return [...value.matchAll(/[\w-]+/g)].map(({ 0: name, index }) => ({ name, at: index }));
}

function declared(name: string, at: number, map: string): Mention {
  return { name, at, role: "declared", ...(map === "secrets" || map === "secretEnv" ? { surely: true } : {}) };
}
