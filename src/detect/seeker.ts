/**
 * Finds the next byte of some kind. Names follow each other in some texts without an end of any value (`key=key=key=`), and each of
 * them asks where its value ends: what one has gone over none goes over again.
 */

import type { TextWindow } from "./match.js";

/** Offset of the first wanted byte in [at, limit), or `limit`. `limit` is at most the window's end. */
export type Seeker = (window: TextWindow, at: number, limit: number) => number;

/** @param isWanted by the byte's value */
export function createSeeker(isWanted: (byte: number) => boolean): Seeker {
  const wanted = Uint8Array.from({ length: 256 }, (_, byte) => (isWanted(byte) ? 1 : 0));
  // no wanted byte stands in [from, to) of the window; `stands`: one does at `to`
  let gone: TextWindow | undefined;
  let from = 0;
  let to = 0;
  let stands = false;
  return (window, at, limit) => {
    if (window !== gone || at < from || at > to) {
      gone = window;
      from = at;
      to = at;
      stands = false;
    }
    if (!stands) {
      const { bytes } = window;
      while (to < limit && wanted[bytes[to]!] === 0) to++;
      stands = to < limit;
    }
    return Math.min(to, limit);
  };
}
