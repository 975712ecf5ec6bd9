/**
 * `rules show`: all that is known of one rule, as text.
 */

import type { Rule } from "../../model/rule.js";

/** Lines that each end with LF. Long values are not wrapped: a pattern must stay in one piece to be copied. */
export function describeRule(rule: Rule): string {
  const { remediation } = rule;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ["Provider", rule.provider],
    ["Type", rule.type],
    ["Criticality", rule.criticality],
    ["Rotation", `${rule.rotationDays} days`],
    ["Confidence", rule.confidence],
    ["Found by", foundBy(rule)],
    ["Pattern", rule.pattern],
    ["Letter case", rule.ignoreCase ? "any" : ""],
    ["Length", rule.pattern === "" ? "" : lengthOf(rule)],
    ["Entropy", rule.entropy > 0 ? `at least ${rule.entropy} bits a character` : ""],
    ["Randomness", rule.randomness ? "must not read like words" : ""],
    ["Checksum", rule.checksum ?? ""],
    ["Files", rule.paths.join(", ")],
    ["But not", rule.notPaths.join(", ")],
    ["Deadline", rule.safe ? "" : "its pattern is not proved safe"],
    ["Revoke at", remediation.revokeUrl ?? ""],
    ["Documentation", remediation.documentationUrl ?? ""],
    ["References", rule.references.join(" ")],
    ["Origin", rule.origin],
  ];
  const shown = facts.filter(([, value]) => value !== "");
  const width = Math.max(...shown.map(([name]) => name.length)) + 2;
  const lines = [
    `${rule.id}: ${rule.name}`,
    "",
    ...shown.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
    "",
    "What to do about a finding:",
    ...remediation.steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  return `${lines.join("\n")}\n`;
}

function foundBy({ kind, prefixes, literals, context }: Rule): string {
  if (prefixes.length > 0) return `a value that starts with ${prefixes.join(", ")}`;
  switch (kind) {
    case "prefix":
    case "literal":
      return `the text ${literals.map((literal) => `"${literal}"`).join(", ")} (any letter case) in it or near it`;
    case "context":
      return `a value whose name, statement or key path holds ${context.join(", ")}`;
    case "assigned":
      return "the name that the value is given to, and how the value looks";
    case "path":
      return "the file's name";
  }
}

function lengthOf({ minLength, maxLength }: Rule): string {
  return minLength === maxLength ? `${minLength} bytes` : `${minLength} to ${maxLength} bytes`;
}
