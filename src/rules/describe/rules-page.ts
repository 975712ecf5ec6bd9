/**
 * `docs/rules.md`: all built-in rules, as tables by type.
 */

import type { Rule } from "../../model/rule.js";
import { SECRET_TYPES } from "../../model/secret-type.js";

/** The whole page, ending with LF. It shows how values begin and how long they are, never one that could be taken for a secret. */
export function rulesPage(rules: readonly Rule[]): string {
  const sections = SECRET_TYPES.flatMap((type) => {
    const ofType = rules.filter((rule) => rule.type === type);
    return ofType.length === 0 ? [] : [sectionOf(type, ofType)];
  });
  const providers = new Set(rules.map(({ provider }) => provider).filter((provider) => provider !== ""));
  return `# Rules

<!-- Made by "npm run docs:rules" from rules/. Do not edit. -->

${rules.length} rules for the credentials of ${providers.size} providers. \`secret-scan rules show ID\` says all about one;
\`CONTRIBUTING.md\` walks through adding one.

**Found by**: what a value begins with, what stands in or near it, or the words that its name, statement or key path must hold; and how long it is, in characters.
**Confidence** is that of a match whose checks all pass; \`--min-confidence\` chooses.

${sections.join("\n")}`;
}

function sectionOf(type: string, rules: readonly Rule[]): string {
  const rows = rules.map((rule) => {
    const { revokeUrl } = rule.remediation;
    const revoke = revokeUrl === undefined ? "" : `[revoke](${revokeUrl})`;
    return `| \`${rule.id}\` | ${cell(rule.provider)} | ${rule.criticality} | ${rule.confidence} | ${foundBy(rule)} | ${revoke} |\n`;
  });
  return `## ${type}

| rule | provider | criticality | confidence | found by | page |
| --- | --- | --- | --- | --- | --- |
${rows.join("")}`;
}

/** More words than these tell a reader nothing. */
const SHOWN = 4;

function foundBy({ kind, prefixes, literals, context, paths, minLength, maxLength, checksum }: Rule): string {
  const listed = (words: readonly string[]): string =>
    words.slice(0, SHOWN).map(code).join(", ") + (words.length > SHOWN ? `, ${words.length - SHOWN} more` : "");
  const length = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`;
  const verified = checksum === undefined ? "" : `, checked (${checksum})`;
  if (prefixes.length > 0) return `${listed(prefixes)}; ${length}${verified}`;
  switch (kind) {
    case "prefix":
    case "literal":
      return `near ${listed(literals)}; ${length}${verified}`;
    case "context":
      return `named ${listed(context)}; ${length}${verified}`;
    case "assigned":
      return "its name and its looks";
    case "path":
      return listed(paths);
  }
}

function code(text: string): string {
  return `\`${cell(text.trim())}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
