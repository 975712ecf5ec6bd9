/**
 * `secrets_inventory.md`: the inventory for auditors, security officers and the person on call; and the comment that says what
 * a merge request changes. Both stay under what GitHub and GitLab take for a comment.
 */

import type { Report } from "../../model/report.js";
import { SECRET_STATUSES } from "../../model/secret.js";
import { CRITICALITIES } from "../../model/secret-type.js";
import { dueDates } from "../due-dates.js";
import { isOnlyInTests } from "../test-paths.js";
import { markdownCode, markdownText } from "../text/markdown-text.js";
import { bytesText, criticalityCounts, grouped, plural, reasonText, SOURCE_WORDS } from "../text/words.js";
import { reportTime, type WriterOptions } from "../writer.js";
import { mermaidDiagram } from "./mermaid.js";
import { changeRows, driftRow, dueRow, FINDING_HEADER, findingRow, SECRET_HEADER, secretRow, tableSection } from "./sections.js";

/** By these a bot finds its comment again. */
export const INVENTORY_MARKER = "<!-- secret-scan:inventory -->";
export const CHANGE_MARKER = "<!-- secret-scan:change -->";

/** GitHub refuses a comment of more than 65,536 characters. */
const COMMENT_LIMIT = 65_000;

/** Rows of a table, tried in turn until the page fits. */
const ROW_LIMITS = [Number.POSITIVE_INFINITY, 500, 200, 100, 50, 20, 5, 0];

/** The inventory's page: secrets, what is due, drift, findings, changes. */
export function writeInventoryMarkdown(report: Report, options: WriterOptions): string {
  return fitted((limit) => inventoryPage(report, options, limit));
}

/** Only what changed; for the one comment that a bot keeps up to date. Without a base it says that there is none. */
export function writeChangeComment(report: Report, options: WriterOptions): string {
  return fitted((limit) =>
    joined([
      CHANGE_MARKER,
      "# Secrets: what this change does",
      changes(report, limit),
      hardCoded(report, limit),
      incomplete(report, options),
    ]),
  );
}

/** The fullest page that fits. */
function fitted(page: (limit: number) => string): string {
  let text = "";
  for (const limit of ROW_LIMITS) {
    text = page(limit);
    if (text.length <= COMMENT_LIMIT) return text;
  }
  return text.slice(0, COMMENT_LIMIT);
}

function inventoryPage(report: Report, options: WriterOptions, limit: number): string {
  const secrets = report.secrets ?? [];
  const tables = CRITICALITIES.map((level) => {
    const rows = secrets.filter((secret) => secret.criticality === level && !isOnlyInTests(secret));
    return tableSection(
      `${level.charAt(0).toUpperCase()}${level.slice(1)} (${grouped(rows.length)})`,
      SECRET_HEADER,
      rows.map(secretRow),
      limit,
    );
  });
  const tests = secrets.filter(isOnlyInTests);
  const due = dueDates(secrets, reportTime(report, options).slice(0, 10));
  return joined([
    INVENTORY_MARKER,
    "# Secrets inventory",
    summary(report),
    incomplete(report, options),
    report.changes && changes(report, limit),
    ...tables,
    tableSection(`In tests and examples only (${grouped(tests.length)})`, SECRET_HEADER, tests.map(secretRow), limit),
    hardCoded(report, limit),
    tableSection("Drift", ["Kind", "Secret", "What"], (report.drift ?? []).map(driftRow), limit),
    tableSection("Rotation calendar", ["Due", "State", "Secret", "Criticality", "Owner"], due.map(dueRow), limit),
    diagram(report),
    HOW_TO_READ,
  ]);
}

function joined(parts: readonly (string | undefined)[]): string {
  return `${parts
    .filter((part) => part)
    .map((part) => part?.trimEnd())
    .join("\n\n")}\n`;
}

function summary({ scan, findings, secrets = [], uncounted }: Report): string {
  const statuses = SECRET_STATUSES.map(
    (status) => [status, secrets.filter((secret) => secret.status === status).length] as const,
  );
  const said = statuses.filter(([, count]) => count > 0).map(([status, count]) => `${grouped(count)} ${status}`);
  const counts = criticalityCounts(secrets);
  const where = [`${SOURCE_WORDS[scan.source]}: ${plural(scan.files, "file")}, ${bytesText(scan.bytes)}`];
  if (scan.repository?.branch) where.push(`branch ${markdownCode(scan.repository.branch)}`);
  if (scan.repository?.head) where.push(`commit ${markdownCode(scan.repository.head.slice(0, 12))}`);
  const head = `**${plural(secrets.length, "secret")}**${counts === "" ? "" : ` (${counts})`}, ${plural(findings.length, "finding")}.`;
  const left =
    uncounted === undefined
      ? ""
      : `Not counted, by \`.secret-scan.yaml\`: ${plural(uncounted.references, "reference")} in ${uncounted.globs.map(markdownCode).join(", ")}.`;
  return [head, said.length > 0 ? `By status: ${said.join(", ")}.` : "", `Read: ${where.join(", ")}.`, left]
    .filter((line) => line !== "")
    .join("\n\n");
}

function incomplete({ scan, failures }: Report, { verbose }: WriterOptions): string {
  if (scan.complete) return "";
  const named = failures.slice(0, verbose ? 100 : 5).map((failure) => `- ${markdownText(reasonText(failure)).slice(0, 500)}`);
  const rest = failures.length - named.length;
  return [
    `**The scan is incomplete**: ${plural(failures.length, "failure")}.`,
    "",
    ...named,
    ...(rest > 0 ? [`- and ${grouped(rest)} more`] : []),
  ].join("\n");
}

function changes({ changes: change, scan }: Report, limit: number): string {
  if (!change) return "No base was given to compare with.";
  const rows = changeRows(change);
  const title = `Changes since ${markdownCode(change.base)}`;
  const table =
    rows.length === 0
      ? `## ${title}\n\nNo secret was added, removed or changed.`
      : tableSection(title, ["Change", "Secret", "Criticality", "What"], rows, limit);
  return joined([table, exceptions(scan)]);
}

/** What hides findings is to be seen. */
function exceptions({ allowlistChange }: Report["scan"]): string {
  if (allowlistChange === undefined) return "";
  const { added, removed } = allowlistChange;
  const said = [added > 0 && `${plural(added, "exception")} added`, removed > 0 && `${plural(removed, "exception")} removed`];
  return `**The allowlist changes**: ${said.filter(Boolean).join(", ")}.`;
}

function hardCoded({ findings }: Report, limit: number): string {
  return tableSection("Hard-coded", FINDING_HEADER, findings.map(findingRow), limit);
}

function diagram({ secrets = [] }: Report): string {
  const text = mermaidDiagram(secrets);
  return text === "" ? "" : `## Who uses which\n\n\`\`\`mermaid\n${text}\n\`\`\``;
}

const HOW_TO_READ = `## How to read this

- **Status**, the worst that holds: *hard-coded* (a value stands in the repository: revoke it), *fallback* (the code falls back to a literal), *overdue* (the rotation date has passed), *undeclared* (asked for, with no place where it comes from), *unused* (given a place, asked for nowhere), *ok*.
- **Owner** comes from \`.secret-scan.yaml\` or CODEOWNERS; a guess is marked.
- **Next due** is known where the last rotation is: from \`.secret-scan.yaml\` or from the commit that last changed a hard-coded value.
- **In tests and examples only**: no other file speaks of the name. \`inventory.exclude\` of \`.secret-scan.yaml\` leaves such paths out.
- No value of a secret is in this page. To leave out a false finding: \`secret-scan allow FINGERPRINT --reason "…"\`.`;
