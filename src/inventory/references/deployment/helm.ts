/**
 * Helm: what `values.yaml` gives, and what the templates ask for.
 */

import type { Finder } from "../../reference.js";
import { yamlLines } from "../yaml-lines.js";

/** Words that name nothing without the keys above them. */
const BARE = /^(?:password|passwd|secret|token|key|apiKey|secretKey|accessKey|privateKey|credentials|auth|url|dsn)$/i;

/** The same for a key and for its use. */
function valueName(path: readonly string[]): string {
  const last = path.at(-1) ?? "";
  return BARE.test(last) ? path.join(".") : last;
}

/** Scalars of `values.yaml` and `values-*.yaml`; an existing Secret that is named is taken as a whole. */
export const findInHelmValues: Finder = (text, emit) => {
  for (const { key, value, at, valueAt, parents, isItem } of yamlLines(text)) {
    if (key === "name" && isItem && /env/i.test(parents.at(-1) ?? "")) emit({ name: value, at: valueAt, role: "declared" });
    if (key === undefined || isItem || /^[&*{[]/.test(value)) continue;
    if (/^existing\w*Secret$|[sS]ecretName$|^secretRef$/.test(key)) {
      if (/^[\w.-]+$/.test(value))
        for (const role of ["declared", "used"] as const) emit({ name: value, at: valueAt, role, surely: true, whole: true });
      continue;
    }
    if (value === "" && !/^[^\n]*:[ \t]*(?:""|'')/.test(text.slice(at, at + key.length + 8))) continue;
    emit({ name: valueName([...parents, key]), at, role: "declared" });
  }
};

/** `.Values.redis.password`; only what a file of values knows. */
export const findInHelmTemplates: Finder = (text, emit) => {
  for (const match of text.matchAll(/\.Values\.(?<path>[A-Za-z_][\w.-]{1,200})/g)) {
    const path = (match.groups?.["path"] ?? "").replace(/\.$/, "").split(".");
    const last = path.at(-1) ?? "";
    emit({ name: valueName(path), at: match.index + match[0].lastIndexOf(last), role: "used", hint: true });
  }
};
