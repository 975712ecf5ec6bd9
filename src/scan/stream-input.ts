/**
 * Bytes that come when they come, on their way to the scanner. Little input and archives are gathered and scanned whole; a long text
 * goes through the window as it comes, in memory that does not grow.
 */

import { createTranscoder, type Transcoder } from "../decode/text.js";
import { looksLikeArchive, MAX_ARCHIVE_BYTES, TOO_LARGE, type Unopened, withUnopened } from "./archive-layers.js";
import type { BlobScanner, TextScan } from "./blob-scanner.js";
import type { BlobSession } from "./blob-session.js";
import { memoryReader } from "./byte-reader.js";
import type { BlobResult } from "./raw-finding.js";
import { foreignEncoding } from "./transcoding.js";

export interface StreamInput {
  push(chunk: Uint8Array): void;
  end(): BlobResult;
}

/** Bytes from which on a text is no longer gathered. */
const GATHERED = 1 << 20;

/** @param path the name that the input goes by */
export function createStreamInput(scanner: BlobScanner, path: string): StreamInput {
  let gathered: Uint8Array[] = [];
  let total = 0;
  let limit = GATHERED;
  let text: TextScan | undefined;
  let transcoder: Transcoder | undefined;
  let unopened: Unopened | undefined;

  const start = (): void => {
    const head = Buffer.concat(gathered);
    unopened = limit === GATHERED ? scanner.unopened(head, path) : TOO_LARGE;
    if (unopened === undefined && looksLikeArchive(head, path)) {
      limit = MAX_ARCHIVE_BYTES;
      return;
    }
    gathered = [];
    const encoding = foreignEncoding(head);
    transcoder = encoding === undefined ? undefined : createTranscoder(encoding);
    text = scanner.begin(path);
    write(text.session, transcoder?.push(head, false) ?? head);
  };
  return {
    push(chunk) {
      total += chunk.length;
      if (text !== undefined) return write(text.session, transcoder?.push(chunk, false) ?? chunk);
      gathered.push(chunk);
      if (total > limit) start();
    },
    end() {
      if (text === undefined) {
        const whole = Buffer.concat(gathered);
        gathered = [];
        return scanner.scan(memoryReader(whole), path);
      }
      if (transcoder !== undefined) write(text.session, transcoder.push(new Uint8Array(), true));
      return withUnopened(text.end(total), unopened);
    },
  };
}

function write(session: BlobSession, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) {
    const count = Math.min(session.room, chunk.length - at);
    session.window.set(chunk.subarray(at, at + count), session.offset);
    session.wrote(count);
    at += count;
  }
}
