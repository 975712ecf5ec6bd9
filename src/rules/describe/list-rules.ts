/**
 * `rules list`: one line a rule, in columns that fit the terminal.
 */

import type { Rule } from "../../model/rule.js";

type Column = { readonly title: string; readonly of: (rule: Rule) => string };

const COLUMNS: readonly Column[] = [
  { title: "RULE", of: ({ id }) => id },
  { title: "PROVIDER", of: ({ provider }) => provider },
  { title: "TYPE", of: ({ type }) => type },
  { title: "CRITICALITY", of: ({ criticality }) => criticality },
  { title: "CONFIDENCE", of: ({ confidence }) => confidence },
];
const GAP = 2;
/** The rule's id is what is typed elsewhere: it is never cut; of the others the provider gives way first. */
const LEAST_PROVIDER = 8;

/**
 * @param width characters of a line; columns at the right are left out where they do not fit
 * @returns lines that each end with LF, the title first; `""` for no rules
 */
export function listRules(rules: readonly Rule[], width: number): string {
  if (rules.length === 0) return "";
  const widths = COLUMNS.map(({ title, of }) => Math.max(title.length, ...rules.map((rule) => of(rule).length)));
  const room = width - (total(widths) - widths[1]!);
  widths[1] = Math.min(widths[1]!, Math.max(LEAST_PROVIDER, room));
  let shown = COLUMNS.length;
  while (shown > 1 && total(widths.slice(0, shown)) > width) shown--;
  const line = (cells: readonly string[]): string =>
    cells
      .slice(0, shown)
      .map((cell, index) => cut(cell, widths[index]!).padEnd(widths[index]! + GAP))
      .join("")
      .trimEnd();
  return [COLUMNS.map(({ title }) => title), ...rules.map((rule) => COLUMNS.map(({ of }) => of(rule)))]
    .map((cells) => `${line(cells)}\n`)
    .join("");
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
