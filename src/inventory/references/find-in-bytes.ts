/**
 * The references in one file's bytes: anchors are looked for first, natively; a file without any is not decoded, of a large one
 * only what stands around them.
 */

import type { Anchor, FileFinder, Reference } from "../reference.js";
import { createPlacer } from "./byte-places.js";
import { findersFor } from "./file-finders.js";
import { findReferences, type NameChoice } from "./find-references.js";

/** Files up to this size are decoded as a whole when they hold an anchor. */
const WHOLE = 64 * 1024;

/** Bytes before and after an anchor that are decoded of a larger file: a name stands near it, a fallback soon after. */
const BEFORE = 1024;
const AFTER = 1024;

/** An anchor's bytes: a large file of a few thousand of them has them everywhere, and is decoded as a whole. */
const MANY = 2000;

/** @param bytes the whole file, in an encoding that keeps ASCII; what is not UTF-8 in it counts as one character a byte */
export function findReferencesInBytes(path: string, bytes: Uint8Array, choose?: NameChoice): Reference[] {
  const finders = findersFor(path).filter(({ limit }) => limit === undefined || bytes.length <= limit);
  if (finders.length === 0) return [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const anchors = anchorsIn(buffer, finders);
  if (anchors !== "all" && anchors.length === 0) return [];
  if (anchors === "all" || buffer.length <= WHOLE || anchors.length > MANY)
    return findReferences(path, buffer.toString("utf8"), choose);
  return findAround(path, buffer, anchors, choose);
}

/** Offsets of anchors, ascending; `all` where a finder needs none. Of a small file the first is enough. */
function anchorsIn(buffer: Buffer, finders: readonly FileFinder[]): readonly number[] | "all" {
  if (finders.some(({ hints }) => hints.length === 0)) return "all";
  const found: number[] = [];
  for (const hint of new Set(finders.flatMap(({ hints }) => hints))) {
    const { text, next } = typeof hint === "string" ? ({ text: hint } as Anchor) : hint;
    for (let at = buffer.indexOf(text); at >= 0 && found.length <= MANY; at = buffer.indexOf(text, at + 1)) {
      if (next !== undefined && !next.includes(String.fromCharCode(buffer[at + text.length] ?? 59))) continue;
      found.push(at);
      if (buffer.length <= WHOLE) return found;
    }
  }
  return found.sort((a, b) => a - b);
}

function findAround(path: string, buffer: Buffer, anchors: readonly number[], choose: NameChoice | undefined): Reference[] {
  const place = createPlacer(buffer);
  const references: Reference[] = [];
  for (let index = 0; index < anchors.length; ) {
    const start = windowStart(buffer, anchors[index] ?? 0);
    let end = (anchors[index] ?? 0) + AFTER;
    index++;
    while (index < anchors.length && (anchors[index] ?? 0) < end) end = (anchors[index++] ?? 0) + AFTER;
    const text = buffer.toString("utf8", start, charStart(buffer, Math.min(end, buffer.length)));
    const found = findReferences(path, text, choose);
    if (found.length === 0) continue;
    const first = place(start);
    for (const reference of found) {
      const onFirst = reference.startLine === 1;
      references.push({
        ...reference,
        startLine: reference.startLine + first.line - 1,
        startColumn: reference.startColumn + (onFirst ? first.column - 1 : 0),
      });
    }
  }
  return distinct(references);
}

/** The start of a line, if one begins within reach; else of a character. */
function windowStart(buffer: Buffer, anchor: number): number {
  const from = Math.max(0, anchor - BEFORE);
  if (from === 0) return 0;
  const line = buffer.indexOf(10, from);
  return line >= 0 && line < anchor ? line + 1 : charStart(buffer, from);
}

function charStart(buffer: Buffer, at: number): number {
  let start = at;
  while (start > 0 && ((buffer[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}

/** Two windows may touch. */
function distinct(references: readonly Reference[]): Reference[] {
  return [...new Map(references.map((reference) => [JSON.stringify(reference), reference])).values()];
}
