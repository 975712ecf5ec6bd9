/**
 * What trivy leaves out: `.trivyignore`, `.trivyignore.yaml` and the allow rules of `trivy-secret.yaml`.
 */

import { type ClaimCollector, type Claims, createClaimCollector, originOf } from "./claim.js";
import { fromForeignPattern } from "./foreign-pattern.js";
import { gitignoreMatcher } from "./path-lists.js";
import { isObject, type Json, parseYaml } from "./yaml.js";

/** One id a line, for every file: nothing in it says which secret. */
export function readTrivyIgnore(text: string, file: string): Claims {
  const collector = createClaimCollector();
  text.split(/\r?\n/).forEach((row, index) => {
    const id = row.replace(/#.*/, "").trim().split(/\s+/)[0]!;
    // Vulnerabilities and misconfigurations are no business of ours.
    if (id === "" || /^(?:CVE|GHSA|AVD|DSA|ELSA|RHSA|KSV|TEMP|PRISMA)-?\w/.test(id)) return;
    collector.lost.push({
      origin: `${file}:${index + 1}`,
      what: `the rule "${id}"`,
      why: "it would hide whatever the rule finds, in every file",
    });
  });
  return collector;
}

/** Paths with their rule, statement and end. */
export function readTrivyIgnoreYaml(text: string, file: string): Claims {
  const collector = createClaimCollector();
  for (const entry of objects(parseYaml(text, file)["secrets"])) {
    const id = String(entry["id"] ?? "");
    const paths = texts(entry["paths"]);
    const expires = typeof entry["expired_at"] === "string" ? entry["expired_at"].slice(0, 10) : undefined;
    const note = typeof entry["statement"] === "string" ? entry["statement"] : undefined;
    if (paths.length === 0) {
      const why = "it would hide whatever the rule finds, in every file";
      collector.lost.push({ origin: originOf(text, file, id), what: `the rule "${id}"`, why });
    }
    for (const path of paths) {
      const matches = gitignoreMatcher([path.startsWith("/") ? path : `/${path}`]);
      collector.claims.push({ origin: originOf(text, file, path), note, expires, rule: id, path: matches });
    }
  }
  return collector;
}

/** The allow rules of its configuration; rules that it switches off cannot be carried over. */
export function readTrivySecret(text: string, file: string): Claims {
  const collector = createClaimCollector();
  const root = parseYaml(text, file);
  for (const rule of objects(root["allow-rules"])) readAllowRule(rule, undefined, text, file, collector);
  for (const rule of objects(root["rules"])) {
    const id = String(rule["id"] ?? "");
    for (const allow of objects(rule["allow-rules"])) readAllowRule(allow, id, text, file, collector);
  }
  for (const id of texts(root["disable-rules"])) {
    const why = "its rules are not ours; see `--exclude-rule`";
    collector.lost.push({ origin: originOf(text, file, id), what: `the rule "${id}"`, why });
  }
  return collector;
}

function readAllowRule(allow: Json, rule: string | undefined, text: string, file: string, collector: ClaimCollector): void {
  const { path, regex, description } = allow as { path?: unknown; regex?: unknown; description?: unknown };
  const origin = originOf(text, file, String(allow["id"] ?? path ?? regex ?? ""));
  const source = typeof path === "string" ? fromForeignPattern(path) : undefined;
  const value = typeof regex === "string" ? fromForeignPattern(regex) : undefined;
  if ((typeof path === "string" && source === undefined) || (typeof regex === "string" && value === undefined)) {
    collector.lost.push({ origin, what: "an allow rule", why: "its expression is not one that JavaScript knows" });
  } else if (source !== undefined || value !== undefined) {
    collector.claims.push({
      origin,
      note: typeof description === "string" ? description : undefined,
      rule,
      value,
      path: source === undefined ? undefined : (found) => new RegExp(source, "u").test(found),
    });
  }
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
