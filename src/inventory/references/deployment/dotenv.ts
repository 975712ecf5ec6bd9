/**
 * `.env` files and their examples.
 */

import type { Finder } from "../../reference.js";

const LINE = /^[ \t]*(?<hash>#[ \t]*)?(?:export[ \t]+)?(?<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?<value>[^\r\n]*)/gm;

/** A value that says where the real one lies. */
const VAULT =
  /^["']?(?:op:\/\/|vault:|ref\+|awssm:|gcp-secret:|azurekv:|doppler:|encrypted:|ENC\[|\{\{\s*doppler|arn:aws:(?:secretsmanager|ssm):)/;

export const findInDotenv: Finder = (text, emit) => findLines(text, emit, false);

/** `.env.vault` of dotenv-vault: one encrypted text an environment, opened by `DOTENV_KEY`. */
export const findInDotenvVault: Finder = (text, emit) => {
  for (const match of text.matchAll(/^(?<name>DOTENV_VAULT_[A-Z0-9_]+)[ \t]*=/gm)) {
    const mention = { name: match.groups?.["name"] ?? "", at: match.index, surely: true } as const;
    emit({ ...mention, role: "declared" });
    emit({ ...mention, role: "used" });
  }
};

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
