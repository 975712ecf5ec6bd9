/**
 * Parts of the inventory's Markdown. Each takes how many rows it may show and counts the rest, so that a page can be fitted to
 * what a host takes.
 */

import type { Finding } from "../../model/finding.js";
import type { Drift, InventoryChanges, SecretEntry } from "../../model/secret.js";
import type { Due } from "../due-dates.js";
import { markdownCode as codeOf, markdownTable, markdownText } from "../text/markdown-text.js";
import { visible } from "../text/visible.js";
import { clipMiddle } from "../text/width.js";
import { grouped, locationText, plural } from "../text/words.js";

/** Columns of a name or place; the JSON report has it whole. */
const CODE_LIMIT = 240;

/** Tables longer than this are folded. */
const OPEN_ROWS = 25;

/** A heading, a table of at most `limit` rows, and what was left out. Nothing without rows. */
export function tableSection(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  limit: number,
): string {
  if (rows.length === 0) return "";
  const shown = rows.slice(0, limit);
  const rest = rows.length - shown.length;
  const more = rest > 0 ? `\nand ${grouped(rest)} more: see \`secrets-scan.json\`.\n` : "";
  const table = shown.length > 0 ? markdownTable(header, shown) : "";
  const body = `${table}${more}`;
  const folded =
    shown.length > OPEN_ROWS ? `<details><summary>${plural(rows.length, "row")}</summary>\n\n${body}\n</details>\n` : body;
  return `## ${title}\n\n${folded}`;
}

/** Cells of the table of secrets. */
export function secretRow(secret: SecretEntry): string[] {
  const { name, type, criticality, owners, ownersGuessed, status, usedIn, declaredIn, findings, rotation, deprecated } = secret;
  const places = [
    usedIn.length > 0 && `${usedIn.length} used`,
    declaredIn.length > 0 && `${declaredIn.length} declared`,
    findings.length > 0 && `${findings.length} found`,
  ];
  return [
    markdownCode(name) + (deprecated ? " (deprecated)" : ""),
    type,
    criticality,
    owners.length === 0 ? "**none**" : owners.map(markdownCode).join(", ") + (ownersGuessed ? " (guess)" : ""),
    status === "ok" ? "ok" : `**${status}**`,
    places.filter(Boolean).join(", "),
    `${rotation.intervalDays} days`,
    rotation.nextDue ?? "unknown",
  ];
}

export const SECRET_HEADER: readonly string[] = [
  "Name",
  "Type",
  "Criticality",
  "Owner",
  "Status",
  "Places",
  "Rotation",
  "Next due",
];

/** Cells of the table of findings. */
export function findingRow(finding: Finding): string[] {
  return [
    markdownCode(locationText(finding)),
    markdownText(finding.ruleName),
    finding.criticality,
    markdownCode(finding.masked),
    markdownCode(finding.fingerprint),
  ];
}

export const FINDING_HEADER: readonly string[] = ["Location", "Rule", "Criticality", "Masked", "Fingerprint"];

/** Cells of the table of what does not fit together. */
export function driftRow({ kind, names, detail }: Drift): string[] {
  return [kind, names.map(markdownCode).join(", "), markdownText(detail)];
}

/** Cells of the table of rotations that are due. */
export function dueRow({ secret, date, due }: Due): string[] {
  return [
    date,
    due === "later" ? due : `**${due}**`,
    markdownCode(secret.name),
    secret.criticality,
    secret.owners.map(markdownCode).join(", "),
  ];
}

/** Rows of the table of changes: added, removed, changed. */
export function changeRows({ added, removed, changed }: InventoryChanges): string[][] {
  return [
    ...added.map((secret) => [
      "added",
      markdownCode(secret.name),
      secret.criticality,
      `${secret.type}, ${secret.status}, ${ownersText(secret)}`,
    ]),
    ...changed.map(({ name, criticality, what }) => [
      "changed",
      markdownCode(name),
      criticality,
      what.map(markdownText).join("; "),
    ]),
    ...removed.map((secret) => ["removed", markdownCode(secret.name), secret.criticality, ""]),
  ];
}

function ownersText({ owners }: SecretEntry): string {
  return owners.length === 0 ? "no owner" : `owned by ${owners.map(markdownCode).join(", ")}`;
}

function markdownCode(text: string): string {
  return codeOf(clipMiddle(visible(text), CODE_LIMIT));
}
