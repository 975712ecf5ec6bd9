/**
 * The findings of a report as a table; each row opens to its code frame, reasons and remedy.
 */

import type { CodeFrame, Finding } from "../../model/finding.js";
import { CRITICALITIES } from "../../model/secret-type.js";
import { historyText, isKnown, locationText, plural, whyOf } from "../text/words.js";
import { type Html, html, link, ownMarkup } from "./html.js";
import { distinct, list, tag } from "./list.js";

/** Further places that a row lists; the JSON report has them all. */
const PLACES_SHOWN = 20;

/** Stands for the rows of the section; no text of a report comes out with such a character in it. */
export const FINDING_ROWS = "\0findings\0";

/** Findings with their remedies behind rows that open. */
export function findingsSection(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html``;
  return list({
    id: "findings",
    title: "Findings",
    caption: "Credentials that stand in the repository, masked. Open a row for what to do.",
    columns: [
      { title: "Finding" },
      {
        title: "Criticality",
        filter: distinct(
          findings.map(({ criticality }) => criticality),
          CRITICALITIES,
        ),
      },
      { title: "Type", filter: distinct(findings.map(({ type }) => type)) },
      { title: "Location" },
      {
        title: "Confidence",
        filter: distinct(
          findings.map(({ confidence }) => confidence),
          ["high", "medium", "low"],
        ),
      },
      { title: "Rotation" },
    ],
    rows: [ownMarkup(FINDING_ROWS)],
  });
}

/** One finding's cells, and what opens below them. */
export function findingRow(finding: Finding): Html {
  return html`<tr><td><details><summary>${finding.ruleName}${isKnown(finding) && " (known)"}</summary>${detail(finding)}</details></td><td data-sort="${CRITICALITIES.indexOf(finding.criticality)}">${tag(finding.criticality)}</td><td data-label="Type">${finding.type}</td><td data-label="Location"><code>${locationText(finding)}</code></td><td data-label="Confidence">${finding.confidence}</td><td data-label="Rotation">${finding.rotationDays} days</td></tr>\n`;
}

function detail(finding: Finding): Html {
  const { remediation, decodedFrom = [], commit, author, date, alsoIn = [], history, pairedWith } = finding;
  const rest = alsoIn.length - PLACES_SHOWN;
  return html`${finding.frame ? frame(finding.frame) : html`<pre>${finding.masked}</pre>`}<p>${finding.provider && `${finding.provider}. `}Flagged because: ${whyOf(finding).join("; ")}.</p>
${pairedWith && html`<p>With its ${pairedWith.what} <code>${pairedWith.masked}</code> at line ${pairedWith.startLine}.</p>`}${decodedFrom.length > 0 && html`<p>Inside ${decodedFrom.join(" > ")}.</p>`}${commit && html`<p>Commit <code>${commit}</code> ${author} ${date}</p>`}${history && html`<p>Today: ${historyText(history)}.</p>`}
${alsoIn.length > 0 && html`<p>Also in</p><ul>${alsoIn.slice(0, PLACES_SHOWN).map(({ path, startLine }) => html`<li><code>${path}:${startLine}</code></li>`)}${rest > 0 && html`<li>and ${plural(rest, "further place")}</li>`}</ul>`}
<p>What to do</p><ol>${remediation.steps.map((step) => html`<li>${step}</li>`)}</ol><p>${link("Revoke it", remediation.revokeUrl)} ${link("Documentation", remediation.documentationUrl)}</p>
<p>To allow it: <code>secret-scan allow ${finding.fingerprint} --reason "…"</code></p>`;
}

function frame({ text, start, length }: CodeFrame): Html {
  return html`<pre>${text.slice(0, start)}<mark>${text.slice(start, start + length)}</mark>${text.slice(start + length)}</pre>`;
}
