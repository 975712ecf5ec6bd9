/**
 * `.env` files and their examples.
 */

import type { Finder } from "../../reference.js";

const LINE = /^[ \t]*(?<hash>#[ \t]*)?(?:export[ \t]+)?(?<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?<value>[^\r\n]*)/gm;

/** A value that says where the real one lies. */
const VAULT =
  /^["']?(?:op:\/\/|vault:|ref\+|awssm:|gcp-secret:|azurekv:|doppler:|\{\{\s*doppler|arn:aws:(?:secretsmanager|ssm):)/;

export const findInDotenv: Finder = (text, emit) => findLines(text, emit, false);

/** In an example a commented-out line documents an optional variable. */
export const findInDotenvExample: Finder = (text, emit) => findLines(text, emit, true);

function findLines(text: string, emit: Parameters<Finder>[1], comments: boolean): void {
  for (const match of text.matchAll(LINE)) {
    const { hash, name = "", value = "" } = match.groups ?? {};
    if (hash !== undefined && !(comments && /^[A-Z][A-Z0-9_]+$/.test(name) && match[0].includes("="))) continue;
    const at = match.index + match[0].indexOf(name, hash?.length ?? 0);
    emit({ name, at, role: "declared", ...(VAULT.test(value) ? { kind: "vault-reference" as const } : {}) });
  }
}

const VAULT_REFERENCE =
  /(?<op>op:\/\/[^\s"'`<>|(){}]{3,200})|\{\{resolve:(?:secretsmanager|ssm-secure|ssm):(?<resolve>[^:}\s]{1,200})|\barn:aws[\w-]*:secretsmanager:[\w-]*:\d*:secret:(?<arn>[\w/+=.@-]{1,200})|\bref\+(?<ref>\w+:\/\/[^\s"'`]{3,200})|\$\{ssm:(?<ssm>[^}~\s]{1,200})/g;

/** References to a manager, in any file: the path is the name. */
export const findVaultReferences: Finder = (text, emit) => {
  for (const match of text.matchAll(VAULT_REFERENCE)) {
    const groups = match.groups ?? {};
    const name = groups["op"] ?? groups["resolve"] ?? groups["arn"] ?? groups["ref"] ?? groups["ssm"] ?? "";
    const shared = { name, at: match.index + match[0].indexOf(name), surely: true } as const;
    emit({ ...shared, role: "declared" });
    emit({ ...shared, role: "used" });
  }
};

export const VAULT_HINTS: readonly string[] = ["op://", "{{resolve:", ":secretsmanager:", "ref+", "${ssm:"];
