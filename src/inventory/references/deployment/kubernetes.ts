/**
 * Kubernetes manifests (Secret, SealedSecret, ExternalSecret, SecretProviderClass, workloads) and Helm values.
 */

import type { Finder } from "../../reference.js";
import { yamlLines } from "../yaml-lines.js";

const SECRET_KINDS = new Set([
  "Secret",
  "SealedSecret",
  "ExternalSecret",
  "ClusterExternalSecret",
  "SecretProviderClass",
  "VaultStaticSecret",
]);
const DATA = new Set(["data", "stringData", "encryptedData"]);

export const findInKubernetes: Finder = (text, emit) => {
  let from = 0;
  for (const document of text.split(/^---[^\n]*$/m)) {
    const start = text.indexOf(document, from);
    from = start + document.length;
    findInDocument(document, (mention) => emit({ ...mention, at: mention.at + start }));
  }
};

const findInDocument: Finder = (text, emit) => {
  const kind = /^kind:[ \t]*["']?(\w+)/m.exec(text)?.[1] ?? "";
  const isSecret = SECRET_KINDS.has(kind);
  let variable: { name: string; at: number; indent: number } | undefined;
  for (const { key, value, at, valueAt, indent, parents, isItem } of yamlLines(text)) {
    const parent = parents.at(-1) ?? "";
    if (variable && indent < variable.indent) variable = undefined;
    if (isSecret && (kind === "Secret" || kind === "SealedSecret") && DATA.has(parent) && key !== undefined && !isItem)
      emit({ name: key, at, role: "declared", surely: true });
    if (
      isSecret &&
      (key === "secretKey" || key === "objectAlias" || (key === "key" && parent === "data" && isItem)) &&
      value !== ""
    )
      emit({ name: value, at: valueAt, role: "declared", surely: true });
    if (isWholeSecret(key, parents) && value !== "" && !value.includes("{{")) {
      // which keys it has is not said here
      emit({ name: value, at: valueAt, role: "declared", surely: true });
      emit({ name: value, at: valueAt, role: "used", surely: true });
    }
    if (key === "name" && isItem && (parent === "env" || parent === "environment"))
      variable = { name: value, at: valueAt, indent };
    else if (variable && (key === "value" || /secretKeyRef|configMapKeyRef/.test(`${key} ${value}`))) {
      const surely = `${key} ${value}`.includes("secretKeyRef") ? ({ surely: true } as const) : {};
      emit({ name: variable.name, at: variable.at, role: "declared", ...surely });
      variable = undefined;
    }
  }
};

/** `envFrom: - secretRef: { name }`, `secretName` of a volume or of an Ingress' `tls`, `imagePullSecrets: - name`. */
function isWholeSecret(key: string | undefined, parents: readonly string[]): boolean {
  const [above, parent] = parents.slice(-2);
  if (key === "secretName") return true;
  return key === "name" && ((parent === "secretRef" && above === "envFrom") || parents.at(-1) === "imagePullSecrets");
}

/** Words that name nothing without the keys above them. */
const BARE = /^(?:password|passwd|secret|token|key|apiKey|secretKey|accessKey|privateKey|credentials|auth|url|dsn)$/i;

/** Scalars of `values.yaml` and `values-*.yaml`. */
export const findInHelmValues: Finder = (text, emit) => {
  for (const { key, value, at, parents, isItem } of yamlLines(text)) {
    if (key === undefined || isItem || /^[&*{[]/.test(value)) continue;
    if (value === "" && !/^[^\n]*:[ \t]*(?:""|'')/.test(text.slice(at, at + key.length + 8))) continue;
    emit({ name: BARE.test(key) ? [...parents, key].join(".") : key, at, role: "declared" });
  }
};
