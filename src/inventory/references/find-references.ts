/**
 * The references in one file's text. Where the file is at hand as bytes, `find-in-bytes.ts` spares decoding most of them.
 */

import { classifyName } from "../names/classify.js";
import { isReadByTool } from "../names/read-by-tools.js";
import type { FileFinder, Mention, Reference } from "../reference.js";
import { findersFor } from "./file-finders.js";

/** Longer names are no names of variables or paths of secrets. */
const NAME_LIMIT = 256;

/** References of one file beyond this are not kept: a generated file asks for the same few names again and again. */
const REFERENCE_LIMIT = 20_000;

/** `true` lists a name, `false` does not, `undefined` leaves it to the name's words. */
export type NameChoice = (name: string) => boolean | undefined;

/**
 * Every mention of a secret's name in the text, ordered by place.
 *
 * @param path decides which languages are looked for; relative to the root, with `/`
 * @param choose the configuration's word on a name
 */
export function findReferences(path: string, text: string, choose: NameChoice = () => undefined): Reference[] {
  const found = new Map<string, Reference>();
  const lines = lineIndex(text);
  for (const finder of findersFor(path)) {
    if (finder.limit !== undefined && text.length > finder.limit) continue;
    if (finder.hints.length > 0 && !finder.hints.some((hint) => text.includes(typeof hint === "string" ? hint : hint.text)))
      continue;
    const keep = (mention: Mention): void => {
      if (found.size >= REFERENCE_LIMIT || !isListed(mention, choose)) return;
      const reference = placed(mention, finder, lines);
      const key = `${reference.startLine}:${reference.startColumn}:${reference.role}:${reference.kind}:${reference.name}`;
      if (!found.has(key)) found.set(key, reference);
    };
    finder.find(text, (mention) => {
      keep(mention);
      if (mention.role === "declared" && isReadByTool(mention.name, mention.kind ?? finder.kind))
        keep({ ...mention, role: "used" });
    });
  }
  return [...found.values()].sort(
    (a, b) => a.startLine - b.startLine || a.startColumn - b.startColumn || (a.role < b.role ? -1 : a.role > b.role ? 1 : 0),
  );
}

function isListed({ name, surely }: Mention, choose: NameChoice): boolean {
  if (name === "" || name.length > NAME_LIMIT) return false;
  const chosen = choose(name);
  if (chosen !== undefined) return chosen;
  const class_ = classifyName(name);
  return class_ === "secret" || (surely === true && class_ === "unknown");
}

function placed(mention: Mention, finder: FileFinder, lines: (at: number) => { line: number; column: number }): Reference {
  const { name, role, kind = finder.kind, at, required = true, fallback = "none" } = mention;
  const { caseless, automatic, surely, hint, whole, of } = mention;
  const { line, column } = lines(at);
  return {
    name,
    role,
    kind,
    startLine: line,
    startColumn: column,
    required,
    fallback,
    ...(caseless ? { caseless } : {}),
    ...(surely ? { surely } : {}),
    ...(automatic ? { automatic } : {}),
    ...(hint ? { hint } : {}),
    ...(whole ? { whole } : {}),
    ...(of === undefined ? {} : { of }),
  };
}

/** Lines and columns by binary search; the table is made when it is first asked for. A BOM counts no column. */
function lineIndex(text: string): (at: number) => { line: number; column: number } {
  let starts: number[] | undefined;
  return (at) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}

/** LF, CRLF and a lone CR end a line. */
function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}
