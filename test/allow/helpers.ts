import { compileAllowlist } from "../../src/allow/compiled-allowlist.js";
import type { Allowlist, AllowlistOptions } from "../../src/allow/entry.js";
import { parseAllowlist } from "../../src/allow/parse-allowlist.js";
import { createSuppressionMatcher, type Suppressible, type SuppressionMatcher } from "../../src/allow/suppression-matcher.js";
import { SecretScanError } from "../../src/model/error.js";

export const TODAY = "2026-06-15";

export const OPTIONS: AllowlistOptions = {
  knownRuleIds: new Set(["generic-secret", "smtp-password", "acme-token"]),
  today: TODAY,
  isSafePattern: (source) => !source.includes("+)+"),
};

export function parse(text: string): Promise<Allowlist> {
  return parseAllowlist(text, ".secrets-allowlist", OPTIONS);
}

/** The one line that a user would see. */
export async function errorOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SecretScanError && error.code === "usage") return error.describe();
    throw error;
  }
  throw new Error("nothing was refused");
}

export function finding(changes: Partial<Suppressible> = {}): Suppressible {
  return {
    fingerprint: "ss1:aaaa",
    ruleId: "generic-secret",
    criticality: "high",
    path: "src/app/config.ts",
    secret: "correct-horse-battery",
    ...changes,
  };
}

/** A matcher as a worker gets it: through a structured clone. */
export async function matcherOf(text: string): Promise<SuppressionMatcher> {
  return createSuppressionMatcher(structuredClone(compileAllowlist((await parse(text)).entries)));
}

/** A file with the given lines as the conditions of one entry each, `a: b, c: d`. */
export function allowlist(...entries: string[]): string {
  const items = entries.map((entry) => {
    const lines = [...entry.split(", "), ...(entry.includes("reason:") ? [] : ["reason: a test"])];
    return `  - ${lines.join("\n    ")}\n`;
  });
  return `version: 1\nentries:\n${items.join("")}`;
}
