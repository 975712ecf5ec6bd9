/**
 * The findings as a Markdown page: a summary, the table, what to do about each rule's findings, and what was not scanned.
 */

import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import { markdownCode, markdownLink, markdownTable, markdownText } from "./text/markdown-text.js";
import { newlyAllowedText } from "./text/newly-allowed.js";
import { bytesText, criticalityCounts, isKnown, locationText, plural, SOURCE_WORDS, staleText } from "./text/words.js";
import type { WriterOptions } from "./writer.js";

/** Tables of findings, then what to do about each kind; everything from the repository is escaped. */
export function writeMarkdown(report: Report, options: WriterOptions): string {
  const parts = [`# Secret scan\n`, summaryText(report), findingsTable(report.findings), remediation(report.findings)];
  if (options.includeSuppressed) parts.push(suppressedTable(report));
  parts.push(
    section("Not read: the scan is incomplete", ["Path", "Reason"], report.failures.map(pathRow)),
    section(
      "Exceptions to look at",
      ["Place", "What"],
      report.stale.map((stale) => [markdownCode(`${stale.entry.source}:${stale.entry.line}`), markdownText(staleText(stale))]),
    ),
  );
  if (options.verbose) parts.push(section("Left out by choice", ["Path", "Reason"], report.skipped.map(pathRow)));
  return parts.filter((part) => part !== "").join("\n");
}

/** What was found and what was read, in two paragraphs. */
export function summaryText({ scan, findings, suppressed, skipped, failures }: Report): string {
  const counts = criticalityCounts(findings);
  const known = findings.filter(isKnown).length;
  const head = findings.length === 0 ? "**No findings.**" : `**${plural(findings.length, "finding")}** (${counts}).`;
  const state = scan.complete ? "" : ` **The scan is incomplete**: ${plural(failures.length, "failure")}.`;
  const scanned = `Scanned the ${SOURCE_WORDS[scan.source]}: ${plural(scan.files, "file")}, ${bytesText(scan.bytes)}; ${skipped.length} skipped, ${suppressed.length} suppressed.`;
  return `${head}${known > 0 ? ` ${known} of them already in the base.` : ""}${state}\n\n${scanned}\n${changeText(scan)}`;
}

/** What hides findings is to be seen. */
function changeText({ allowlistChange, newlyAllowed }: Report["scan"]): string {
  const allowed = newlyAllowedText(newlyAllowed);
  if (allowlistChange === undefined && allowed === undefined) return "";
  const { added = 0, removed = 0 } = allowlistChange ?? {};
  const counts = allowlistChange === undefined ? "" : `**Exceptions changed**: ${added} added, ${removed} removed.`;
  return `\n${[counts, allowed === undefined ? "" : `${markdownText(allowed)}.`].filter(Boolean).join(" ")}\n`;
}

/** The table of findings; the inventory fills the owners, a scan alone does not know them. */
export function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const rows = findings.map((finding) => [
    finding.type,
    finding.criticality,
    "",
    markdownCode(locationText(finding)),
    `${finding.rotationDays} days`,
    markdownText(finding.ruleName + pairText(finding)) + (isKnown(finding) ? " (known)" : ""),
    markdownCode(finding.masked),
    markdownCode(finding.fingerprint),
  ]);
  const header = ["Type", "Criticality", "Owner", "Location", "Rotation", "Rule", "Masked", "Fingerprint"];
  return `## Findings\n\n${markdownTable(header, rows)}`;
}

function pairText({ pairedWith }: Finding): string {
  return pairedWith === undefined ? "" : `, with its ${pairedWith.what} at line ${pairedWith.startLine}`;
}

function remediation(findings: readonly Finding[]): string {
  const first = new Map<string, Finding>();
  for (const finding of findings) if (!first.has(finding.ruleId)) first.set(finding.ruleId, finding);
  if (first.size === 0) return "";
  const texts = [...first.values()].map(({ ruleId, ruleName, remediation: { steps, revokeUrl, documentationUrl } }) => {
    const links = [
      revokeUrl && markdownLink("Revoke it", revokeUrl),
      documentationUrl && markdownLink("Documentation", documentationUrl),
    ];
    const list = steps.map((step, index) => `${index + 1}. ${markdownText(step)}\n`).join("");
    const line = links.filter(Boolean).join(" · ");
    return `### ${markdownText(ruleName)} (${markdownCode(ruleId)})\n\n${list}${line === "" ? "" : `\n${line}\n`}`;
  });
  return `## What to do\n\n${texts.join("\n")}`;
}

function suppressedTable({ suppressed }: Report): string {
  const rows = suppressed.map(({ finding, by, reason = "", owner = "", expires = "" }) => [
    markdownCode(locationText(finding)),
    markdownCode(finding.ruleId),
    by,
    markdownText(reason),
    markdownCode(owner),
    markdownText(expires),
  ]);
  return section("Suppressed", ["Location", "Rule", "By", "Reason", "Owner", "Expires"], rows);
}

function section(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `## ${title}\n\n${markdownTable(header, rows)}`;
}

function pathRow({ path, reason }: { path: string; reason: string }): string[] {
  return [markdownCode(path), markdownText(reason)];
}
