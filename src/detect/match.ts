/**
 * A match: the only object that points at a raw secret, by offsets into the window it was found in. It never leaves the thread
 * that read the bytes; `scan` turns it into a masked finding or drops it.
 */

import type { Verdict } from "../model/finding.js";
import type { Span } from "../model/location.js";
import type { Confidence } from "../model/secret-type.js";

/** The text at hand: bytes in UTF-8 (or in no encoding), valid in [start, end). Offsets elsewhere are offsets into `bytes`. */
export interface TextWindow {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export interface Match {
  readonly ruleId: string;
  /** The secret, half-open. */
  readonly start: number;
  readonly end: number;
  /** All that the rule matched, half-open; holds the secret. */
  readonly matchStart: number;
  readonly matchEnd: number;
  readonly confidence: Confidence;
  readonly verdicts: Verdict[];
  /** Stretches within the secret that are no part of it: what stands between the pieces of a literal that is put together. In order. */
  readonly joints?: readonly Span[];
  /** The name it is assigned to, as written. */
  readonly assignedTo?: string;
}

/** Told of every judgement, dropped candidates included; only `explain` listens. */
export type Trace = (ruleId: string, start: number, end: number, verdict: Verdict) => void;
