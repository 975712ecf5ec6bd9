/**
 * A blob of any length in a window of fixed size: bytes are written in, candidates looked at, and what the next ones may need kept.
 */

import type { Detector } from "../detect/detector.js";
import type { Match, Trace } from "../detect/match.js";
import type { Span } from "../model/location.js";
import { type Cursor, createCursor } from "./cursor.js";

/** Bytes of a blob at hand at once. Nearly every file fits whole. */
export const WINDOW_BYTES: number = 1 << 20;
/** What a candidate may need to its right (a private key of 16 KiB and some) and to its left (its statement). */
const LOOKAHEAD = 24 << 10;
const LOOKBACK = 2 << 10;
const BOM = [0xef, 0xbb, 0xbf];
const CR = 0x0d;

/** A blob that is being written into the window, piece by piece. */
export interface BlobSession {
  readonly window: Uint8Array;
  /** Where the next bytes belong, and how many fit. */
  readonly offset: number;
  readonly room: number;
  /** `count` bytes were written at `offset`. */
  wrote(count: number): void;
  /** There is no more. */
  end(): void;
}

/** What one look at the window gave. */
export interface Look {
  /** By offset, none overlapping. */
  readonly matches: readonly Match[];
  /** Places that may be encoded. */
  readonly encoded: readonly Span[];
  /** Bytes of the window that are valid. */
  readonly length: number;
  /** Gives lines and columns, moving forward only. */
  readonly cursor: Cursor;
}

/** @param onLook called for each look, while the window holds its text @param onStart called before the first, with the bytes at hand */
export function createBlobSession(
  detector: Detector,
  path: string,
  onStart: (head: Uint8Array) => void,
  onLook: (look: Look) => void,
  trace?: Trace,
): BlobSession {
  const { window } = detector.prefilter;
  const cursor = createCursor((start, end) => detector.prefilter.countLines(start, end));
  let length = 0;
  let first = true;
  // matches are wanted whose candidate stands at `from` or later and that begin where the last one ended
  let from = 0;
  let seen = 0;
  detector.begin();

  const look = (to: number): void => {
    if (first) {
      first = false;
      if (BOM.every((byte, i) => i < length && window[i] === byte)) cursor.skip(BOM.length);
      onStart(window.subarray(0, length));
    }
    const encoded: Span[] = [];
    const found = detector.detect(length, from, to, path, (start, end) => void encoded.push({ start, end }), trace);
    const matches = found.filter((match) => match.start >= seen);
    seen = matches.at(-1)?.end ?? seen;
    if (matches.length > 0 || encoded.length > 0) onLook({ matches, encoded, length, cursor });
  };
  /** Keeps what the next candidates may need of the text before them. */
  const slide = (): void => {
    const to = length - LOOKAHEAD;
    look(to);
    const kept = slideStart(window, to - LOOKBACK);
    cursor.moveTo(window, kept);
    cursor.rebase(kept);
    window.copyWithin(0, kept, length);
    length -= kept;
    from = to - kept;
    seen = Math.max(0, seen - kept);
  };
  return {
    window,
    get offset() {
      return length;
    },
    get room() {
      return WINDOW_BYTES - length;
    },
    wrote(count) {
      length += count;
      if (length === WINDOW_BYTES) slide();
    },
    end: () => look(length),
  };
}

/** The place nearest to `at` where the text may be cut: neither inside CRLF nor inside a UTF-8 sequence. */
function slideStart(window: Uint8Array, at: number): number {
  let start = at;
  while (start > 1 && window[start - 1] === CR) start--;
  for (let back = 0; back < 3 && start > 0 && (window[start]! & 0xc0) === 0x80; back++) start--;
  return start;
}
