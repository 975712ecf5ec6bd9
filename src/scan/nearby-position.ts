/**
 * Line and column of a place near one whose line and column are known: before it or behind it, where the cursor does not go.
 */

import { utf16Units } from "./cursor.js";
import type { RawFinding } from "./raw-finding.js";

export type Position = Pick<RawFinding, "startLine" | "startColumn">;

/** Bytes before a place in which its line has to begin. */
const LINE_REACH = 8192;
const LF = 0x0a;
const CR = 0x0d;

/** @returns undefined for a place in a line too long to be gone over for every finding */
export function positionNear(bytes: Uint8Array, at: number, knownAt: number, known: Position): Position | undefined {
  const ended = lineEndsIn(bytes, Math.min(at, knownAt), Math.max(at, knownAt));
  if (ended === 0) {
    const units = utf16Units(bytes, Math.min(at, knownAt), Math.max(at, knownAt));
    return { startLine: known.startLine, startColumn: known.startColumn + (at < knownAt ? -units : units) };
  }
  let start = at;
  while (start > 0 && at - start < LINE_REACH && bytes[start - 1] !== LF && bytes[start - 1] !== CR) start--;
  if (at - start >= LINE_REACH) return undefined;
  // a byte order mark counts no column
  const from = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : start;
  const startLine = known.startLine + (at < knownAt ? -ended : ended);
  return { startLine, startColumn: 1 + utf16Units(bytes, from, at) };
}

/** LF, CRLF and a lone CR. */
function lineEndsIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (bytes[i] === LF ? bytes[i - 1] !== CR || i === start : bytes[i] === CR) count++;
  return count;
}
