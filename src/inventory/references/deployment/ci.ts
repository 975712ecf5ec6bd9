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
  /^(?:CI_JOB_TOKEN|CI_JOB_JWT\w*|CI_REGISTRY_PASSWORD|CI_DEPLOY_PASSWORD|CI_DEPENDENCY_PROXY_PASSWORD|CI_REPOSITORY_URL|SYSTEM_ACCESSTOKEN)$/;

/** `$(X)` of Azure Pipelines. */
const MACRO = /\$\((?<name>[A-Za-z_][\w.]*)\)/g;

export const findInCi: Finder = (text, emit) => {
  const set = new Set<string>();
  let list = "";
  for (const { key, value, at, valueAt, parents, isItem, isBlock } of yamlLines(text)) {
    if (isBlock) continue;
    const parent = parents.at(-1) ?? "";
    if (MAPS.has(parent) && key !== undefined && !isItem && !NO_NAMES.has(key) && value !== "inherit") {
      set.add(key);
      emit(declared(key, at, parent));
      list = parent;
    } else if (MAPS.has(parent) && key === "name" && isItem && value !== "") {
      emit(declared(value, valueAt, parent));
    } else if ((parent === "secretEnv" || parent === "secrets" || parent === "context") && key === undefined && isItem) {
      emit(declared(value, valueAt, list === "" ? parent : list));
    } else if (key === "from_secret" && value !== "") {
      emit(declared(value, valueAt, "secrets"));
    }
  }
  const stored = (mention: Mention): void => {
    const automatic = AUTOMATIC.test(mention.name) ? ({ automatic: true } as const) : {};
    emit({ ...mention, ...automatic });
    if (!set.has(mention.name)) emit({ name: mention.name, at: mention.at, role: "declared", ...automatic });
  };
  findExpansions(text, stored);
  for (const match of text.matchAll(MACRO)) {
    const name = match.groups?.["name"] ?? "";
    stored({ name, at: match.index + 2, role: "used", caseless: true });
  }
};

function declared(name: string, at: number, map: string): Mention {
  return { name, at, role: "declared", ...(map === "secrets" || map === "secretEnv" ? { surely: true } : {}) };
}

const JENKINS_ASSIGNED = /\b(?<name>[A-Za-z_]\w*)\s*=\s*credentials\(/g;
const JENKINS_BOUND =
  /\b(?:variable|passwordVariable|tokenVariable|keyFileVariable|passphraseVariable|secretKeyVariable)\s*:\s*['"](?<name>\w+)(?=['"])/g;

/** Jenkins: `X = credentials('id')` and `withCredentials`; the value lies in its store. */
export const findInJenkinsfile: Finder = (text, emit) => {
  for (const pattern of [JENKINS_ASSIGNED, JENKINS_BOUND]) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.["name"] ?? "";
      const at = match.index + match[0].lastIndexOf(name);
      emit({ name, at, role: "declared", surely: true });
      emit({ name, at, role: "used", surely: true });
    }
  }
  for (const match of text.matchAll(/\benv\.(?<name>[A-Z]\w*)/g))
    emit({ name: match.groups?.["name"] ?? "", at: match.index + 4, role: "used" });
};
