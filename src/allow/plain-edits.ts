/**
 * The edits of `allowlist-edits.ts` for files in the plain form, where each line says all: YAML's syntax tree takes seconds over 50,000
 * entries. Only for a text that `readPlainForm` has read.
 */

import type { Edit } from "./allowlist-edits.js";
import type { PlainAllowlist } from "./fast-reader.js";
import { type NewEntry, renderEntry } from "./render-entry.js";

/** Undefined where the list is empty or something else follows it. */
export function plainAppendEdit(
  body: string,
  plain: PlainAllowlist,
  lineEnd: string,
  entries: readonly NewEntry[],
): Edit | undefined {
  const last = plain.entries.at(-1);
  if (last === undefined) return undefined;
  const lines = lineStarts(body);
  const rest = body.slice(lines[last.line - 1]!).split("\n");
  if (rest.some((line, index) => index > 0 && /^[a-z]/.test(line))) return undefined;
  const indent = rest[0]!.search(/[^ ]/);
  const gap = body.endsWith("\n") ? "" : lineEnd;
  return {
    start: body.length,
    end: body.length,
    text: gap + entries.map((entry) => renderEntry(entry, indent, lineEnd)).join(""),
  };
}

/** An entry goes from its dash to its last key; comments and blank lines after that stay. */
export function plainRemovalEdits(body: string, plain: PlainAllowlist, indexes: ReadonlySet<number>): Edit[] {
  const lines = lineStarts(body);
  return [...indexes].flatMap((index) => {
    const entry = plain.entries[index];
    if (entry === undefined) return [];
    const next = plain.entries[index + 1]?.line ?? lines.length + 1;
    let end = entry.line + 1;
    for (let line = entry.line + 1; line < next; line++) {
      const text = body.slice(lines[line - 1], lines[line] ?? body.length);
      // Something at the left edge is no key of the entry, unless the dash stands there.
      if (/^[a-z]/.test(text)) break;
      if (/^ *[a-z]/.test(text)) end = line + 1;
    }
    return [{ start: lines[entry.line - 1]!, end: lines[end - 1] ?? body.length, text: "" }];
  });
}

/** Offsets of the lines' first characters, the first line's being 0; without the empty one after a last line end. */
function lineStarts(body: string): number[] {
  const starts: number[] = [];
  for (let at = 0; at < body.length; ) {
    starts.push(at);
    const lineFeed = body.indexOf("\n", at);
    at = lineFeed < 0 ? body.length : lineFeed + 1;
  }
  return starts;
}
