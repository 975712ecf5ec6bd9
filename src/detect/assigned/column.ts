/**
 * A password in a table with a line of headings: CSV, tables of Markdown and of scenarios, a dump's `COPY … FROM stdin`. The first row counts.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MIN_VALUE } from "./name-place.js";
import { lineEnd, lineStart } from "./text.js";

const REACH = 1_000;
/** Headings are words; code with a comma in it is none. */
const HEADING = /^\s*"?[\w][\w .#/-]{0,40}"?\s*$/;
const SECRET_HEADING =
  /^\s*"?(?:[\w.-]*_)?(?:pass(?:word|wd|phrase)?|pwd|secret(?: access)?(?:[ _-]?key)?|api[ _-]?key|token|api[ _-]?token)"?\s*$/i;
const COPY = /^copy\s+[\w."]+\s*\(([^()\n]+)\)\s+from\s+stdin/i;

/** A secret's column stands beside one that says whose it is. */
const OWNER_HEADING = /user|login|name|e-?mail|account|host|access key|\bid\b|usr/i;
/** A cell without code in it. */
const VALUE = /^[^\s"'`(){}<>;=$]+$/;

/** Kernel words: a heading behind the sign that parts the columns. */
export const COLUMN_WORDS: readonly string[] = [
  ",password",
  ",secret",
  ",passwd",
  ",pwd",
  ",token",
  ", password",
  "| password",
  "| secret",
  "| token",
];

/** @param at offset of the word, which is in the line of the headings */
export function columnSecret({ bytes, start, end }: TextWindow, at: number): Candidate | undefined {
  const from = lineStart(bytes, at, start, REACH);
  const headEnd = lineEnd(bytes, at, end, REACH);
  const head = latin1(bytes, from, headEnd).replace(/\r$/, "");
  const copied = COPY.exec(head);
  const sign = copied !== null || bytes[at] === 0x2c ? "," : "|";
  const headings = cellsOf(copied?.[1] ?? head, sign);
  if (headings.length < 2 || (copied === null && !headings.every(({ text }) => HEADING.test(text)))) return undefined;
  const index = headings.findIndex(({ text }) => SECRET_HEADING.test(text));
  if (index < 0 || !headings.some(({ text }, i) => i !== index && OWNER_HEADING.test(text))) return undefined;
  const shift = copied === null ? 0 : head.indexOf("(") + 1;
  const row = rowBehind(bytes, headEnd, end, sign);
  if (row === undefined) return undefined;
  const cells = cellsOf(row.text, copied === null ? sign : "\t");
  if (cells.length !== headings.length) return undefined;
  const cell = cells[index]!;
  const inner = /^(\s*["`]?)(.*?)["`]?\s*$/.exec(cell.text)!;
  const valueStart = row.start + cell.start + inner[1]!.length;
  const valueEnd = valueStart + inner[2]!.length;
  if (valueEnd - valueStart < MIN_VALUE || !VALUE.test(inner[2]!)) return undefined;
  const heading = headings[index]!;
  const nameStart = from + shift + heading.start + heading.text.search(/\w/);
  return plainCandidate({
    form: "bare",
    operator: ":",
    nameStart,
    nameEnd: nameStart + heading.text.replace(/^\W+|\W+$/g, "").length,
    valueStart,
    valueEnd,
  });
}

interface Cell {
  readonly text: string;
  readonly start: number;
}

/** A table's line has its sign at both ends, or at none. */
function cellsOf(line: string, sign: string): Cell[] {
  let at = 0;
  const cells = line.split(sign).map((text) => {
    const cell = { text, start: at };
    at += text.length + 1;
    return cell;
  });
  return sign === "|" && cells.length > 2
    ? cells.filter(({ text }, i) => (i > 0 && i < cells.length - 1) || text.trim() !== "")
    : cells;
}

/** The line behind the headings, or the one behind the rule below them. */
function rowBehind(
  bytes: Uint8Array,
  headEnd: number,
  end: number,
  sign: string,
): { readonly text: string; readonly start: number } | undefined {
  let start = headEnd;
  for (let lines = 0; lines < 2; lines += 1) {
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] !== 0x0a) return undefined;
    start += 1;
    const to = lineEnd(bytes, start, end, REACH);
    const text = latin1(bytes, start, to);
    if (sign !== "|" || !/^[\s|:+-]+$/.test(text)) return { text, start };
    start = to;
  }
  return undefined;
}
