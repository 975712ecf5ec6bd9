/**
 * A password among the values of an SQL `INSERT`, by the place of its column.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MIN_VALUE } from "./name-place.js";

const REACH = 1_200;
/** Of a dump, which has all rows of a table in one statement. */
const REACH_OF_ROWS = 16_384;
const MOST_ROWS = 200;
const HEAD = /^insert\s{1,8}into\s{1,8}[\w.$"`[\]]{1,80}\s{0,8}\(([^()]{1,600})\)\s{0,40}(?:values\s{0,8}\(|select\s)/i;
/** Columns whose values are secrets as they stand; that of a hash is another. */
const COLUMN =
  /^["'`[\\]{0,2}(?:\w+_)?(?:pass(?:word|wd|phrase|code)?|pwd|secret|api_?key|(?:access|auth|api)_?token)\w{0,3}["'`\]\\]{0,2}$/i;

/** The first row's value under the first such column; `at` is the offset of `insert into`. */
export function insertedPassword(window: TextWindow, at: number): Candidate | undefined {
  const { bytes, end } = window;
  return rowsOf(latin1(bytes, at, Math.min(end, at + REACH)), at, 1)[0];
}

/** The values of the rows behind the first one. */
export function furtherPasswords(window: TextWindow, at: number): readonly (Candidate | undefined)[] {
  const { bytes, end } = window;
  return rowsOf(latin1(bytes, at, Math.min(end, at + REACH_OF_ROWS)), at, MOST_ROWS).slice(1);
}

/** Up to `most` values; the first is missing where the first row has no literal there. */
function rowsOf(text: string, at: number, most: number): (Candidate | undefined)[] {
  const head = HEAD.exec(text);
  if (head === null) return [];
  const columns = head[1]!.split(",");
  const index = columns.findIndex((column) => COLUMN.test(column.trim()));
  if (index < 0) return [];
  const column = columns[index]!;
  const nameStart =
    at + text.indexOf("(") + 1 + columns.slice(0, index).join(",").length + (index > 0 ? 1 : 0) + column.search(/\w/);
  const nameEnd = nameStart + column.replace(/\W/g, "").length;
  const found: (Candidate | undefined)[] = [];
  let from = head[0].length;
  while (from >= 0 && found.length < most) {
    const value = literalOf(text, from, index);
    found.push(
      value === undefined || value.end - value.start < MIN_VALUE
        ? undefined
        : plainCandidate({
            form: "quoted",
            operator: "=",
            nameStart,
            nameEnd,
            valueStart: at + value.start,
            valueEnd: at + value.end,
            quote: text.charCodeAt(value.start - 1),
          }),
    );
    from = most === 1 ? -1 : nextRow(text, from);
  }
  return found;
}

/** Offset behind the parenthesis that opens the row behind the one that begins at `from`, or -1. */
function nextRow(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    const sign = text[i]!;
    if (sign === "'" || sign === '"') {
      i = closingQuote(text, i + 1, sign);
      if (i < 0) return -1;
    } else if (sign === "(") depth += 1;
    else if (sign === ")") {
      depth -= 1;
      if (depth < 0) {
        const next = /^\s{0,40},\s{0,40}\(/.exec(text.slice(i + 1, i + 90));
        return next === null ? -1 : i + 1 + next[0].length;
      }
    }
  }
  return -1;
}

/** The literal that is the value number `index` of a list that begins at `from`; undefined for a number, a call or NULL. */
function literalOf(text: string, from: number, index: number): { readonly start: number; readonly end: number } | undefined {
  let place = 0;
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    const sign = text[i]!;
    if (sign === "'" || sign === '"') {
      const close = closingQuote(text, i + 1, sign);
      if (close < 0) return undefined;
      // within a literal of a program the quotes are escaped
      const past = text[close - 1] === "\\" ? close - 1 : close;
      if (place === index && depth === 0)
        return /^\s*(?:[,);]|from\b|$)/i.test(text.slice(close + 1, close + 80)) ? { start: i + 1, end: past } : undefined;
      i = close;
    } else if (sign === "(") depth += 1;
    else if (sign === ")") {
      if (depth === 0) return undefined;
      depth -= 1;
    } else if (sign === "," && depth === 0) place += 1;
    if (place > index) return undefined;
  }
  return undefined;
}

/** Offset of the quote that ends a literal, or -1; SQL doubles one within. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length && text[i] !== "\n"; i += 1) {
    if (text[i] !== quote) continue;
    if (text[i + 1] !== quote) return i;
    i += 1;
  }
  return -1;
}
