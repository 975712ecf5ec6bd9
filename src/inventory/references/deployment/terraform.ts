/**
 * Terraform and OpenTofu: variables, secret resources and data sources, and their uses.
 */

import { type Finder, LITERAL_FALLBACK } from "../../reference.js";
import { valueAt } from "../fallback.js";

const BLOCK = /^[ \t]*(?<word>variable|resource|data|ephemeral)[ \t]+"(?<first>[\w-]+)"(?:[ \t]+"(?<second>[\w-]+)")?[ \t]*\{/gm;

/** Resources that are secrets, or hold one. */
const SECRET_RESOURCE =
  /^(?:random_password|tls_private_key|aws_secretsmanager_secret(?:_version)?|google_secret_manager_secret(?:_version)?|azurerm_key_vault_secret|azurerm_key_vault_key|vault_(?:generic_secret|kv_secret(?:_v2)?)|kubernetes_secret(?:_v1)?|github_(?:actions|dependabot)_(?:organization_|environment_)?secret|doppler_secret|onepassword_item|gitlab_project_variable|aws_iam_access_key)$/;

const NAMED = /^[ \t]*(?:secret_name|secret_id|secret|name|key|path|title)[ \t]*=[ \t]*"(?<name>[^"$\n]+)"/m;
const USE = /\bvar\.(?<name>[A-Za-z_][\w-]*)/g;

export const findInTerraform: Finder = (text, emit) => {
  for (const match of text.matchAll(BLOCK)) {
    const { word, first = "", second = "" } = match.groups ?? {};
    const from = match.index + match[0].length;
    const body = text.slice(from, from + bodyLength(text, from));
    const blank = match[0].lastIndexOf(word === "variable" ? first : second);
    if (word === "variable") variable(first, match.index + blank, body);
    else if (SECRET_RESOURCE.test(first)) {
      const name = NAMED.exec(body)?.groups?.["name"] ?? second;
      emit({ name, at: match.index + blank, role: word === "resource" ? "declared" : "used", surely: true });
      if (word !== "resource") emit({ name, at: match.index + blank, role: "declared", kind: "vault-reference", surely: true });
    }
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
