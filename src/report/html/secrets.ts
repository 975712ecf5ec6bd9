/**
 * The inventory's sections: the table of secrets, what does not fit together, the calendar of rotations, the change.
 */

import type { Report } from "../../model/report.js";
import { type InventoryChanges, SECRET_STATUSES, type SecretEntry } from "../../model/secret.js";
import { CRITICALITIES } from "../../model/secret-type.js";
import { dueDates } from "../due-dates.js";
import { plural } from "../text/words.js";
import { type Html, html } from "./html.js";
import { distinct, list, plainSection, tag } from "./list.js";

/** Places that a row lists; the JSON report has them all. */
const PLACES_SHOWN = 20;

/** Of an inventory of more secrets than these, each row lists fewer: the page must stay quick on a phone. */
const MANY_SECRETS = 1000;
const PLACES_SHOWN_OF_MANY = 4;

/** The inventory's entries, each with its places behind a row that opens. */
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
    rows: secrets.map((secret) => row(secret, secrets.length > MANY_SECRETS ? PLACES_SHOWN_OF_MANY : PLACES_SHOWN)),
  });
}

function row(secret: SecretEntry, shown: number): Html {
  const { owners, ownersGuessed, rotation, declaredIn, usedIn, findings, description, deprecated } = secret;
  const places = declaredIn.length + usedIn.length + findings.length;
  return html`<tr><td><details><summary>${secret.name}${deprecated && " (deprecated)"}</summary>${description && html`<p>${description}</p>`}${placesList(secret, shown)}</details></td><td data-sort="${CRITICALITIES.indexOf(secret.criticality)}">${tag(secret.criticality)}</td><td data-label="Type">${secret.type}</td><td data-sort="${SECRET_STATUSES.indexOf(secret.status)}">${tag(secret.status)}</td><td data-label="Owners">${owners.join(", ") || "none"}${ownersGuessed && " (guess)"}</td><td data-label="Places">${places}</td><td data-label="Rotation">${rotation.intervalDays} days</td><td data-label="Next due">${rotation.nextDue ?? "unknown"}</td></tr>`;
}

function placesList({ declaredIn, usedIn, findings }: SecretEntry, shown: number): Html {
  const lines = [
    ...declaredIn.map(({ path, startLine, kind }) => html`<li>declared: <code>${path}:${startLine}</code> (${kind})</li>`),
    ...usedIn.map(
      ({ path, startLine, kind, required, fallback }) =>
        html`<li>used: <code>${path}:${startLine}</code> (${kind}${required ? ", required" : ""}${fallback !== "none" && `, ${fallback} fallback`})</li>`,
    ),
    ...findings.map((fingerprint) => html`<li>finding: <code>${fingerprint}</code></li>`),
  ];
  const rest = lines.length - shown;
  return html`<ul>${lines.slice(0, shown)}${rest > 0 && html`<li>and ${plural(rest, "further place")}</li>`}</ul>`;
}

/** What does not fit together; empty where all does. */
export function driftSection({ drift = [] }: Report): Html {
  return plainSection(
    "drift",
    "Drift",
    ["Kind", "Secret", "What"],
    drift.map(({ kind, names, detail }) => [kind, names.join(", "), detail]),
  );
}

/** Known dates only, soonest first; `today` is `YYYY-MM-DD`. */
export function calendarSection(secrets: readonly SecretEntry[], today: string): Html {
  const rows = dueDates(secrets, today).map(({ secret, date, due }) => [
    date,
    due,
    secret.name,
    tag(secret.criticality),
    secret.owners.join(", "),
  ]);
  return plainSection("calendar", "Rotation calendar", ["Due", "State", "Secret", "Criticality", "Owners"], rows);
}

/** What changed since the base; empty without one. */
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
