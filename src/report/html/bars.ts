/**
 * Bars that are a table: the number stands beside the bar, so nothing is in the picture alone.
 */

import { grouped } from "../text/words.js";
import { type Html, html } from "./html.js";

/** Bars of one picture; the rest is summed up in the last. */
const SHOWN = 12;

/** Counts the labels and draws the most frequent; nothing for fewer than two. */
export function bars(title: string, labels: readonly string[]): Html {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (sorted.length < 2) return html``;
  const shown = sorted.slice(0, SHOWN);
  const rest = sorted.slice(SHOWN).reduce((sum, [, count]) => sum + count, 0);
  const most = Math.max(...shown.map(([, count]) => count));
  // its bar is no longer than the longest, or it would dwarf them; its number says how many
  if (rest > 0) shown.push(["others", rest]);
  return html`<table class="bars"><caption>${title}</caption><tbody>${shown.map(
    ([label, count]) =>
      html`<tr><td>${breakable(label)}</td><td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.min(100, Math.max(1, Math.round((count / most) * 100)))}" height="10"/></svg></td><td class="number">${grouped(count)}</td></tr>\n`,
  )}</tbody></table>
`;
}

/** A path breaks behind a slash. */
function breakable(label: string): Html[] {
  return label.split(/(?<=\/)(?=.)/).map((part) => html`<span>${part}</span>`);
}

/** The folder that stands for a path in a picture: its first two parts at most. */
export function folderOf(path: string): string {
  const parts = path.split("/").slice(0, -1);
  return parts.length === 0 ? "(root)" : `${parts.slice(0, 2).join("/")}/`;
}
