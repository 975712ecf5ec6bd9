/**
 * A table with its controls: search, filters and paging, which the page's script brings to life.
 */

import { plural } from "../text/words.js";
import { type Html, html } from "./html.js";

/** A column; `filter` lists the values of a choice over its cells' text. */
export interface Column {
  readonly title: string;
  readonly filter?: readonly string[];
}

export interface List {
  /** Anchor and prefix of ids. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Html[];
}

/** A table that can be searched, filtered and sorted; without scripts it is whole. */
export function list({ id, title, caption, columns, rows }: List): Html {
  const filters = columns.flatMap(({ title: name, filter }, index) =>
    filter && filter.length > 1 ? [choice(name, index, filter)] : [],
  );
  return html`<section id="${id}" data-list aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<div class="controls" hidden><label>Search<input type="search" autocomplete="off" spellcheck="false"></label>${filters}</div>
<table class="wide"><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`${row}\n`)}</tbody></table>
<div class="controls" hidden><button type="button" class="page">Previous</button><button type="button" class="page">Next</button><span role="status"></span></div>
</section>
`;
}

function choice(name: string, column: number, values: readonly string[]): Html {
  const options = values.map((value) => html`<option>${value}</option>`);
  return html`<label>${name}<select data-column="${column}"><option value="">all</option>${options}</select></label>`;
}

/** The distinct values in the order of `order`, or sorted. */
export function distinct(values: readonly string[], order?: readonly string[]): string[] {
  const found = new Set(values);
  return order ? order.filter((value) => found.has(value)) : [...found].sort();
}

/** Longer tables are searched and paged. */
const PLAIN_ROWS = 100;

/** A table of texts, plain where it is short; nothing when it has no rows. */
export function plainSection(
  id: string,
  title: string,
  columns: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  if (rows.length === 0) return html``;
  const lines = rows.map(
    (cells) => html`<tr>${cells.map((cell, index) => html`<td data-label="${columns[index]}">${cell}</td>`)}</tr>`,
  );
  if (rows.length > PLAIN_ROWS) {
    return list({
      id,
      title,
      caption: plural(rows.length, "row"),
      columns: columns.map((name) => ({ title: name })),
      rows: lines,
    });
  }
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
<table class="wide"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>
${lines.map((line) => html`${line}\n`)}</tbody></table></section>
`;
}

/** A coloured word; its meaning is in the word. */
export function tag(word: string): Html {
  return html`<span class="tag ${word}">${word}</span>`;
}
