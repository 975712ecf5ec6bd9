/**
 * Reads the plain form of `.secrets-allowlist`, line by line: what `allow` writes and most people do.
 *
 * YAML's parser takes seconds over 50,000 entries and is not loaded at all when this reader is enough. It gives up at the first line
 * that it is not sure of, and `yaml-reader.ts` decides; so every error is worded there, and both read the same (a test holds them
 * against each other).
 */

import { isNullScalar, type RawAllowlist, type RawEntry, type RawField } from "./raw-allowlist.js";

const LINE = /^( *)(- +)?([A-Za-z]+):(?: +(.*))?$/;
/** A value that means itself in YAML wherever it stands: no indicator first, no tab or control character. */
const PLAIN = /^[A-Za-z0-9_./(][^\p{Cc}]*$/u;
const QUOTED = /^(?:"([^"\\\p{Cc}]*)"|'([^'\p{Cc}]*)')(?: +#.*)? *$/u;

/** The file without its byte order mark; undefined where YAML itself must decide. */
export function readPlainForm(text: string): RawAllowlist | undefined {
  const top: RawField[] = [];
  const entries: RawEntry[] = [];
  let fields: RawField[] | undefined;
  let inEntries = false;
  let hadEntries = false;
  let itemIndent = -1;
  let keyIndent = -1;
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const lineFeed = text.indexOf("\n", at);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const content = text.slice(at, text[end - 1] === "\r" && end > at ? end - 1 : end);
    at = end + 1;
    line++;
    if (/^ *(?:#|$)/.test(content)) continue;
    const match = LINE.exec(content);
    if (match === null) return undefined;
    const indent = match[1]!.length;
    const dash = match[2]?.length ?? 0;
    const key = match[3]!;
    if (inEntries && dash > 0) {
      if (itemIndent < 0) itemIndent = indent;
      if (indent !== itemIndent) return undefined;
      keyIndent = indent + dash;
      fields = [];
      entries.push({ line, column: keyIndent + 1, fields });
    } else if (dash > 0) {
      return undefined;
    } else if (indent === 0) {
      fields = undefined;
      inEntries = false;
    } else if (fields === undefined || indent !== keyIndent) {
      return undefined;
    }
    const target = fields ?? top;
    if (target.some((field) => field.key === key)) return undefined;
    if (fields === undefined && key === "entries") {
      if (hadEntries || !/^(?:#.*)?$/.test(match[4]?.trimStart() ?? "")) return undefined;
      inEntries = true;
      hadEntries = true;
      continue;
    }
    const value = readScalar(match[4] ?? "");
    if (value === undefined) return undefined;
    const column = indent + dash + 1;
    target.push({ key, value, line, column, valueLine: line, valueColumn: content.length - match[4]!.length + 1 });
  }
  return { fields: top, nested: [], entries };
}

function readScalar(text: string): string | undefined {
  const quoted = QUOTED.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  if (!PLAIN.test(text)) return undefined;
  const comment = text.indexOf(" #");
  const value = (comment < 0 ? text : text.slice(0, comment)).trimEnd();
  return value.includes(": ") || value.endsWith(":") || isNullScalar(value) ? undefined : value;
}
