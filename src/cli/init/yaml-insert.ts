/**
 * Puts an item at the end of a list, or of a mapping, in a YAML file of the user's, between our two comments. Every other byte stays.
 */

import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { markedBlock } from "./marked-block.js";

/**
 * @param path keys that lead to the list or mapping
 * @param lines the item, as it would stand without indentation: `- name: x`, or `x:` and what is below it
 * @returns undefined where that cannot be done in safety: the file is not read as YAML, there is no such list, it is written in
 *   brackets, or something else would change with it
 */
export function insertIntoYaml(text: string, path: readonly string[], lines: readonly string[]): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const node = document.getIn(path, true);
  if (!(isSeq(node) || isMap(node)) || node.flow === true || node.items.length === 0) return undefined;
  const place = endOf(text, node);
  if (place === undefined) return undefined;
  const block = markedBlock(lines, " ".repeat(place.column), text);
  const head = text.slice(0, place.at);
  const after = `${head}${head.endsWith("\n") ? "" : "\n"}${block}${text.slice(place.at)}`;
  return addsOnly(text, after, path) ? after : undefined;
}

/** Where a next item would begin, and how far to the right. */
function endOf(text: string, node: YAMLSeq | YAMLMap): { readonly at: number; readonly column: number } | undefined {
  const last = node.items.at(-1);
  const first = isMap(node) ? (last as { key?: unknown }).key : last;
  const start = isScalar(first) || isMap(first) || isSeq(first) ? first.range?.[0] : undefined;
  const end = node.range?.[1];
  if (start === undefined || end === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const column = isMap(node) ? start - lineStart : text.slice(lineStart, start).search(/-\s*(?:[&!]\S+\s*)*$/);
  if (column < 0 || /[^ ]/.test(text.slice(lineStart, lineStart + column))) return undefined;
  // what comes after the item on its last line, a comment, belongs to it
  const lineEnd = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
  return { at: lineEnd === 0 ? text.length : lineEnd, column };
}

/** True when the two differ by one item at the end of the list or mapping. What an alias repeats elsewhere differs there too. */
function addsOnly(before: string, after: string, path: readonly string[]): boolean {
  const document = parseDocument(after);
  if (document.errors.length > 0) return false;
  const data: unknown = spelledOut(document);
  let holder = data;
  for (const key of path) holder = (holder as Record<string, unknown>)[key];
  if (Array.isArray(holder)) holder.pop();
  else delete (holder as Record<string, unknown>)[Object.keys(holder as object).at(-1) ?? ""];
  return isDeepStrictEqual(data, spelledOut(parseDocument(before)));
}

/** As plain data in which nothing is shared. */
function spelledOut(document: Document): unknown {
  return JSON.parse(JSON.stringify(document.toJS()));
}
