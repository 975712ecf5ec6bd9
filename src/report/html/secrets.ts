/**
 * The inventory's sections: the table of secrets, what does not fit together, the calendar of rotations, the change.
 */

import type { Report } from "../../model/report.js";
import { type InventoryChanges, SECRET_STATUSES, type SecretEntry } from "../../model/secret.js";
import { CRITICALITIES } from "../../model/secret-type.js";
import { plural } from "../text/words.js";
import { type Html, html } from "./html.js";
import { distinct, list, plainSection, tag } from "./list.js";

/** Places that a row lists; the JSON report has them all. */
const PLACES_SHOWN = 20;

/** Rows of the calendar. */
const CALENDAR_SHOWN = 200;

export function secretsSection(secrets: readonly SecretEntry[]): Html {
  if (secrets.length === 0) return html``;
  return list({
    id: "secrets",
    title: "Secrets",
    caption: "Every secret that the repository holds or depends on. Open a row for its places.",
    columns: [
      { title: "Name" },
      {
        title: "Criticality",
        filter: distinct(
          secrets.map(({ criticality }) => criticality),
          CRITICALITIES,
        ),
      },
      { title: "Type", filter: distinct(secrets.map(({ type }) => type)) },
      {
        title: "Status",
        filter: distinct(
          secrets.map(({ status }) => status),
          SECRET_STATUSES,
        ),
      },
      { title: "Owners" },
      { title: "Places" },
      { title: "Rotation" },
      { title: "Next due" },
    ],
    rows: secrets.map(row),
  });
}

function row(secret: SecretEntry): Html {
  const { owners, ownersGuessed, rotation, declaredIn, usedIn, findings, description, deprecated } = secret;
  const places = declaredIn.length + usedIn.length + findings.length;
  return html`<tr><td><details><summary>${secret.name}${deprecated && " (deprecated)"}</summary>${description && html`<p>${description}</p>`}${placesList(secret)}</details></td><td data-sort="${CRITICALITIES.indexOf(secret.criticality)}">${tag(secret.criticality)}</td><td data-label="Type">${secret.type}</td><td data-sort="${SECRET_STATUSES.indexOf(secret.status)}">${tag(secret.status)}</td><td data-label="Owners">${owners.join(", ") || "none"}${ownersGuessed && " (guess)"}</td><td data-label="Places">${places}</td><td data-label="Rotation">${rotation.intervalDays} days</td><td data-label="Next due">${rotation.nextDue ?? "unknown"}</td></tr>`;
}

function placesList({ declaredIn, usedIn, findings }: SecretEntry): Html {
  const lines = [
    ...declaredIn.map(({ path, startLine, kind }) => html`<li>declared: <code>${path}:${startLine}</code> (${kind})</li>`),
    ...usedIn.map(
      ({ path, startLine, kind, required, fallback }) =>
        html`<li>used: <code>${path}:${startLine}</code> (${kind}${required ? ", required" : ""}${fallback !== "none" && `, ${fallback} fallback`})</li>`,
    ),
    ...findings.map((fingerprint) => html`<li>finding: <code>${fingerprint}</code></li>`),
  ];
  const rest = lines.length - PLACES_SHOWN;
  return html`<ul>${lines.slice(0, PLACES_SHOWN)}${rest > 0 && html`<li>and ${plural(rest, "further place")}</li>`}</ul>`;
}

export function driftSection({ drift = [] }: Report): Html {
  return plainSection(
    "drift",
    "Drift",
    ["Kind", "Secret", "What"],
    drift.map(({ kind, names, detail }) => [kind, names.join(", "), detail]),
  );
}

/** Known dates only, soonest first. */
export function calendarSection(secrets: readonly SecretEntry[]): Html {
  const due = secrets.flatMap((secret) => (secret.rotation.nextDue ? [{ secret, date: secret.rotation.nextDue }] : []));
  due.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1));
  const rows = due
    .slice(0, CALENDAR_SHOWN)
    .map(({ secret, date }) => [date, secret.name, tag(secret.criticality), secret.owners.join(", ")]);
  return plainSection("calendar", "Rotation calendar", ["Due", "Secret", "Criticality", "Owners"], rows);
}

export function changesSection(changes: InventoryChanges | undefined): Html {
  if (!changes) return html``;
  const rows = [
    ...changes.added.map((secret) => ["added", secret.name, tag(secret.criticality), secret.status]),
    ...changes.changed.map(({ name, criticality, what }) => ["changed", name, tag(criticality), what.join("; ")]),
    ...changes.removed.map((secret) => ["removed", secret.name, tag(secret.criticality), ""]),
  ];
  if (rows.length === 0) return html`<p>No secret was added, removed or changed since <code>${changes.base}</code>.</p>`;
  return plainSection("changes", `Changes since ${changes.base}`, ["Change", "Secret", "Criticality", "What"], rows);
}
