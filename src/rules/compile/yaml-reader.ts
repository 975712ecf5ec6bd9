/**
 * YAML values with their places: every mistake in a rule file is reported with file, line and column.
 *
 * Owns the reading of single values. Which fields there are is `rule-fields.ts`.
 */

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type ErrorPlace, SecretScanError } from "../../model/error.js";
import { suggestion } from "./nearest-name.js";

/** A node of the file, and what to call it in an error: `rule "acme-token", field "pattern"`. */
export interface Cursor {
  readonly node: Node | null;
  readonly name: string;
  readonly reader: YamlReader;
}

export interface YamlReader {
  /** `index`: how far into a text the place is, in characters of the value; kept where the value is written as it is. */
  placeOf(node: Node | null, index?: number): ErrorPlace;
  /** Follows an alias; other nodes are returned as they are. */
  resolve(node: unknown): Node | null;
}

/** A rule file above this is not one. */
const MAX_FILE_CHARACTERS = 8 << 20;

/**
 * The root of the document.
 *
 * @throws SecretScanError when the text is not one YAML document
 */
export function readYaml(text: string, file: string): Cursor {
  if (text.length > MAX_FILE_CHARACTERS) throw new SecretScanError("usage", "a rule file of more than 8 MiB", { file });
  const lines = new LineCounter();
  const document = parseTolerant(text, file, lines);
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    const message =
      fault.code === "MULTIPLE_DOCS" ? "more than one YAML document" : fault.message.split("\n")[0]!.replace(/ at line .*$/, "");
    throw new SecretScanError("usage", `not valid YAML: ${message}`, { file, line, column: col });
  }
  const reader: YamlReader = {
    placeOf(node, index) {
      if (node?.range == null) return { file };
      const { line, col } = lines.linePos(node.range[0] + (index === undefined ? 0 : writtenOffset(node, index)));
      return { file, line, column: col };
    },
    resolve(node) {
      return ((isAlias(node) ? node.resolve(document) : node) ?? null) as Node | null;
    },
  };
  return { node: reader.resolve(document.contents), name: "the file", reader };
}

/** Quotes and doubled quotes count; in double-quoted and block text the start has to do. */
function writtenOffset(node: Node, index: number): number {
  if (!isScalar(node) || typeof node.value !== "string") return 0;
  if (node.type === "PLAIN" && !node.value.includes("\n")) return index;
  return node.type === "QUOTE_SINGLE" ? 1 + index + node.value.slice(0, index).split("'").length - 1 : 0;
}

function parseTolerant(text: string, file: string, lines: LineCounter): ReturnType<typeof parseDocument> {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, stringKeys: true });
  } catch (error) {
    // the parser is recursive: only nesting in the thousands gets here
    if (error instanceof RangeError) throw new SecretScanError("usage", "not valid YAML: nested too deep", { file });
    throw error;
  }
}

/** @throws SecretScanError at the place of the cursor, or of its item `index` */
export function fail(cursor: Cursor, message: string, remedy = "", index?: number): never {
  throw new SecretScanError("usage", `${cursor.name}: ${message}`, cursor.reader.placeOf(cursor.node, index), remedy);
}

/** The entries of a mapping, in order; keys are checked against `known`. */
export function readMap(cursor: Cursor, known: readonly string[], nameOf: (key: string) => string): Map<string, Cursor> {
  const { node, reader } = cursor;
  if (!isMap(node)) return fail(cursor, `expected a mapping with keys, got ${kindOf(node)}`);
  const entries = new Map<string, Cursor>();
  for (const { key, value } of node.items) {
    const text = isScalar(key) ? String(key.value) : "";
    if (!known.includes(text)) fail({ node: key as Node, name: nameOf(text), reader }, "unknown key", suggestion(text, known));
    const resolved = reader.resolve(value);
    // an absent value has no place of its own: its key's will do
    entries.set(text, { node: resolved?.range == null ? (key as Node) : resolved, name: nameOf(text), reader });
    if (value === null || (isScalar(resolved) && resolved.value === null))
      fail({ node: key as Node, name: nameOf(text), reader }, "no value");
  }
  return entries;
}

/** A cursor for each item. A list is expected. */
export function readItems(cursor: Cursor): Cursor[] {
  const { node, name, reader } = cursor;
  if (!isSeq(node)) return fail(cursor, `expected a list, got ${kindOf(node)}`);
  return node.items.map((item) => ({ node: reader.resolve(item) ?? node, name, reader }));
}

/** A text is expected. */
export function readString(cursor: Cursor): string {
  const { node } = cursor;
  if (!isScalar(node) || typeof node.value !== "string")
    return fail(cursor, `expected a text, got ${kindOf(node)}`, isScalar(node) ? "Put it in quotes" : "");
  if (node.value === "") return fail(cursor, "empty text");
  return node.value;
}

/** A list of texts; one text alone counts as a list of one. */
export function readStrings(cursor: Cursor): string[] {
  if (isScalar(cursor.node)) return [readString(cursor)];
  const strings = readItems(cursor).map(readString);
  if (strings.length === 0) fail(cursor, "empty list");
  return strings;
}

/** `true` or `false` is expected. */
export function readBoolean(cursor: Cursor): boolean {
  const { node } = cursor;
  return isScalar(node) && typeof node.value === "boolean"
    ? node.value
    : fail(cursor, `expected true or false, got ${kindOf(node)}`);
}

/** A number between both ends is expected. */
export function readNumber(cursor: Cursor, least: number, most: number): number {
  const { node } = cursor;
  if (!isScalar(node) || typeof node.value !== "number") return fail(cursor, `expected a number, got ${kindOf(node)}`);
  if (!(node.value >= least && node.value <= most)) return fail(cursor, `${node.value} is not between ${least} and ${most}`);
  return node.value;
}

/** A whole number between both ends is expected. */
export function readInteger(cursor: Cursor, least: number, most: number): number {
  const value = readNumber(cursor, least, most);
  return Number.isInteger(value) ? value : fail(cursor, `${value} is not a whole number`);
}

/** One of the known words is expected; the nearest is suggested. */
export function readOneOf<T extends string>(cursor: Cursor, known: readonly T[]): T {
  const value = readString(cursor);
  return known.find((name) => name === value) ?? fail(cursor, `unknown value "${value}"`, suggestion(value, known));
}

function kindOf(node: Node | null): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  return typeof node.value === "string" ? "a text" : `the ${typeof node.value} ${String(node.value)}`;
}
