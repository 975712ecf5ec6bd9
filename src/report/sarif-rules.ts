/**
 * SARIF's description of our rules, with what GitHub code scanning requires and shows.
 */

import type { Rule } from "../model/rule.js";
import type { Confidence, Criticality, SecretType } from "../model/secret-type.js";
import { markdownLink, markdownText } from "./text/markdown-text.js";
import { visible } from "./text/visible.js";

export type SarifLevel = "error" | "warning" | "note";

export const SARIF_LEVELS: Readonly<Record<Criticality, SarifLevel>> = {
  critical: "error",
  high: "error",
  moderate: "warning",
  low: "note",
};

/** GitHub ranks above 9.0 as critical, from 7.0 as high, from 4.0 as medium; it wants a string. */
export const SECURITY_SEVERITIES: Readonly<Record<Criticality, string>> = {
  critical: "9.5",
  high: "8.0",
  moderate: "5.5",
  low: "2.0",
};

const PRECISIONS: Readonly<Record<Confidence, string>> = { high: "high", medium: "medium", low: "low" };

/** GitHub cuts longer ones. */
const DESCRIPTION_LIMIT = 1024;
const NAME_LIMIT = 255;

/** A rule as `reportingDescriptor`, with help, tags and `security-severity`. */
export function sarifRule(rule: Rule): object {
  const kind = rule.kind === "path" ? "file" : `${rule.type} secret`;
  const owner = rule.provider === "" ? "" : ` of ${visible(rule.provider)}`;
  return {
    id: rule.id,
    name: visible(rule.name).slice(0, NAME_LIMIT),
    shortDescription: { text: visible(rule.name).slice(0, DESCRIPTION_LIMIT) },
    fullDescription: {
      text: `${visible(rule.name)}: a ${kind}${owner} that does not belong in a repository. Rotate it every ${rule.rotationDays} days.`.slice(
        0,
        DESCRIPTION_LIMIT,
      ),
    },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(rule.remediation.documentationUrl ? { helpUri: rule.remediation.documentationUrl } : {}),
    defaultConfiguration: { level: SARIF_LEVELS[rule.criticality] },
    properties: {
      tags: ["security", ...cweTags(rule.type), rule.type],
      precision: PRECISIONS[rule.confidence],
      "problem.severity": SARIF_LEVELS[rule.criticality] === "note" ? "recommendation" : SARIF_LEVELS[rule.criticality],
      "security-severity": SECURITY_SEVERITIES[rule.criticality],
    },
  };
}

/** Hard-coded credentials, and the narrower weakness of the type. */
function cweTags(type: SecretType): string[] {
  const narrower: Partial<Record<SecretType, number>> = {
    password: 259,
    database: 259,
    jwt: 321,
    "encryption-key": 321,
    "private-key": 321,
    "sensitive-file": 312,
  };
  const tag = narrower[type];
  return tag ? ["external/cwe/cwe-798", `external/cwe/cwe-${tag}`] : ["external/cwe/cwe-798"];
}

function helpText({ remediation: { steps, revokeUrl, documentationUrl } }: Rule): string {
  const links = [revokeUrl && `Revoke: ${revokeUrl}`, documentationUrl && `Documentation: ${documentationUrl}`].filter(Boolean);
  return [...steps.map((step, index) => `${index + 1}. ${visible(step)}`), ...links].join("\n");
}

function helpMarkdown({ remediation: { steps, revokeUrl, documentationUrl }, references }: Rule): string {
  const list = steps.map((step, index) => `${index + 1}. ${markdownText(step)}`).join("\n");
  const links = [
    revokeUrl && markdownLink("Revoke it", revokeUrl),
    documentationUrl && markdownLink("Documentation", documentationUrl),
  ];
  const further = references.map((url) => `- ${markdownLink(url, url)}`).join("\n");
  return [list, links.filter(Boolean).join(" · "), further].filter((part) => part !== "").join("\n\n");
}
