/**
 * The allowlists of `.gitleaks.toml` and `.betterleaks.toml`: global and of single rules.
 */

import { parse } from "smol-toml";
import { SecretScanError } from "../../model/error.js";
import { type Claim, type ClaimCollector, type Claims, createClaimCollector, originOf } from "./claim.js";
import { fromForeignPattern, literalPattern } from "./foreign-pattern.js";

type Table = Readonly<Record<string, unknown>>;

/** @throws SecretScanError `usage` where the file is not TOML */
export function readGitleaksConfig(text: string, file: string): Claims {
  const collector = createClaimCollector();
  const config = parseToml(text, file);
  for (const allowlist of tables(config["allowlists"], config["allowlist"])) {
    const rules = texts(allowlist["targetRules"]);
    if (rules.length === 0) readAllowlist(allowlist, undefined, text, file, collector);
    for (const rule of rules) readAllowlist(allowlist, rule, text, file, collector);
  }
  for (const rule of tables(config["rules"])) {
    const id = typeof rule["id"] === "string" ? rule["id"] : undefined;
    for (const allowlist of tables(rule["allowlists"], rule["allowlist"])) readAllowlist(allowlist, id, text, file, collector);
    for (const key of ["filter", "prefilter"]) if (rule[key] !== undefined) loseExpression(key, file, collector);
  }
  for (const key of ["filter", "prefilter"]) if (config[key] !== undefined) loseExpression(key, file, collector);
  return collector;
}

function readAllowlist(allowlist: Table, rule: string | undefined, text: string, file: string, collector: ClaimCollector): void {
  const note = typeof allowlist["description"] === "string" ? allowlist["description"] : undefined;
  const lose = (part: string, what: string, why: string): void =>
    void collector.lost.push({ origin: originOf(text, file, part), what, why });
  for (const commit of texts(allowlist["commits"]))
    lose(commit, "a commit", "an exception here is for a secret, not for a commit");
  const paths: Pick<Claim, "origin" | "path">[] = [];
  for (const pattern of texts(allowlist["paths"])) {
    const source = fromForeignPattern(pattern);
    if (source === undefined) lose(pattern, "a path", "its expression is not one that JavaScript knows");
    else paths.push({ origin: originOf(text, file, pattern), path: (path) => new RegExp(source, "u").test(path) });
  }
  const values: Pick<Claim, "origin" | "value">[] = [];
  const target = allowlist["regexTarget"];
  for (const pattern of texts(allowlist["regexes"])) {
    const value = fromForeignPattern(pattern);
    if (target === "match" || target === "line")
      lose(pattern, "an expression", `it is for the ${target}, and ours are for the secret alone`);
    else if (value === undefined) lose(pattern, "an expression", "it is not one that JavaScript knows");
    else values.push({ origin: originOf(text, file, pattern), value });
  }
  for (const word of texts(allowlist["stopwords"])) {
    values.push({ origin: originOf(text, file, `"${word}"`), value: literalPattern(word, true) });
  }
  if (String(allowlist["condition"] ?? "").toUpperCase() !== "AND" || paths.length === 0 || values.length === 0) {
    for (const part of [...paths, ...values]) collector.claims.push({ ...part, note, rule });
    return;
  }
  for (const { path } of paths) for (const value of values) collector.claims.push({ ...value, path, note, rule });
}

function loseExpression(key: string, file: string, collector: ClaimCollector): void {
  collector.lost.push({ origin: file, what: `a ${key}`, why: "it is a program, and exceptions here are lists" });
}

function parseToml(text: string, file: string): Table {
  try {
    return parse(text);
  } catch (cause) {
    const { line, column } = cause as { line?: number; column?: number };
    const place = { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    throw new SecretScanError("usage", "not valid TOML", place, "Mend the file, then import it again", { cause });
  }
}

function tables(...values: readonly unknown[]): Table[] {
  return values.flat().filter((value): value is Table => typeof value === "object" && value !== null);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
