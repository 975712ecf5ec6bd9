/**
 * Masks secrets in a stream: every byte comes out as it went in, but for those of secrets, whatever the pieces it comes in.
 *
 * What might still turn out to be the start of a secret is held back until it is known or the input has ended well.
 */

import { createDetector } from "../detect/detector.js";
import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { CONTINUATIONS, createCutOffFinder } from "./cut-off.js";
import { createDecodedValues } from "./decoded-values.js";
import { ESCAPES } from "./escaped-span.js";
import { maskBytes } from "./finding-maker.js";
import { createFingerprinter } from "./fingerprint.js";

export interface Redactor {
  /** Takes the next bytes and gives what may go out; the result is valid until the next call. */
  push(chunk: Uint8Array): Uint8Array[];
  /**
   * What is left; a secret that was begun and not written to its end is masked too. Not to be called when the input is known to have
   * broken off.
   */
  end(): Uint8Array[];
  /** Secrets masked so far. */
  readonly masked: number;
}

const WINDOW_BYTES = 1 << 19;
/** A step is taken when this much is new: the most by which the output lags, beside the look-ahead. */
const STEP = 1 << 18;
const LOOKAHEAD = 24 << 10;
const LOOKBACK = 2 << 10;
const LINE_END = 0x0a;
const STARS = "********";

export interface RedactorOptions {
  readonly rules: readonly RuleCore[];
  /** What the stream goes by: its ending tells the language of assigned values. */
  readonly path: string;
  /** What is less sure to be a secret passes. */
  readonly minConfidence: Confidence;
  readonly maxDecodeDepth: number;
}

/** A span and what stands for it. */
interface MaskedPlace extends Span {
  readonly text: string;
}

function longestFirst(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** Masks a stream as it goes by; holds back what may be the beginning of a secret. */
export function createRedactor({ rules, path, minConfidence, maxDecodeDepth }: RedactorOptions): Redactor {
  const detector = createDetector(rules, WINDOW_BYTES, maxDecodeDepth > 0 ? ESCAPES : []);
  const decoded = createDecodedValues(detector, { minConfidence, maxDepth: maxDecodeDepth }, createFingerprinter(undefined));
  const { window } = detector.prefilter;
  const cutOff = createCutOffFinder(rules);
  let length = 0;
  let from = 0;
  /** Bytes of the window that have gone out already. */
  let emitted = 0;
  let masked = 0;
  detector.begin();

  /** Gives out everything before `to`, and the whole of a secret that begins there. */
  const step = (to: number, spans: readonly MaskedPlace[] = spansIn(length, to)): Uint8Array[] => {
    const out: Uint8Array[] = [];
    for (const { start, end, text } of spans) {
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

  const spansIn = (whole: number, to: number): MaskedPlace[] => {
    const places: Span[] = [];
    const matches = detector.detect(whole, from, to, path, (start, end) => void places.push({ start, end }));
    const sure = matches.filter(({ confidence }) => atLeastAsConfident(confidence, minConfidence));
    const plain = sure.map((match) => ({
      start: match.start,
      end: match.end,
      text: maskBytes(match, window.subarray(match.start, match.end), detector),
    }));
    const encoded = decoded.find(window, whole, places, path, []).map(({ start, end, findings }) => ({
      start,
      end,
      text: findings[0]!.finding.masked,
    }));
    // of an encoded text and a match in it the longer one hides more
    return [...plain, ...encoded].sort(longestFirst);
  };

  /** What is a secret if the text goes on in one of the ways that it might have. */
  const begunSpans = (): MaskedPlace[] => {
    const isWhole = length === 0 || window[length - 1] === LINE_END;
    const begun = (isWhole ? [] : CONTINUATIONS).flatMap((text) => {
      const more = Buffer.from(text);
      window.set(more, length);
      return spansIn(length + more.length, length).filter(({ start, end }) => start < length && end >= length);
    });
    const found = cutOff(Buffer.from(window.buffer, window.byteOffset, length).toString("latin1"));
    if (found !== undefined) begun.push({ start: found, end: length, text: STARS });
    return begun.map((place) => ({ ...place, end: length, text: place.end > length ? STARS : place.text }));
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
    end: () => step(length, [...spansIn(length, length), ...begunSpans()].sort(longestFirst)),
    get masked() {
      return masked;
    },
  };
}
