/**
 * Text in UTF-16 and UTF-32 on its way to the window: it is scanned as the UTF-8 that it would be, so that rules, lines and columns
 * need to know one encoding only.
 */

import { createTranscoder, sniffEncoding, type TextEncoding } from "../decode/text.js";
import { type ByteReader, memoryReader } from "./byte-reader.js";

/** The encoding to transcode from, or undefined where the bytes are scanned as they are. */
export function foreignEncoding(head: Uint8Array): TextEncoding | undefined {
  const encoding = sniffEncoding(head);
  return encoding === "utf-8" || encoding === "utf-8-bom" || encoding === "binary" ? undefined : encoding;
}

/** Bytes that are read of the source at a time; their UTF-8 is at most half as long again. */
const CHUNK = 1 << 18;

export interface TranscodingReader extends ByteReader {
  /** Bytes read of the source so far. */
  readonly consumed: number;
}

/** @param head what has been read of the source already */
export function transcodingReader(source: ByteReader, head: Uint8Array, encoding: TextEncoding): TranscodingReader {
  const transcoder = createTranscoder(encoding);
  const chunk = new Uint8Array(CHUNK);
  let pending: ByteReader = memoryReader(transcoder.push(head, false));
  let consumed = head.length;
  let ended = false;
  return {
    get consumed() {
      return consumed;
    },
    read(target, offset, max) {
      for (;;) {
        const count = pending.read(target, offset, max);
        if (count > 0 || ended) return count;
        const read = source.read(chunk, 0, CHUNK);
        consumed += read;
        ended = read === 0;
        pending = memoryReader(transcoder.push(chunk.subarray(0, read), ended));
      }
    },
  };
}
