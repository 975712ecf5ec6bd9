/**
 * The report as one HTML file: no network, a content security policy that lets in our own style and script only, readable
 * without the script. A scan gives the page of findings, an inventory the page of secrets with the findings in it.
 */

import { createHash } from "node:crypto";
import type { Report } from "../../model/report.js";
import { CRITICALITIES } from "../../model/secret-type.js";
import { bytesText, durationText, grouped, plural, SOURCE_WORDS, staleText } from "../text/words.js";
import { reportTime, type WriterOptions } from "../writer.js";
import { bars, folderOf } from "./bars.js";
import { FINDING_ROWS, findingRow, findingsSection } from "./findings.js";
import { type Html, html, ownMarkup } from "./html.js";
import { plainSection } from "./list.js";
import { SCRIPT } from "./script.js";
import { calendarSection, changesSection, driftSection, secretsSection } from "./secrets.js";
import { STYLE } from "./style.js";

/** Asked for by a page only: every start of the program loads this file, and hashing loads a large part of Node. */
const policy = (): string =>
  `default-src 'none'; style-src '${digest(STYLE)}'; script-src '${digest(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** One file that loads nothing and can be read without scripts. */
export function writeHtml(report: Report, options: WriterOptions): string {
  return [...htmlPieces(report, options)].join("");
}

/** The rows of findings, which are what makes a page long, come one at a time. */
export function* htmlPieces(report: Report, options: WriterOptions): Generator<string> {
  const [before = "", after = ""] = page(report, options).split(`${FINDING_ROWS}\n`);
  yield before;
  for (const finding of report.findings) yield findingRow(finding).markup;
  yield after;
}

function page(report: Report, options: WriterOptions): string {
  const title = report.secrets ? "Secrets inventory" : "Secret scan";
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${ownMarkup(policy())}"><meta name="referrer" content="no-referrer">
<title>${title}</title><link rel="icon" href="data:,"><style>${ownMarkup(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the content</a>
<header><h1>${title}</h1><button type="button" class="theme" aria-pressed="false" hidden>Light or dark</button></header>
${contents(report)}<main id="main">
${summary(report)}${changesSection(report.changes)}${pictures(report)}${report.secrets && secretsSection(report.secrets)}${findingsSection(report.findings)}${driftSection(report)}${report.secrets && calendarSection(report.secrets, reportTime(report, options).slice(0, 10))}${exceptions(report, options)}${unread(report, options)}</main>
<footer class="dim"><p>secret-scan ${report.tool.version}, ${grouped(report.tool.rulePack.rules)} rules. No raw secret is in this page.</p></footer>
<script>${ownMarkup(SCRIPT)}</script></body></html>
`.markup;
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function contents({ secrets = [], findings, drift = [], failures, changes }: Report): Html {
  const changed = changes ? changes.added.length + changes.changed.length + changes.removed.length : 0;
  const entries: [string, string, number][] = [
    ["changes", "Changes", changed],
    ["secrets", "Secrets", secrets.length],
    ["findings", "Findings", findings.length],
    ["drift", "Drift", drift.length],
    ["calendar", "Rotation calendar", secrets.filter(({ rotation }) => rotation.nextDue !== undefined).length],
    ["failures", "Not read", failures.length],
  ];
  const filled = entries.filter(([, , count]) => count > 0);
  return html`${filled.length > 0 && html`<nav aria-label="Contents"><ul>${filled.map(([id, name, count]) => html`<li><a href="#${id}">${name} (${grouped(count)})</a></li>`)}</ul></nav>\n`}`;
}

function summary({ scan, findings, secrets, skipped, failures, suppressed, uncounted }: Report): Html {
  const subjects = secrets ?? findings;
  const counts = CRITICALITIES.map(
    (level) => [level, subjects.filter(({ criticality }) => criticality === level).length] as const,
  );
  const facts = [
    `${SOURCE_WORDS[scan.source]}: ${plural(scan.files, "file")}`,
    bytesText(scan.bytes),
    scan.run && `${durationText(scan.run.durationMs)} on ${scan.run.startedAt.slice(0, 10)}`,
    `${grouped(skipped.length)} skipped`,
    `${grouped(suppressed.length)} suppressed`,
    uncounted && `${plural(uncounted.references, "reference")} under ${uncounted.globs.join(", ")} not counted`,
    scan.repository?.branch && `branch ${scan.repository.branch}`,
    scan.repository?.head && `commit ${scan.repository.head.slice(0, 12)}`,
  ].filter(Boolean);
  const first = secrets ? html`<li><b>${grouped(secrets.length)}</b>${secrets.length === 1 ? "secret" : "secrets"}</li>` : "";
  return html`<section aria-label="Summary">${!scan.complete && html`<p class="notice"><strong>The scan is incomplete</strong>: ${plural(failures.length, "failure")}.</p>`}
<ul class="cards">${first}<li><b>${grouped(findings.length)}</b>${findings.length === 1 ? "finding" : "findings"}</li>${counts.map(([level, count]) => html`<li><b>${grouped(count)}</b>${level}</li>`)}</ul>
<p class="dim">${facts.join(" · ")}</p></section>
`;
}

function pictures({ findings, secrets }: Report): Html {
  const places = [...(secrets ?? []).flatMap(({ declaredIn, usedIn }) => [...declaredIn, ...usedIn]), ...findings];
  const subject = secrets ? "Secrets" : "Findings";
  const drawn = [
    bars(
      `${subject} by type`,
      (secrets ?? findings).map(({ type }) => type),
    ),
    bars(
      secrets ? "Places of secrets by folder" : "Findings by folder",
      places.map(({ path }) => folderOf(path)),
    ),
  ].filter(({ markup }) => markup !== "");
  return html`${drawn.length > 0 && html`<section aria-labelledby="where-title"><h2 id="where-title">Where they are</h2><div class="pair">${drawn}</div></section>\n`}`;
}

function exceptions({ stale, suppressed }: Report, { includeSuppressed }: WriterOptions): Html {
  const rows = stale.map((entry) => [html`<code>${entry.entry.source}:${entry.entry.line}</code>`, staleText(entry)]);
  const hidden = suppressed.map(({ finding, by, reason = "", expires = "" }) => [
    html`<code>${finding.path}:${finding.startLine}</code>`,
    finding.ruleName,
    by,
    reason,
    expires,
  ]);
  return html`${plainSection("stale", "Exceptions to look at", ["Place", "What"], rows)}${includeSuppressed && plainSection("suppressed", "Suppressed", ["Place", "Rule", "By", "Reason", "Expires"], hidden)}`;
}

function unread({ failures, skipped }: Report, { verbose }: WriterOptions): Html {
  const rows = (entries: Report["failures"]) => entries.map(({ path, reason }) => [html`<code>${path}</code>`, reason]);
  return html`${plainSection("failures", "Not read: the scan is incomplete", ["Path", "Reason"], rows(failures))}${verbose && plainSection("skipped", "Left out by choice", ["Path", "Reason"], rows(skipped))}`;
}
