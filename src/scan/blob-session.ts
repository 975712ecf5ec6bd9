/**
 * A blob of any length in a window of fixed size: bytes are written in, candidates looked at, and what the next ones may need kept.
 */

import type { Detector } from "../detect/detector.js";
import type { Match, Trace } from "../detect/match.js";
import type { Span } from "../model/location.js";
import { Cursor } from "./cursor.js";
import { createEncodedPlaces, type EncodedPlaces } from "./encoded-places.js";

/** Bytes of a blob at hand at once. Nearly every file fits whole. */
export const WINDOW_BYTES: number = 1 << 20;
/** What a candidate may need to its right (a private key of 16 KiB and some) and to its left (its statement). */
export const LOOKAHEAD: number = 24 << 10;
export const LOOKBACK: number = 2 << 10;
const LF = 0x0a;
const CR = 0x0d;

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

/** Who is told what a blob holds. */
export interface SessionListener {
  /** Before the first look, with the bytes at hand. */
  onStart(head: Uint8Array): void;
  /** A look that saw something, while the window holds its text. */
  onLook(look: Look): void;
}

/** The blob that is being written into the window, piece by piece; then the next one. */
export class BlobSession {
  readonly window: Uint8Array;
  /** Where the next bytes belong. */
  offset = 0;
  readonly #detector: Detector;
  readonly #cursor: Cursor;
  readonly #encoded: EncodedPlaces;
  #path = "";
  #listener: SessionListener | undefined;
  #trace: Trace | undefined;
  #isFirst = true;
  // matches are wanted whose candidate stands at `from` or later and that begin where the last one ended
  #from = 0;
  #seen = 0;

  constructor(detector: Detector) {
    this.window = detector.prefilter.window;
    this.#detector = detector;
    this.#cursor = new Cursor(detector.prefilter);
    this.#encoded = createEncodedPlaces(this.window);
  }

  start(path: string, listener: SessionListener, trace?: Trace): void {
    this.#path = path;
    this.#listener = listener;
    this.#trace = trace;
    this.offset = 0;
    this.#isFirst = true;
    this.#from = 0;
    this.#seen = 0;
    this.#cursor.reset();
    this.#detector.begin();
  }

  /** How many bytes fit. */
  get room(): number {
    return WINDOW_BYTES - this.offset;
  }

  /** `count` bytes were written at `offset`. */
  wrote(count: number): void {
    this.offset += count;
    if (this.offset === WINDOW_BYTES) this.#slide();
  }

  /** There is no more. */
  end(): void {
    this.#look(this.offset);
  }

  #look(to: number): void {
    const { window, offset: length } = this;
    if (this.#isFirst) {
      this.#isFirst = false;
      if (length >= 3 && window[0] === 0xef && window[1] === 0xbb && window[2] === 0xbf) this.#cursor.skip(3);
      this.#listener?.onStart(window.subarray(0, length));
    }
    const found = this.#detector.detect(length, this.#from, to, this.#path, this.#encoded.note, this.#trace);
    const encoded = this.#encoded.take();
    if (found.length === 0 && encoded.length === 0) return;
    const seen = this.#seen;
    const matches = seen === 0 ? found : found.filter((match) => match.start >= seen);
    this.#seen = matches.at(-1)?.end ?? seen;
    if (matches.length > 0 || encoded.length > 0) this.#listener?.onLook({ matches, encoded, length, cursor: this.#cursor });
  }

  /** Keeps what the next candidates may need of the text before them. */
  #slide(): void {
    const to = this.offset - LOOKAHEAD;
    this.#look(to);
    const kept = slideStart(this.window, to - LOOKBACK);
    this.#cursor.moveTo(kept);
    this.#cursor.rebase(kept);
    this.window.copyWithin(0, kept, this.offset);
    this.offset -= kept;
    this.#from = to - kept;
    this.#seen = Math.max(0, this.#seen - kept);
  }
}

/** The place nearest to `at` where the text may be cut: neither inside CRLF nor inside a UTF-8 sequence. At most three bytes before it. */
function slideStart(window: Uint8Array, at: number): number {
  let start = window[at] === LF && window[at - 1] === CR ? at - 1 : at;
  for (let back = 0; back < 3 && start > 0 && (window[start]! & 0xc0) === 0x80; back++) start--;
  return start;
}
