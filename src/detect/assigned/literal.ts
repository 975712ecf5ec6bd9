/**
 * Where a literal ends: quoted ones at their quote, bare ones by the syntax around them.
 */

import type { TextWindow } from "../match.js";
import { createSeeker } from "../seeker.js";
import { BACKSLASH, BACKTICK, isBlank, isLineEnd, QUOTE } from "./text.js";

/** Longer values are keys or blobs that other rules know. */
export const MAX_VALUE = 2048;

/**
 * End of the literal whose opening quote stands before `at`, or -1: none within `MAX_VALUE` bytes of its line.
 *
 * @param escaped the literal lies in another one (`\"v\"`), so that its quotes are written with a backslash
 */
export function quotedEnd({ bytes, end }: TextWindow, at: number, quote: number, escaped: boolean): number {
  const limit = Math.min(end, at + MAX_VALUE + 1);
  for (let i = at; i < limit; i += 1) {
    const byte = bytes[i]!;
    if (byte === BACKSLASH) {
      if (escaped && bytes[i + 1] === quote) return i;
      i += 1;
    } else if (byte === quote) return i;
    else if (isLineEnd(byte) && quote !== BACKTICK) return -1;
  }
  return -1;
}

const toBlank = createSeeker((byte) => isBlank(byte) || isLineEnd(byte));
const toStop = createSeeker((byte) => isBlank(byte) || isLineEnd(byte) || isStop(byte));

/** `wholeLine`: the value may hold any sign but a blank. Elsewhere it ends at what closes or parts values in code, JSON and URLs. */
export function bareEnd(window: TextWindow, at: number, wholeLine: boolean): number {
  const { end } = window;
  const limit = Math.min(end, at + MAX_VALUE + 1);
  const found = (wholeLine ? toBlank : toStop)(window, at, limit);
  return found < limit || found === end ? found : -1;
}

/** `"` `'` `` ` `` `,` `;` `)` `}` `]` `<` `>` `|` `&` and a backslash. */
function isStop(byte: number): boolean {
  switch (byte) {
    case QUOTE:
    case 0x27:
    case BACKTICK:
    case 0x2c:
    case 0x3b:
    case 0x29:
    case 0x7d:
    case 0x5d:
    case 0x3c:
    case 0x3e:
    case 0x7c:
    case 0x26:
    case BACKSLASH:
      return true;
    default:
      return false;
  }
}
