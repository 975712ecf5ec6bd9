/**
 * Terraform and OpenTofu: variables, secret resources and data sources, and their uses.
 */

import { type Finder, LITERAL_FALLBACK } from "../../reference.js";
import { valueAt } from "../fallback.js";

const BLOCK = /^[ \t]*(?<word>variable|resource|data|ephemeral)[ \t]+"(?<first>[\w-]+)"(?:[ \t]+"(?<second>[\w-]+)")?[ \t]*\{/gm;

/** Resources that are secrets, or hold one. */
const SECRET_RESOURCE =
  /^(?:random_password|tls_private_key|aws_secretsmanager_secret(?:_version)?|google_secret_manager_secret(?:_version)?|azurerm_key_vault_secret|azurerm_key_vault_key|vault_(?:generic_secret|kv_secret(?:_v2)?)|kubernetes_secret(?:_v1)?|github_(?:actions|dependabot)_(?:organization_|environment_)?secret|doppler_secret|onepassword_item|gitlab_project_variable|aws_iam_access_key)$/;

/** Holds a secret where it says so, or where its name does. */
const PARAMETER_STORE = "aws_ssm_parameter";

const NAMED = /^[ \t]*(?:secret_name|secret_id|secret|name|key|path|title)[ \t]*=[ \t]*"(?<name>[^"$\n]+)"/m;
const USE = /\bvar\.(?<name>[A-Za-z_][\w-]*)/g;

/** What a block of this file makes, used: `random_password.master.result`. */
const MADE = /\b(?<type>[a-z][a-z0-9]*_[a-z0-9_]+)\.(?<label>[A-Za-z_][\w-]*)\.(?=[a-z])/g;

/** Variables of an environment, in a map or a container's definition. */
const GIVEN =
  /(?:^|[{,])[ \t]*"?(?<name>[A-Z][A-Z0-9_]+)"?[ \t]*=(?![=>])|\bname[ \t]*[=:][ \t]*"(?<container>[A-Z][A-Z0-9_]+)"[ \t]*,?\s*(?:value|valueFrom)\b/gm;

export const findInTerraform: Finder = (text, emit) => {
  const made = new Map<string, { name: string; surely?: true }>();
  for (const match of text.matchAll(BLOCK)) {
    const { word, first = "", second = "" } = match.groups ?? {};
    const from = match.index + match[0].length;
    const body = text.slice(from, from + bodyLength(text, from));
    const blank = match[0].lastIndexOf(word === "variable" ? first : second);
    if (word === "variable") variable(first, match.index + blank, body);
    else if (SECRET_RESOURCE.test(first) || first === PARAMETER_STORE) {
      const surely = first !== PARAMETER_STORE || body.includes("SecureString") ? ({ surely: true } as const) : {};
      const name = NAMED.exec(body)?.groups?.["name"] ?? second;
      emit({ name, at: match.index + blank, role: word === "data" ? "used" : "declared", ...surely });
      if (word === "data") emit({ name, at: match.index + blank, role: "declared", kind: "vault-reference", ...surely });
      if (word !== "data") made.set(`${first}.${second}`, { name, ...surely });
    }
  }
  for (const match of text.matchAll(MADE)) {
    const { type = "", label = "" } = match.groups ?? {};
    const secret = made.get(`${type}.${label}`);
    if (secret) emit({ ...secret, at: match.index + type.length + 1, role: "used" });
  }
  for (const match of text.matchAll(GIVEN)) {
    const name = match.groups?.["name"] ?? match.groups?.["container"] ?? "";
    emit({ name, at: match.index + match[0].indexOf(name), role: "declared" });
  }
  for (const match of text.matchAll(USE)) emit({ name: match.groups?.["name"] ?? "", at: match.index + 4, role: "used" });

  function variable(name: string, at: number, body: string): void {
    const surely = /^[ \t]*sensitive[ \t]*=[ \t]*true/m.test(body) ? ({ surely: true } as const) : {};
    emit({ name, at, role: "declared", ...surely });
    const given = /^[ \t]*default[ \t]*=[ \t]*/m.exec(body);
    if (given && valueAt(body, given.index + given[0].length) === LITERAL_FALLBACK)
      emit({ name, at, role: "used", ...surely, ...LITERAL_FALLBACK });
  }
};

/** `*.tfvars`: values of variables. */
export const findInTfvars: Finder = (text, emit) => {
  for (const match of text.matchAll(/^[ \t]*(?<name>[A-Za-z_][\w-]*)[ \t]*=(?!=)/gm)) {
    const name = match.groups?.["name"] ?? "";
    emit({ name, at: match.index + match[0].indexOf(name), role: "declared" });
  }
};

/** Up to the brace that closes the block, at most 4,000 characters. */
function bodyLength(text: string, from: number): number {
  let depth = 1;
  const end = Math.min(text.length, from + 4000);
  for (let index = from; index < end; index++) {
    const char = text[index];
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return index - from;
  }
  return end - from;
}
