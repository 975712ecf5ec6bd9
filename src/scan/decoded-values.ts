/**
 * Encoded values in a text, decoded and scanned, to a bounded depth.
 *
 * Owns which places are decoded and the nesting. Decoders are `decode`'s; the place of what is found is that of the encoded text.
 */

import { isGzip } from "../decode/archives/marks.js";
import { decodeValue } from "../decode/decode-value.js";
import { encodedSpan } from "../decode/encoded-span.js";
import { percentPlace } from "../decode/encodings/percent.js";
import type { Detector } from "../detect/detector.js";
import type { Span } from "../model/location.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { createEncodedPlaces } from "./encoded-places.js";
import { escapedSpans } from "./escaped-span.js";
import { makeFinding, type UnplacedFinding } from "./finding-maker.js";
import type { Fingerprinter } from "./fingerprint.js";

/**
 * What an encoded text in the window holds; the span is that of the outermost encoding. Percent escapes are an encoding of each byte, so
 * that there it is the escaped secret's own.
 */
export interface EncodedFindings extends Span {
  readonly findings: readonly { readonly finding: UnplacedFinding; readonly secret: Uint8Array }[];
}

/** A finding in a decoded text; the span is the place there. */
interface Found extends Span {
  readonly finding: UnplacedFinding;
  readonly secret: Uint8Array;
}

export interface DecodedValues {
  /**
   * @param bytes the text, valid to `length`
   * @param places where the detector saw something that may be encoded
   * @param failures takes what could not be decoded wholly
   */
  find(bytes: Uint8Array, length: number, places: readonly Span[], path: string, failures: string[]): EncodedFindings[];
}

export interface DecodedOptions {
  readonly minConfidence: Confidence;
  /** 0: nothing is decoded. */
  readonly maxDepth: number;
}

/** Bytes of a decoded text that are looked at at once; longer ones, from gzip, are looked at piece by piece. */
const CAPACITY = 1 << 18;
const OVERLAP = 8 << 10;

/** @param outer the detector of the texts that hold the values; it must know `ESCAPES` */
export function createDecodedValues(outer: Detector, options: DecodedOptions, fingerprinter: Fingerprinter): DecodedValues {
  // made when there is something decoded to look at: it costs a millisecond
  let made: Detector | undefined;
  const detector = (): Detector => {
    made ??= outer.second(CAPACITY);
    return made;
  };

  const scanDecoded = (text: Uint8Array, from: readonly string[], path: string, failures: string[]): Found[] => {
    if (isGzip(text)) return scanUnpacked(text, from, path, failures);
    const found: Found[] = [];
    const nested = detector();
    for (let at = 0; at < text.length; at += CAPACITY - OVERLAP) {
      // no Buffer, which would be another kind of object to all that is compiled for windows
      const piece = new Uint8Array(text.buffer, text.byteOffset + at, Math.min(CAPACITY, text.length - at));
      nested.prefilter.window.set(piece);
      const places = createEncodedPlaces(nested.prefilter.window);
      const matches = nested.detect(piece.length, 0, piece.length, path, places.note);
      for (const match of matches) {
        if (!atLeastAsConfident(match.confidence, options.minConfidence)) continue;
        const secret = nested.prefilter.window.slice(match.start, match.end);
        const finding = { ...makeFinding(match, secret, nested, fingerprinter), decodedFrom: from };
        found.push({ finding, secret, start: at + match.start, end: at + match.end });
      }
      for (const id of nested.timedOut) failures.push(`rule ${id} ran out of time and was left out`);
      if (from.length < options.maxDepth) {
        for (const { start, end, findings } of decodeAll(piece, piece.length, places.take(), from, path, failures))
          found.push(...findings.map((inner) => ({ ...inner, start: at + start, end: at + end })));
      } else if (isEncodedAgain(piece, places.take())) failures.push(tooDeep(options.maxDepth));
      if (piece.length < CAPACITY) break;
    }
    return found;
  };

  /** A packed file is one value, whatever runs it happens to hold. */
  const scanUnpacked = (text: Uint8Array, from: readonly string[], path: string, failures: string[]): Found[] => {
    if (from.length === options.maxDepth) {
      failures.push(tooDeep(options.maxDepth));
      return [];
    }
    return decodeValue(text, 0, text.length).flatMap(({ encoding, bytes, failure }) => {
      if (failure !== undefined) failures.push(failure);
      return bytes.length === 0 ? [] : scanDecoded(bytes, [...from, encoding], path, failures);
    });
  };

  const decodeAll = (
    bytes: Uint8Array,
    length: number,
    places: readonly Span[],
    from: readonly string[],
    path: string,
    failures: string[],
  ): EncodedFindings[] => {
    const found: EncodedFindings[] = [];
    let last = -1;
    for (const span of spansOf(bytes, length, places)) {
      if (span.start < last) continue;
      last = span.end;
      for (const decoded of decodeValue(bytes, span.start, span.end)) {
        if (decoded.failure !== undefined) failures.push(decoded.failure);
        if (decoded.bytes.length === 0) continue;
        const findings = scanDecoded(decoded.bytes, [...from, decoded.encoding], path, failures);
        if (decoded.encoding === "percent") found.push(...findings.map((inner) => escapedPlace(bytes, span, inner)));
        else if (findings.length > 0) found.push({ start: span.start, end: span.end, findings });
      }
    }
    return found;
  };

  return {
    find: (bytes, length, places, path, failures) =>
      options.maxDepth === 0 ? [] : decodeAll(bytes, length, places, [], path, failures),
  };
}

/** Where a secret stands that was found behind the percent escapes of the span. */
function escapedPlace(bytes: Uint8Array, span: Span, { start, end, finding, secret }: Found): EncodedFindings {
  const first = percentPlace(bytes, span.start, span.end, start);
  return { start: first, end: percentPlace(bytes, first, span.end, end - start), findings: [{ finding, secret }] };
}

function tooDeep(maxDepth: number): string {
  return `encodings nested deeper than --max-decode-depth ${maxDepth}, not decoded further`;
}

function isEncodedAgain(bytes: Uint8Array, places: readonly Span[]): boolean {
  return spansOf(bytes, bytes.length, places).some(({ start, end }) => decodeValue(bytes, start, end).length > 0);
}

/** The encoded texts that the places begin, by start, each once. */
function spansOf(bytes: Uint8Array, length: number, places: readonly Span[]): Span[] {
  const limits = { start: 0, end: length };
  // a text has many escapes: the first of them stands for all
  let escapedTo = 0;
  const spans = places.flatMap(({ start, end }) => {
    if (end - start >= ESCAPE_LENGTH) return encodedSpan(bytes, start, limits) ?? [];
    if (start < escapedTo) return [];
    const escaped = escapedSpans(bytes, start, limits);
    if (escaped.length === 1) escapedTo = escaped[0]!.end;
    return escaped;
  });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Runs are at least 16 long, escapes shorter. */
const ESCAPE_LENGTH = 16;
