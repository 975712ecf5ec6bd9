/**
 * Where and what to change in the text of `.secrets-allowlist` for one purpose each, by the places in YAML's syntax tree.
 */

import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { type NewEntry, renderEntry, renderFlowEntry } from "./render-entry.js";

/** `text` in the place of `[start, end)`, in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** New entries at the end of the list, which is made where there is none. */
export function appendEdit(body: string, lineEnd: string, entries: readonly NewEntry[]): Edit {
  const root = rootOf(body);
  const pair = pairOf(root, "entries");
  const isLast = root === undefined || root.items.at(-1) === pair;
  const render = (indent: number): string => entries.map((entry) => renderEntry(entry, indent, lineEnd)).join("");
  if (pair === undefined) return insertion(body, body.length, `entries:${lineEnd}${render(2)}`, lineEnd);
  const list = pair.value;
  if (isSeq(list) && list.flow && list.items.length > 0) {
    const last = endOf(list.items.at(-1));
    return { start: last, end: last, text: entries.map((entry) => `, ${renderFlowEntry(entry)}`).join("") };
  }
  if (isSeq(list) && !list.flow) {
    const indent = columnOf(body, startOf(list));
    return insertion(body, isLast ? body.length : lineAfter(body, endOf(list.items.at(-1))), render(indent), lineEnd);
  }
  // Nothing, null or [] stands after "entries:"; it goes, and what follows on the line stays.
  const keyEnd = endOf(pair.key) + 1;
  const valueEnd = list === null ? keyEnd : Math.max(keyEnd, endOf(list));
  const rest = body.slice(valueEnd, isLast ? body.length : lineAfter(body, valueEnd));
  const gap = rest.endsWith("\n") ? "" : lineEnd;
  return { start: keyEnd, end: valueEnd + rest.length, text: `${rest}${gap}${render(2)}` };
}

/** Entries out, counted from 0. */
export function removalEdits(body: string, indexes: ReadonlySet<number>): Edit[] {
  const list = pairOf(rootOf(body), "entries")?.value;
  if (!isSeq(list)) return [];
  return [...indexes].map((index) => (list.flow ? flowRemoval(list, index, indexes) : blockRemoval(body, list, index)));
}

/** The key in place of another, or after the version. */
export function keyEdits(body: string, lineEnd: string, key: string): Edit[] {
  const root = rootOf(body);
  const pair = pairOf(root, "key");
  if (pair?.value !== undefined && pair.value !== null) {
    return [{ start: startOf(pair.value), end: endOf(pair.value), text: key }];
  }
  if (pair !== undefined) return [{ start: endOf(pair.key) + 1, end: endOf(pair.key) + 1, text: ` ${key}` }];
  const line = `key: ${key}${lineEnd}`;
  const version = pairOf(root, "version");
  if (version !== undefined) return [insertion(body, lineAfter(body, endOf(version.value ?? version.key)), line, lineEnd)];
  const first = root?.items[0];
  return [insertion(body, first === undefined ? body.length : lineStart(body, startOf(first.key)), line, lineEnd)];
}

/** New fingerprints by old ones. */
export function fingerprintEdits(body: string, renamed: ReadonlyMap<string, string>): Edit[] {
  const list = pairOf(rootOf(body), "entries")?.value;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => {
    const value = isMap(item) ? pairOf(item, "fingerprint")?.value : undefined;
    const renewed = isScalar(value) ? renamed.get(String(value.value)) : undefined;
    return renewed === undefined ? [] : [{ start: startOf(value), end: endOf(value), text: renewed }];
  });
}

/** At `at`, on a line of its own. */
function insertion(body: string, at: number, text: string, lineEnd: string): Edit {
  const gap = at === 0 || body[at - 1] === "\n" ? "" : lineEnd;
  return { start: at, end: at, text: gap + text };
}

function blockRemoval(body: string, list: YAMLSeq, index: number): Edit {
  const start = lineStart(body, startOf(list.items[index]));
  return { start, end: lineAfter(body, endOf(list.items[index])), text: "" };
}

/** With the comma after it, or else the one before the run of entries at the end that go. */
function flowRemoval(list: YAMLSeq, index: number, indexes: ReadonlySet<number>): Edit {
  const next = list.items[index + 1];
  if (next !== undefined) return { start: startOf(list.items[index]), end: startOf(next), text: "" };
  let first = index;
  while (first > 0 && indexes.has(first - 1)) first--;
  const start = first === index && index > 0 ? endOf(list.items[index - 1]) : startOf(list.items[index]);
  return { start, end: endOf(list.items[index]), text: "" };
}

function rootOf(body: string): YAMLMap | undefined {
  const { contents } = parseDocument(body, { schema: "failsafe" });
  return isMap(contents) ? contents : undefined;
}

function pairOf(root: YAMLMap | undefined, key: string): Pair | undefined {
  return root?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function startOf(node: unknown): number {
  return (node as { range: [number, number, number] }).range[0];
}

/** After the node's own text, without comments below it; a block scalar's takes the line end in. */
function endOf(node: unknown): number {
  const last = isMap(node) && !node.flow ? node.items.at(-1) : undefined;
  if (last !== undefined) return endOf(last.value ?? last.key);
  return (node as { range: [number, number, number] }).range[1];
}

function lineStart(body: string, at: number): number {
  return body.lastIndexOf("\n", at - 1) + 1;
}

function lineAfter(body: string, at: number): number {
  if (at > 0 && body[at - 1] === "\n") return at;
  const lineFeed = body.indexOf("\n", at);
  return lineFeed < 0 ? body.length : lineFeed + 1;
}

function columnOf(body: string, at: number): number {
  return at - lineStart(body, at);
}
