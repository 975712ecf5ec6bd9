/**
 * Workflow commands for GitHub Actions: annotations within what a step may show. The job's summary is `github-summary.ts`.
 */

import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import { CRITICALITIES } from "../model/secret-type.js";
import { visible } from "./text/visible.js";
import { isKnown, plural, reasonText } from "./text/words.js";

/** GitHub shows no more of each level. */
const SHOWN = 10;

type Level = "error" | "warning";

interface Annotation {
  readonly level: Level;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** At most ten errors and ten warnings, worst first, then one notice that counts the rest. Lines begin with nothing but our commands. */
export function writeGithub(report: Report): string {
  const all = [...byCriticality(report.findings).map(findingAnnotation), ...report.failures.map(failureAnnotation)];
  const shown = (["error", "warning"] as const).flatMap((level) => all.filter((entry) => entry.level === level).slice(0, SHOWN));
  const lines = shown.map(({ level, properties, message }) => command(level, properties, message));
  const rest = all.length - shown.length;
  if (rest > 0) lines.push(command("notice", { title: "secret-scan" }, `and ${plural(rest, "more annotation")}: see the report`));
  return lines.map((line) => `${line}\n`).join("");
}

/** New findings before known ones, worse before milder; else in the report's order. */
function byCriticality(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number =>
    CRITICALITIES.indexOf(finding.criticality) + (isKnown(finding) ? CRITICALITIES.length : 0);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

function findingAnnotation(finding: Finding): Annotation {
  const { path, startLine, endLine, startColumn, endColumn, ruleName, masked, criticality, remediation, fingerprint } = finding;
  const bad = (criticality === "critical" || criticality === "high") && !isKnown(finding);
  const columns = startLine === endLine && endColumn > startColumn ? { col: startColumn, endColumn } : {};
  return {
    level: bad ? "error" : "warning",
    properties: { file: path, line: startLine, endLine, ...columns, title: ruleName },
    message: `${masked}: ${remediation.steps.join(" ")} (${criticality}, ${fingerprint})`,
  };
}

function failureAnnotation(failure: { path: string; reason: string }): Annotation {
  return { level: "warning", properties: { file: failure.path, title: "Not read" }, message: `Not read: ${reasonText(failure)}` };
}

function command(name: string, properties: Annotation["properties"], message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${propertyText(String(value))}`);
  return `::${name} ${list.join(",")}::${dataText(message)}`;
}

function dataText(text: string): string {
  return visible(text).replaceAll("%", "%25");
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
