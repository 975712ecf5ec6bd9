/**
 * Where the line around a place begins and ends. In a line of a megabyte every place would look for the same line ends over and over:
 * what was gone over for one is known for the next.
 */

import type { TextWindow } from "./match.js";

/** Known: no line end stands in [from, to) of the window; `isStart`, `isEnd`: one stands right before and behind. */
const line: { window: TextWindow | undefined; from: number; to: number; isStart: boolean; isEnd: boolean } = {
  window: undefined,
  from: 0,
  to: 0,
  isStart: false,
  isEnd: false,
};
/** What is known is worth to be carried on so many bytes. */
const GAP = 512;

/** Offset of the line's first byte, or the one `reach` bytes before the place if that is nearer. */
export function lineStartWithin(window: TextWindow, at: number, reach: number): number {
  const limit = Math.max(window.start, at - reach);
  moveTo(window, at);
  while (!line.isStart && line.from > limit) {
    if (isLineEnd(window.bytes[line.from - 1]!)) line.isStart = true;
    else line.from--;
  }
  return Math.max(limit, line.from);
}

/** Offset behind the line's last byte, or the one `reach` bytes behind the place if that is nearer. */
export function lineEndWithin(window: TextWindow, at: number, reach: number): number {
  const limit = Math.min(window.end, at + reach);
  moveTo(window, at);
  while (!line.isEnd && line.to < limit) {
    if (isLineEnd(window.bytes[line.to]!)) line.isEnd = true;
    else line.to++;
  }
  return Math.min(limit, line.to);
}

/** Lets what is known hold the place. */
function moveTo(window: TextWindow, at: number): void {
  if (line.window === window && at >= line.from && at - line.to < GAP) {
    while (!line.isEnd && line.to < at) {
      if (isLineEnd(window.bytes[line.to]!)) line.isEnd = true;
      else line.to++;
    }
    if (at <= line.to) return;
  }
  line.window = window;
  line.from = at;
  line.to = at;
  line.isStart = false;
  line.isEnd = false;
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}
