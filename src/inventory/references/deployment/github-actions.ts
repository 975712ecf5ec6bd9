/**
 * GitHub Actions: `secrets.X` is asked for and, since its value lies in the host's store, given a place in one.
 */

import type { Finder } from "../../reference.js";
import { findExpansions } from "../code/shell.js";
import { fallbackAfter } from "../fallback.js";
import { yamlLines } from "../yaml-lines.js";

const SECRET = /\bsecrets(?:\.(?<name>[A-Za-z_]\w*)|\[\s*['"](?<indexed>\w+)['"])/g;

/** A variable of the host's that is called like a secret. */
const VARIABLE = /\bvars\.(?<name>[A-Za-z_]\w*)/g;

/** Issued for each run. */
const AUTOMATIC = new Set(["GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"]);

export const findInGithubActions: Finder = (text, emit) => {
  for (const match of text.matchAll(SECRET)) {
    const name = match.groups?.["name"] ?? match.groups?.["indexed"] ?? "";
    const at = match.index + match[0].lastIndexOf(name);
    const automatic = AUTOMATIC.has(name.toUpperCase()) ? ({ automatic: true } as const) : {};
    const shared = { name, at, caseless: true, surely: true, ...automatic } as const;
    emit({ ...shared, role: "declared" });
    emit({ ...shared, role: "used", ...fallbackAfter(text, at + name.length) });
  }
  for (const match of text.matchAll(VARIABLE)) {
    const mention = { name: match.groups?.["name"] ?? "", at: match.index + 5, caseless: true } as const;
    emit({ ...mention, role: "declared" });
    emit({ ...mention, role: "used", ...fallbackAfter(text, mention.at + mention.name.length) });
  }
  const given = new Set<string>();
  let usesAction = false;
  for (const { key, value, at, parents, isItem } of yamlLines(text)) {
    if (key === undefined) continue;
    const parent = parents.at(-1);
    if (parent === "steps" && isItem) usesAction = false;
    if (parent === "steps" && key === "uses") usesAction = true;
    // the action reads what its step is given
    if (parent === "env" && parents.at(-2) === "steps" && usesAction) emit({ name: key, at, role: "used" });
    if (parent === "env") {
      given.add(key);
      emit({
        name: key,
        at,
        role: "declared",
        ...(/secrets\.GITHUB_TOKEN|github\.token/.test(value) ? { automatic: true } : {}),
      });
    } else if (parent === "secrets" && key !== "inherit") {
      emit({ name: key, at, role: "declared", caseless: true, surely: true });
      if (parents.at(-2) === "workflow_call")
        emit({ name: key, at, role: "used", caseless: true, surely: true, ...callFacts(text, at) });
    }
  }
  for (const { value, valueAt, parents, key } of yamlLines(text)) {
    if (key === "run" || parents.at(-1) === "run")
      findExpansions(value, (mention) => emitGiven(mention.name, valueAt + mention.at));
  }
  function emitGiven(name: string, at: number): void {
    if (given.has(name))
      emit({ name, at, role: "used", required: true, fallback: "none", ...(AUTOMATIC.has(name) ? { automatic: true } : {}) });
  }
};

/** A secret of a reusable workflow is optional unless it says otherwise. */
function callFacts(text: string, at: number): { required: boolean; fallback: "none" } {
  return {
    required: /^[^\n]*\n(?:[ \t]+description:[^\n]*\n)?[ \t]+required:[ \t]*true/.test(text.slice(at, at + 400)),
    fallback: "none",
  };
}
