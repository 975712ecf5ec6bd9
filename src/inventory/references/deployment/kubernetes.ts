/**
 * Kubernetes manifests: Secret, SealedSecret, ExternalSecret, SecretProviderClass and their like, workloads, Kustomize.
 * Helm's own files are `helm.ts`. Which keys a Secret has that is taken as a whole, `build/join-secrets.ts` looks up.
 */

import type { Finder } from "../../reference.js";
import { type YamlLine, yamlLines } from "../yaml-lines.js";

/** Kinds whose keys are secrets. */
const SECRET_KINDS = new Set([
  "Secret",
  "SealedSecret",
  "ExternalSecret",
  "ClusterExternalSecret",
  "SecretProviderClass",
  "VaultStaticSecret",
  "VaultDynamicSecret",
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
  const lines = [...yamlLines(text)];
  if (SECRET_KINDS.has(kind)) keysOfSecret(kind, text, lines, emit);
  workload(kind, lines, emit);
};

/** What is asked of whoever reads lines. */
type Read = (lines: readonly YamlLine[], emit: Parameters<Finder>[1]) => void;

function keysOfSecret(kind: string, text: string, lines: readonly YamlLine[], emit: Parameters<Finder>[1]): void {
  const own = nameOf(lines, "metadata");
  // an ExternalSecret may make a Secret of another name
  const of = nameOf(lines, "target") ?? own;
  const declare = (name: string, at: number, secret: string | undefined = of): void =>
    emit({ name, at, role: "declared", surely: true, ...(secret === undefined ? {} : { of: secret }) });
  let made: string | undefined;
  for (const { key, value, at, valueAt, parents, isItem, isBlock } of lines) {
    if (key === undefined || isBlock) continue;
    const parent = parents.at(-1) ?? "";
    if ((kind === "Secret" || kind === "SealedSecret") && DATA.has(parent) && !isItem) declare(key, at, own);
    if (key === "secretName" && parent === "secretObjects") made = value;
    if (value === "") continue;
    if (key === "secretKey" || key === "objectAlias") declare(value, valueAt);
    else if (key === "key" && parent === "data" && parents.includes("secretObjects")) declare(value, valueAt, made);
    // the path in the manager
    else if ((key === "key" && parent === "extract") || (key === "path" && parent === "spec" && kind.startsWith("Vault")))
      for (const role of ["declared", "used"] as const)
        emit({ name: value, at: valueAt, role, kind: "vault-reference", surely: true });
  }
  if (kind === "SecretProviderClass") objects(text, emit);
}

/** `objects: |` is YAML within a text. */
const OBJECT = /\bobject(?<what>Name|Alias):[ \t]*["']?(?<name>[\w/.@-]{1,200})/g;

function objects(text: string, emit: Parameters<Finder>[1]): void {
  const found = [...text.matchAll(OBJECT)];
  found.forEach((match, index) => {
    const { what, name = "" } = match.groups ?? {};
    // the alias stands below the name that it replaces
    if (what === "Name" && found[index + 1]?.groups?.["what"] === "Alias") return;
    if (what === "Name" && /^[ \t]*(?:-[ \t]+)?key:|\bdata:/m.test(lineBefore(text, match.index))) return;
    emit({ name, at: match.index + match[0].length - name.length, role: "declared", surely: true });
  });
}

function lineBefore(text: string, at: number): string {
  const end = text.lastIndexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
}

/** `name` right under a key. */
function nameOf(lines: readonly YamlLine[], parent: string): string | undefined {
  const found = lines.find(({ key, parents, value }) => key === "name" && parents.at(-1) === parent && value !== "")?.value;
  return found?.includes("{{") ? undefined : found;
}

function workload(kind: string, lines: readonly YamlLine[], emit: Parameters<Finder>[1]): void {
  environment(lines, emit);
  if (kind === "Kustomization") generated(lines, emit);
  for (const { key, value, valueAt, parents, isBlock } of lines) {
    if (isBlock || (kind === "SecretProviderClass" && parents.includes("secretObjects"))) continue;
    const name = wholeSecret(key, value, parents);
    if (name === undefined || name === "" || name.includes("{{")) continue;
    // which keys it has is not said here
    const shared = { name, at: valueAt + Math.max(0, value.indexOf(name)), surely: true, whole: true } as const;
    emit({ ...shared, role: "declared" });
    emit({ ...shared, role: "used" });
  }
}

/** `env: - name: X` with a value or a source; the source's key is asked for too. */
const environment: Read = (lines, emit) => {
  let variable: { name: string; at: number; indent: number } | undefined;
  for (const { key, value, valueAt, indent, parents, isItem } of lines) {
    const parent = parents.at(-1) ?? "";
    if (variable && indent < variable.indent) variable = undefined;
    if (key === "key" && parent === "secretKeyRef") emit({ name: value, at: valueAt, role: "used", hint: true });
    if (key === "name" && isItem && (parent === "env" || parent === "environment"))
      variable = { name: value, at: valueAt, indent };
    else if (variable && (key === "value" || /secretKeyRef|configMapKeyRef/.test(`${key} ${value}`))) {
      const surely = `${key} ${value}`.includes("secretKeyRef") ? ({ surely: true } as const) : {};
      emit({ name: variable.name, at: variable.at, role: "declared", ...surely });
      variable = undefined;
    }
  }
};

/** `secretGenerator: - name: app, literals: - X=…` */
const generated: Read = (lines, emit) => {
  let of = "";
  for (const { key, value, valueAt, parents, isItem } of lines) {
    if (parents[0] !== "secretGenerator") continue;
    if (key === "name") of = value;
    const name = key === undefined && isItem && parents.at(-1) === "literals" ? /^[\w.-]+(?==)/.exec(value)?.[0] : undefined;
    if (name !== undefined) emit({ name, at: valueAt + value.indexOf(name), role: "declared", surely: true, of });
  }
};

/**
 * `envFrom: - secretRef: { name }`, `secretName` of a volume or of an Ingress' `tls`, `secret: { name }` of a projected volume,
 * `imagePullSecrets: - name`.
 */
function wholeSecret(key: string | undefined, value: string, parents: readonly string[]): string | undefined {
  const [above, parent] = parents.slice(-2);
  if (key === "secretName") return value;
  if (key === "secretRef" && parents.at(-1) === "envFrom") return /\bname:\s*["']?([\w.-]+)/.exec(value)?.[1];
  const isNamed =
    (parent === "secretRef" && above === "envFrom") ||
    (parent === "secret" && above === "sources") ||
    parents.at(-1) === "imagePullSecrets";
  return key === "name" && isNamed ? value : undefined;
}
