/**
 * Which tool a file of exceptions comes from, and its reader. Readers are loaded when they are needed: they bring parsers along.
 */

import { SecretScanError } from "../../model/error.js";
import { didYouMean } from "../nearest.js";
import type { Claims } from "./claim.js";

/** What `allow import` reads, by the name that `--as` takes. */
export const IMPORT_KINDS = [
  "gitleaksignore",
  "gitleaks-config",
  "detect-secrets",
  "secretlintignore",
  "secretlint-comments",
  "gitguardian",
  "ripsecrets",
  "trufflehog",
  "trivyignore",
  "trivyignore-yaml",
  "trivy-secret",
] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];

type Reader = (text: string, file: string) => Claims;

const READERS: Readonly<Record<ImportKind, () => Promise<Reader>>> = {
  gitleaksignore: async () => (await import("./gitleaks-ignore.js")).readGitleaksIgnore,
  "gitleaks-config": async () => (await import("./gitleaks-config.js")).readGitleaksConfig,
  "detect-secrets": async () => (await import("./detect-secrets.js")).readDetectSecrets,
  secretlintignore: async () => (await import("./path-lists.js")).readIgnoreList,
  "secretlint-comments": async () => (await import("./secretlint-comments.js")).readSecretlintComments,
  gitguardian: async () => (await import("./gitguardian.js")).readGitguardian,
  ripsecrets: async () => (await import("./path-lists.js")).readRipsecretsIgnore,
  trufflehog: async () => (await import("./path-lists.js")).readTrufflehogPaths,
  trivyignore: async () => (await import("./trivy.js")).readTrivyIgnore,
  "trivyignore-yaml": async () => (await import("./trivy.js")).readTrivyIgnoreYaml,
  "trivy-secret": async () => (await import("./trivy.js")).readTrivySecret,
};

/**
 * @param file its path from the root: some formats speak of the file itself
 * @param kind as the user named it; undefined: by the file's name and content
 * @throws SecretScanError `usage` for a format that is not known and a file that is broken
 */
export async function readImport(text: string, file: string, kind: string | undefined): Promise<Claims> {
  const known = kind === undefined ? kindOf(file, text) : IMPORT_KINDS.find((candidate) => candidate === kind);
  if (known === undefined) {
    const all = `Known: ${IMPORT_KINDS.join(", ")}`;
    if (kind !== undefined)
      throw new SecretScanError("usage", `--as: unknown format "${kind}"`, {}, didYouMean(kind, IMPORT_KINDS, all));
    throw new SecretScanError("usage", "no tool's file of exceptions that is known", { file }, `Name its format by --as. ${all}`);
  }
  const read = await READERS[known]();
  return read(text.startsWith("\uFEFF") ? text.slice(1) : text, file);
}

function kindOf(file: string, text: string): ImportKind | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1).toLowerCase();
  if (name === ".gitleaksignore" || name === ".betterleaksignore") return "gitleaksignore";
  if (/leaks.*\.toml$/.test(name)) return "gitleaks-config";
  if (name.endsWith(".baseline") || (name.endsWith(".json") && text.includes('"plugins_used"'))) return "detect-secrets";
  if (name === ".secretlintignore") return "secretlintignore";
  if (/^\.gitguardian\.ya?ml$/.test(name)) return "gitguardian";
  if (name === ".secretsignore") return "ripsecrets";
  if (name === ".trivyignore") return "trivyignore";
  if (/^\.trivyignore\.ya?ml$/.test(name)) return "trivyignore-yaml";
  if (/trivy-secret\.ya?ml$/.test(name)) return "trivy-secret";
  if (name.includes("trufflehog")) return "trufflehog";
  return text.includes("secretlint-disable") ? "secretlint-comments" : undefined;
}
