/**
 * A badge for a README: how many secrets there are and whether one is in trouble. Made here; no service is asked.
 */

import type { Report } from "../../model/report.js";
import { plural } from "../text/words.js";

/** Width of a character of the badge's font, in pixels, with some air. */
const CHAR = 6.6;

/** An SVG that holds figures and words of ours only. */
export function writeBadge({ findings, secrets, scan }: Report): string {
  const label = "secrets";
  const [value, colour] = state(
    findings.length,
    secrets?.filter(({ status }) => status === "overdue").length ?? 0,
    secrets?.length,
    scan.complete,
  );
  const left = Math.round(label.length * CHAR + 10);
  const right = Math.round(value.length * CHAR + 10);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${value}"><title>${label}: ${value}</title><rect width="${left + right}" height="20" rx="3" fill="#40474f"/><path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${colour}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle"><text x="${left / 2}" y="14">${label}</text><text x="${left + right / 2}" y="14">${value}</text></g></svg>
`;
}

function state(findings: number, overdue: number, secrets: number | undefined, isComplete: boolean): [string, string] {
  if (findings > 0) return [plural(findings, "finding"), "#a40e26"];
  if (!isComplete) return ["incomplete", "#a84300"];
  if (overdue > 0) return [`${overdue} overdue`, "#a84300"];
  return [secrets === undefined ? "none found" : `${secrets} kept`, "#116329"];
}
