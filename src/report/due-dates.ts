/**
 * When which secret is to be rotated, sorted for pages and calendars.
 */

import type { SecretEntry } from "../model/secret.js";

export type DueClass = "overdue" | "due soon" | "later";

export interface Due {
  readonly secret: SecretEntry;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly due: DueClass;
}

/** Days in which something is due soon. */
const SOON = 30;

/** Known dates only, soonest first. */
export function dueDates(secrets: readonly SecretEntry[], today: string): Due[] {
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + SOON * 86_400_000).toISOString().slice(0, 10);
  return secrets
    .flatMap((secret) => (secret.rotation.nextDue === undefined ? [] : [{ secret, date: secret.rotation.nextDue }]))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ secret, date }) => ({
      secret,
      date,
      due: secret.status === "overdue" || date < today ? "overdue" : date <= soon ? "due soon" : "later",
    }));
}
