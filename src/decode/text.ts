/**
 * Text encodings: what a file's first bytes say, and UTF-8 from what is not UTF-8.
 *
 * Owns UTF-16 and UTF-32. Everything else, Latin-1 and binary files included, is scanned as the bytes it has.
 */

import { isPlainUnit, looksLikeUtf16, looksLikeUtf32 } from "./text-shape.js";

/** `binary` holds NUL bytes and is no text in UTF-16 or UTF-32; `utf-8` is everything else that has no byte order mark. */
export type TextEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be" | "binary";

/** Bytes of a file's head after which more of them change nothing. */
export const SNIFFED_BYTES = 4096;

/**
 * Byte order marks decide; without one, text that is ASCII to a good part is recognised by where its NULs stand.
 *
 * @param head the file's first bytes, some 4 KiB or all of it
 */
export function sniffEncoding(head: Uint8Array): TextEncoding {
  const bytes = head.length > SNIFFED_BYTES ? head.subarray(0, SNIFFED_BYTES) : head;
  // no destructuring: of a typed array that is an iteration, which each file of a scan would pay for
  const b0 = bytes[0];
  const b1 = bytes[1];
  const b2 = bytes[2];
  const b3 = bytes[3];
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return "utf-8-bom";
  if (b0 === 0xff && b1 === 0xfe) return b2 === 0 && b3 === 0 && bytes.length % 4 === 0 ? "utf-32le" : "utf-16le";
  if (b0 === 0xfe && b1 === 0xff) return "utf-16be";
  if (b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff) return "utf-32be";
  if (!bytes.includes(0)) return "utf-8";
  if (looksLikeUtf32(bytes, true)) return "utf-32le";
  if (looksLikeUtf32(bytes, false)) return "utf-32be";
  if (looksLikeUtf16(bytes, true)) return "utf-16le";
  if (looksLikeUtf16(bytes, false)) return "utf-16be";
  return "binary";
}

/** Makes UTF-8 of a text that comes in pieces. */
export interface Transcoder {
  /**
   * The next piece in UTF-8; a character that the piece breaks off comes with the next one. A byte order mark is left out,
   * what is no character becomes U+FFFD. At most 1.5 times as long as `chunk`, and 4 bytes.
   *
   * @param last true with the final piece, which may be empty
   */
  push(chunk: Uint8Array, last: boolean): Uint8Array;
}

/** One for each text. `utf-8` and `binary` pass as they are. */
export function createTranscoder(encoding: TextEncoding): Transcoder {
  switch (encoding) {
    case "utf-8":
    case "binary":
      return { push: (chunk) => chunk };
    case "utf-8-bom":
      return withoutMark();
    case "utf-16le":
    case "utf-16be":
      return fromUtf16(encoding);
    case "utf-32le":
    case "utf-32be":
      return fromUtf32(encoding === "utf-32le");
  }
}

function withoutMark(): Transcoder {
  let left = 3;
  return {
    push(chunk) {
      const dropped = Math.min(left, chunk.length);
      left -= dropped;
      return chunk.subarray(dropped);
    },
  };
}

function fromUtf16(encoding: "utf-16le" | "utf-16be"): Transcoder {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return { push: (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last })) };
}

const REPLACEMENT = 0xfffd;
const MARK = 0xfeff;

function fromUtf32(littleEndian: boolean): Transcoder {
  let rest: Uint8Array = new Uint8Array(0);
  let isStart = true;
  return {
    push(chunk, last) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % 4);
      rest = bytes.slice(whole);
      const view = new DataView(bytes.buffer, bytes.byteOffset, whole);
      let text = "";
      for (let at = 0; at < whole; at += 4) {
        const point = view.getUint32(at, littleEndian);
        if (!isStart || point !== MARK) text += String.fromCodePoint(isPlainUnit(point) ? point : REPLACEMENT);
        isStart = false;
      }
      if (last && rest.length > 0) text += String.fromCodePoint(REPLACEMENT);
      return new TextEncoder().encode(text);
    },
  };
}
