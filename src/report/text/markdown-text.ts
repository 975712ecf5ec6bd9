/**
 * Text from strangers inside Markdown, for the readers of GitHub and GitLab: it can end no table cell, open no tag or link,
 * mention nobody and refer to no issue.
 */

import { visible } from "./visible.js";

/** What stands in a backtick span, inside a table too, with no meaning of its own. */
const PLAIN_CODE = /^(?! )[\p{L}\p{N}_./+,=:~@(){}[\]$#%&*…'"!?; -]+(?<! )$/u;

/** Of `:` only what could start an address or a short code, of `.` only what follows `www`. */
const SPECIAL = /[&<>`|\\*_[\]~@#$^]|:(?=\S)|(?<=www)\./gi;

function entity(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

/** As running text: unseen characters made visible, everything with a meaning as an entity. */
export function markdownText(text: string): string {
  return visible(text).replace(SPECIAL, entity);
}

/** As code; hosts look for mentions and references nowhere in it. An empty text gives an empty text. */
export function markdownCode(text: string): string {
  if (text === "") return "";
  if (PLAIN_CODE.test(text)) return `\`${text}\``;
  return `<code>${markdownText(text)}</code>`;
}

/** A link to a page of a provider, or nothing when the address is not plain http(s): it may come from a user's rule. */
export function markdownLink(label: string, url: string): string {
  if (!/^https?:\/\/[^\s<>"'`|\\()[\]]+$/.test(url)) return markdownText(label);
  return `[${markdownText(label)}](${url.replace(/[_*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** A table with its header; every cell is Markdown already and holds no line end and no bare `|`. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  return line(header) + line(header.map(() => "---")) + rows.map(line).join("");
}
