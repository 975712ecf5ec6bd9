/**
 * Days as texts, `YYYY-MM-DD`, UTC. They compare as texts.
 */

/** @example addDays("2026-12-30", 3) // "2027-01-02" */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day in UTC of an ISO time with any offset; `undefined` for what is no time. */
export function dayOf(time: string): string | undefined {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString().slice(0, 10);
}
