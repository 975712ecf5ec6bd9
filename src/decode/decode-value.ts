/**
 * Encoded values: base64 and its kin, escapes of strings, URLs, mails and markup.
 *
 * Owns the choice of decoders. Each says by a look at some characters whether it applies, so a value that is not encoded costs
 * little. Nesting, and what is worth being decoded at all, is the caller's business.
 */

import { isGzip } from "./archives/marks.js";
import { decodeBase32 } from "./encodings/base32.js";
import { decodeBase64 } from "./encodings/base64.js";
import { decodeGzip } from "./encodings/gzip.js";
import { decodeHex } from "./encodings/hex.js";
import { decodeHtmlEntities } from "./encodings/html-entities.js";
import { decodePercent } from "./encodings/percent.js";
import { decodeQuotedPrintable } from "./encodings/quoted-printable.js";
import { decodeUnicodeEscapes } from "./encodings/unicode-escapes.js";
import { createTranscoder, sniffEncoding } from "./text.js";
import { isText } from "./text-likeness.js";

/** Names as `decodedFrom` in a report has them; `base64` includes its URL alphabet. */
export type Encoding = "base64" | "base32" | "hex" | "percent" | "unicode-escape" | "html-entity" | "quoted-printable" | "gzip";

export interface DecodedValue {
  readonly encoding: Encoding;
  /** Text in UTF-8, or with `base64` the bytes of a gzip file, to be handed to `decodeValue` again. */
  readonly bytes: Uint8Array;
  /** The encoded text, half-open, in the bytes that were handed in. */
  readonly start: number;
  readonly end: number;
  /** Why `bytes` is empty although the value is encoded: it holds more than a decoder unpacks. A failure of the scan. */
  readonly failure?: string;
}

/** What one decoder makes of a value; undefined where it does not apply. It does not judge whether the result is a text. */
type Decoder = (bytes: Uint8Array, start: number, end: number) => Uint8Array | undefined;

const DECODERS: readonly (readonly [Encoding, Decoder])[] = [
  ["base64", decodeBase64],
  ["hex", decodeHex],
  ["base32", decodeBase32],
  ["percent", decodePercent],
  ["unicode-escape", decodeUnicodeEscapes],
  ["html-entity", decodeHtmlEntities],
  ["quoted-printable", decodeQuotedPrintable],
  ["gzip", decodeGzip],
];

/** Shorter values are not decoded, longer ones neither: a megabyte is no value. */
const LEAST_LENGTH = 8;
const MOST_LENGTH = 1 << 20;

/**
 * Decodes the value bytes[start, end) in each way that gives a text. Usually that is none, seldom more than one.
 *
 * Never throws. A result is at most as long as the value, except that of a gzip file, which is bounded by 16 MiB.
 *
 * @param start a value's first byte: behind its quote, not inside of it
 */
export function decodeValue(bytes: Uint8Array, start: number, end: number): DecodedValue[] {
  if (end - start < LEAST_LENGTH || end - start > MOST_LENGTH) return [];
  const found: DecodedValue[] = [];
  for (const [encoding, decoder] of DECODERS) {
    try {
      const raw = decoder(bytes, start, end);
      const decoded = raw === undefined ? undefined : textOf(raw, encoding === "base64");
      if (decoded !== undefined) found.push({ encoding, bytes: decoded, start, end });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      found.push({ encoding, bytes: new Uint8Array(0), start, end, failure: `${encoding} value unpacks to more than 16 MiB` });
    }
  }
  return found;
}

function textOf(bytes: Uint8Array, mayBeGzip: boolean): Uint8Array | undefined {
  if (isText(bytes)) return bytes;
  if (mayBeGzip && isGzip(bytes)) return bytes;
  const encoding = sniffEncoding(bytes);
  if (encoding !== "utf-16le" && encoding !== "utf-16be") return undefined;
  const text = createTranscoder(encoding).push(bytes, true);
  return isText(text) ? text : undefined;
}
