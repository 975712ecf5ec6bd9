/**
 * The places of a look where the detector saw something that may be encoded.
 *
 * Owns that a long encoded text, which is many runs in a row, gives one place.
 */

import type { EncodedListener } from "../detect/detector.js";
import type { Span } from "../model/location.js";

const NONE: readonly Span[] = [];
const PLUS = 0x2b;
const SLASH = 0x2f;

export interface EncodedPlaces {
  /** Adds a place, but for a run that only `+` or `/` parts from the one before: that is the same text. */
  readonly note: EncodedListener;
  /** The places since the last call, in the order in which they came. */
  take(): readonly Span[];
}

/** @param bytes the text that the places are of */
export function createEncodedPlaces(bytes: Uint8Array): EncodedPlaces {
  let places: Span[] = [];
  let lastEnd = -1;
  return {
    note(start, end) {
      const goesOn = start === lastEnd + 1 && (bytes[lastEnd] === PLUS || bytes[lastEnd] === SLASH);
      lastEnd = end;
      if (!goesOn) places.push({ start, end });
    },
    take() {
      lastEnd = -1;
      if (places.length === 0) return NONE;
      const taken = places;
      places = [];
      return taken;
    },
  };
}
