/**
 * Passwords in a table with a line of headings: CSV and its kin, tables of Markdown and of scenarios, a dump's `COPY … FROM stdin`.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MIN_VALUE } from "./name-place.js";
import { lineEnd, lineStart } from "./text.js";

const REACH = 1_000;
/** Of the rows below the headings. */
const REACH_OF_ROWS = 65_536;
/** Headings are words; code with a comma in it is none. */
const HEADING = /^\s*"?[\w][\w .#/-]{0,40}"?\s*$/;
/** What no line of headings holds: most lines that are asked about are code. */
const NO_HEADINGS = /[^\w\s.#/",;|-]/;
const SECRET_HEADING =
  /^\s*"?(?:[\w.-]*_)?(?:pass(?:word|wd|phrase)?|pwd|secret(?: access)?(?:[ _-]?key)?|api[ _-]?key|token|api[ _-]?token)"?\s*$/i;
const COPY = /^copy\s+[\w."]+\s*\(([^()\n]+)\)\s+from\s+stdin/i;

/** A secret's column stands beside one that says whose it is. */
const OWNER_HEADING = /user|login|name|e-?mail|account|host|access key|\bid\b|usr|environment/i;
/** A cell without code in it. */
const VALUE = /^[^\s"'`(){}<>;=$]+$/;
const SIGNS = ",;|\t";

/** Kernel words: a heading and the sign that parts the columns. */
export const COLUMN_WORDS: readonly string[] = [
  ",password",
  ",secret",
  ",passwd",
  ",pwd",
  ",token",
  ", password",
  ',"password"',
  ",login_password",
  ";password",
  "| password",
  "| secret",
  "| token",
];

/**
 * The values of the column of secrets, the first rows' at most `most`; undefined for a row without one.
 *
 * @param at offset of the word, which is in the line of the headings
 */
export function columnSecrets({ bytes, start, end }: TextWindow, at: number, most: number): readonly (Candidate | undefined)[] {
  const from = lineStart(bytes, at, start, REACH);
  const headEnd = lineEnd(bytes, at, end, REACH);
  const head = latin1(bytes, from, headEnd);
  const copied = COPY.exec(head);
  const sign = copied !== null ? "," : String.fromCharCode(bytes[at]!);
  if (!SIGNS.includes(sign)) return [];
  if (copied === null && NO_HEADINGS.test(head)) return [];
  const headings = cellsOf(copied?.[1] ?? head, sign);
  if (headings.length < 2 || (copied === null && !headings.every(({ text }) => HEADING.test(text)))) return [];
  const index = headings.findIndex(({ text }) => SECRET_HEADING.test(text));
  if (index < 0 || !headings.some(({ text }, i) => i !== index && OWNER_HEADING.test(text))) return [];
  const heading = headings[index]!;
  const nameStart = from + (copied === null ? 0 : head.indexOf("(") + 1) + heading.start + heading.text.search(/\w/);
  const nameEnd = nameStart + heading.text.replace(/^\W+|\W+$/g, "").length;
  const limit = Math.min(end, headEnd + REACH_OF_ROWS);
  const found: (Candidate | undefined)[] = [];
  let rowStart = behindLineEnd(bytes, headEnd, limit);
  while (rowStart >= 0 && found.length < most) {
    const rowEnd = lineEnd(bytes, rowStart, limit, REACH);
    const row = latin1(bytes, rowStart, rowEnd);
    rowStart = behindLineEnd(bytes, rowEnd, limit);
    if (sign === "|" && /^[\s|:+-]+$/.test(row)) {
      if (found.length === 0) continue;
      // the row above it is the next table's line of headings
      return found.slice(0, -1);
    }
    const cells = cellsOf(row, copied === null ? sign : "\t");
    if (cells.length !== headings.length) break;
    const value = cellValue(cells[index]!, rowEnd - row.length);
    found.push(value && plainCandidate({ form: "bare", operator: ":", nameStart, nameEnd, ...value }));
  }
  return found;
}

/** A cell without its blanks and quotes. */
function cellValue({ text, start }: Cell, rowStart: number): Pick<Candidate, "valueStart" | "valueEnd"> | undefined {
  const inner = /^(\s*["`]?)(.*?)["`]?\s*$/.exec(text)!;
  const valueStart = rowStart + start + inner[1]!.length;
  const value = inner[2]!;
  return value.length < MIN_VALUE || !VALUE.test(value) ? undefined : { valueStart, valueEnd: valueStart + value.length };
}

interface Cell {
  readonly text: string;
  readonly start: number;
}

/** A table's line has its sign at both ends, or at none; a sign between quotes parts nothing. */
function cellsOf(line: string, sign: string): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  let isQuoted = false;
  for (let i = 0; i <= line.length; i += 1) {
    if (line[i] === '"' && sign !== "|") isQuoted = !isQuoted;
    if (i < line.length && (isQuoted || line[i] !== sign)) continue;
    cells.push({ text: line.slice(start, i), start });
    start = i + 1;
  }
  return sign === "|" && cells.length > 2
    ? cells.filter(({ text }, i) => (i > 0 && i < cells.length - 1) || text.trim() !== "")
    : cells;
}

/** Start of the line behind the one that ends at `at`, or -1. */
function behindLineEnd(bytes: Uint8Array, at: number, end: number): number {
  const next = bytes[at] === 0x0d ? at + 1 : at;
  return bytes[next] === 0x0a && next + 1 < end ? next + 1 : -1;
}
