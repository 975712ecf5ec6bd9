/**
 * Masks secrets in a stream: every byte comes out as it went in, but for those of secrets, whatever the pieces it comes in.
 *
 * What might still turn out to be the start of a secret is held back until it is known or the input has ended well.
 */

import { createDetector } from "../detect/detector.js";
import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { createDecodedValues } from "./decoded-values.js";
import { ESCAPES } from "./escaped-span.js";
import { maskBytes } from "./finding-maker.js";
import { createFingerprinter } from "./fingerprint.js";

export interface Redactor {
  /** Takes the next bytes and gives what may go out; the result is valid until the next call. */
  push(chunk: Uint8Array): Uint8Array[];
  /** What is left. Not to be called when the input broke off. */
  end(): Uint8Array[];
  /** Secrets masked so far. */
  readonly masked: number;
}

const WINDOW_BYTES = 1 << 19;
/** A step is taken when this much is new: the most by which the output lags, beside the look-ahead. */
const STEP = 1 << 18;
const LOOKAHEAD = 24 << 10;
const LOOKBACK = 2 << 10;

export interface RedactorOptions {
  readonly rules: readonly RuleCore[];
  /** What the stream goes by: its ending tells the language of assigned values. */
  readonly path: string;
  /** What is less sure to be a secret passes. */
  readonly minConfidence: Confidence;
  readonly maxDecodeDepth: number;
}

export function createRedactor({ rules, path, minConfidence, maxDecodeDepth }: RedactorOptions): Redactor {
  const detector = createDetector(rules, WINDOW_BYTES, maxDecodeDepth > 0 ? ESCAPES : []);
  const decoded = createDecodedValues(detector, { minConfidence, maxDepth: maxDecodeDepth }, createFingerprinter(undefined));
  const { window } = detector.prefilter;
  let length = 0;
  let from = 0;
  /** Bytes of the window that have gone out already. */
  let emitted = 0;
  let masked = 0;
  detector.begin();

  /** Gives out everything before `to`, and the whole of a secret that begins there. */
  const step = (to: number): Uint8Array[] => {
    const out: Uint8Array[] = [];
    for (const { start, end, text } of spansIn(to)) {
      if (start < emitted) continue;
      out.push(window.slice(emitted, start), Buffer.from(text, "latin1"));
      emitted = end;
      masked++;
    }
    if (to > emitted) {
      out.push(window.slice(emitted, to));
      emitted = to;
    }
    return out;
  };

  const spansIn = (to: number): (Span & { text: string })[] => {
    const places: Span[] = [];
    const matches = detector.detect(length, from, to, path, (start, end) => void places.push({ start, end }));
    const sure = matches.filter(({ confidence }) => atLeastAsConfident(confidence, minConfidence));
    const plain = sure.map((match) => ({
      start: match.start,
      end: match.end,
      text: maskBytes(match, window.subarray(match.start, match.end), detector),
    }));
    const encoded = decoded.find(window, length, places, path, []).map(({ start, end, findings }) => ({
      start,
      end,
      text: findings[0]!.finding.masked,
    }));
    // of an encoded text and a match in it the longer one hides more
    return [...plain, ...encoded].sort((a, b) => a.start - b.start || b.end - a.end);
  };

  const slide = (to: number): void => {
    const kept = Math.max(0, to - LOOKBACK);
    window.copyWithin(0, kept, length);
    length -= kept;
    emitted -= kept;
    from = to - kept;
  };

  return {
    push(chunk) {
      const out: Uint8Array[] = [];
      for (let at = 0; at < chunk.length; ) {
        const count = Math.min(WINDOW_BYTES - length, chunk.length - at);
        window.set(chunk.subarray(at, at + count), length);
        length += count;
        at += count;
        if (length - from >= STEP + LOOKAHEAD) {
          const to = length - LOOKAHEAD;
          out.push(...step(to));
          slide(to);
        }
      }
      return out;
    },
    end: () => step(length),
    get masked() {
      return masked;
    },
  };
}
