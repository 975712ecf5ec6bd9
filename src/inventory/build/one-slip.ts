/**
 * Whether two names differ by one slip: a letter more, less, other, or two neighbours exchanged. Names that differ in a number
 * only are two names.
 */

const SHORTEST = 6;

/** One letter more, less, other, or two of them swapped. */
export function isOneSlipApart(first: string, second: string): boolean {
  const a = first.toUpperCase();
  const b = second.toUpperCase();
  if (a === b) return first !== second;
  if (Math.min(a.length, b.length) < SHORTEST || Math.abs(a.length - b.length) > 1) return false;
  if (a.replace(/\d+/g, "") === b.replace(/\d+/g, "")) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA === [...restB].reverse().join("");
}
