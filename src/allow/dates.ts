/**
 * Days as exceptions write them. Today is always a parameter: nothing here reads a clock.
 */

/** True for a day of the calendar in the form `YYYY-MM-DD`. Two such texts compare as their days do. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whole days from `today` to the end of `day`: 0 on the day itself, negative once it is over. */
export function daysLeft(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
