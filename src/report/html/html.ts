/**
 * HTML that is put together without a way to forget escaping: whatever is not `Html` already is text.
 */

import { xmlText } from "../text/xml-text.js";

/** Markup. Made by `html` and `markup` only. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/** A template whose values are escaped, unless they are markup themselves; `undefined` and `false` give nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    strings.reduce((text, part, index) => text + part + (index < values.length ? markupOf(values[index]) : ""), ""),
  );
}

/** Text of ours that is markup, a style or a script. Never for anything from a report. */
export function ownMarkup(text: string): Html {
  return new Html(text);
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "string") return xmlText(value);
  if (typeof value === "number") return String(value);
  return value.map(markupOf).join("");
}

/** A link to a plain http(s) address, else its label alone. */
export function link(label: string, url: string | undefined): Html {
  if (!url || !/^https?:\/\/[^\s"'<>\\]+$/.test(url)) return html`${url && label}`;
  return html`<a href="${url}" rel="noreferrer">${label}</a>`;
}
