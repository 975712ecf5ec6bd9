/**
 * Reads `.secrets-allowlist` as YAML, with the place of every key and value, and words what is wrong with its form.
 *
 * Loads the `yaml` package, so it is imported only where `fast-reader.ts` gave up. Anchors, aliases and tags are refused: an exception
 * is read by people, and none of them is needed to write one.
 */

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseAllDocuments, visit, type YAMLError } from "yaml";
import { type ErrorPlace, SecretScanError } from "../model/error.js";
import { isNullScalar, type RawAllowlist, type RawEntry, type RawField } from "./raw-allowlist.js";

/** Its parser takes three seconds for a mebibyte that is made for it; what `allow` writes is not read here. Characters. */
const MOST_LENGTH = 4 << 20;

type Ranged = { readonly range?: readonly [number, number, number] | null | undefined };

/**
 * @param text without its byte order mark
 * @throws SecretScanError `usage` at the first thing that is not a mapping of plain texts
 */
export function readYaml(text: string, file: string): RawAllowlist {
  if (text.length > MOST_LENGTH) {
    const remedy = "Shorten it, or write every entry as `allow` does";
    throw new SecretScanError("usage", `more than ${MOST_LENGTH >> 20} MiB of YAML that is not in plain form`, { file }, remedy);
  }
  const counter = new LineCounter();
  const placeAt = (offset: number): ErrorPlace => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const place = (node: unknown): ErrorPlace => placeAt((node as Ranged | null)?.range?.[0] ?? 0);

  const root = parseRoot(text, file, counter, placeAt);
  if (root === null || (isScalar(root) && root.value === "")) return { fields: [], nested: [], entries: [] };
  if (!isMap(root)) {
    throw new SecretScanError("usage", "the file must be a mapping", place(root), 'Begin it with "version: 1" and "entries:"');
  }
  const fields: RawField[] = [];
  let nested: RawField[] = [];
  let entries: RawEntry[] = [];
  for (const pair of root.items) {
    const key = keyOf(pair, place);
    if (key === "entries" || key === "nested") {
      const items = listOf(pair, key, place);
      if (key === "nested") nested = items.map((item) => scalarField(key, item, item, place));
      else entries = items.map((item) => entryOf(item, place));
    } else {
      fields.push(scalarField(key, pair.key, pair.value, place));
    }
  }
  return { fields, nested, entries };
}

function parseRoot(text: string, file: string, counter: LineCounter, placeAt: (offset: number) => ErrorPlace): unknown {
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    documents = parseAllDocuments(text, { schema: "failsafe", lineCounter: counter, prettyErrors: false, logLevel: "silent" });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SecretScanError("usage", "the file is nested too deeply", { file }, "Write entries as a flat list", { cause });
  }
  if (!Array.isArray(documents) || documents.length === 0) return null;
  for (const document of documents) {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) throw formError(problem, placeAt);
    visit(document, (_key, node) => {
      if (isAlias(node) || (node as { anchor?: string } | null)?.anchor !== undefined) {
        throw new SecretScanError(
          "usage",
          "YAML anchors and aliases are not read here",
          placeAt(rangeStart(node)),
          "Write the text out",
        );
      }
    });
  }
  if (documents.length > 1) {
    const second = documents[1]!;
    throw new SecretScanError("usage", "a second YAML document begins here", placeAt(second.range?.[0] ?? 0), 'Remove the "---"');
  }
  return documents[0]!.contents;
}

function rangeStart(node: unknown): number {
  return (node as Ranged | null)?.range?.[0] ?? 0;
}

function formError(problem: YAMLError, placeAt: (offset: number) => ErrorPlace): SecretScanError {
  const place = placeAt(problem.pos[0]);
  if (problem.code === "TAB_AS_INDENT") {
    return new SecretScanError("usage", "a tab is used as indentation", place, "YAML indents with spaces only");
  }
  if (problem.code === "DUPLICATE_KEY") {
    return new SecretScanError("usage", "the same key is given twice", place, "Keep one of the two");
  }
  const message = problem.message.split("\n", 1)[0]!.replace(/[.:]$/, "");
  return new SecretScanError("usage", `not valid YAML: ${message}`, place, "Mend the line, or quote the text with '…'");
}

function keyOf(pair: Pair, place: (node: unknown) => ErrorPlace): string {
  if (isScalar(pair.key) && typeof pair.key.value === "string") return pair.key.value;
  throw new SecretScanError("usage", "a key must be a plain word", place(pair.key), "Write `key: text`");
}

function listOf(pair: Pair, key: string, place: (node: unknown) => ErrorPlace): readonly unknown[] {
  const node = pair.value;
  if (isSeq(node)) return node.items;
  if (node === null || (isScalar(node) && node.type === "PLAIN" && isNullScalar(String(node.value)))) return [];
  throw new SecretScanError("usage", `"${key}" must be a list`, place(node), 'Begin each item with "- "');
}

function entryOf(node: unknown, place: (node: unknown) => ErrorPlace): RawEntry {
  const { line = 1, column = 1 } = place(node);
  if (!isMap(node)) {
    const remedy = "Write `- fingerprint: …` and below it `reason: …`";
    throw new SecretScanError("usage", "an entry must be a mapping", place(node), remedy);
  }
  return { line, column, fields: node.items.map((pair) => scalarField(keyOf(pair, place), pair.key, pair.value, place)) };
}

function scalarField(key: string, keyNode: unknown, node: unknown, place: (node: unknown) => ErrorPlace): RawField {
  const { line = 1, column = 1 } = place(keyNode);
  if (node === null || node === undefined) return { key, value: undefined, line, column, valueLine: line, valueColumn: column };
  const at = place(node);
  if (!isScalar(node) || typeof node.value !== "string") {
    throw new SecretScanError("usage", `"${key}" must be one text`, at, "Give further ones an entry of their own");
  }
  const value = node.type === "PLAIN" && isNullScalar(node.value) ? undefined : node.value;
  return { key, value, line, column, valueLine: at.line ?? line, valueColumn: at.column ?? column };
}
