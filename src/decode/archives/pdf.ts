/**
 * PDF files: their streams, as far as Flate packs them, and the text of pages.
 *
 * Owns finding the streams, by their keywords and not by the cross-reference table, which may be damaged or hide some. What a page
 * shows is put together in `pdf-text.ts`. Images and fonts hold no text and are left.
 */

import type { ArchiveEntry, Budget } from "./archive.js";
import { decodeAscii85 } from "./ascii85.js";
import { pageText } from "./pdf-text.js";
import { unpack } from "./unpack.js";

/** A stream's dictionary is looked for in so many bytes before it. */
const DICTIONARY_REACH = 4096;

/** The streams, then everything around them: properties, forms, streams that are not packed. */
export function* pdfEntries(bytes: Uint8Array, budget: Budget): Iterable<ArchiveEntry> {
  const file = view(bytes);
  if (file.includes("/Encrypt ")) budget.fail("", "is encrypted");
  const around: Uint8Array[] = [];
  // without its mark, or it would be a PDF file again
  let reached = file.indexOf("%PDF-") + 5;
  let last = 0;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const dictionary = dictionaryBefore(file, at, last);
    last = at;
    if (dictionary === undefined || !/\/(?:FlateDecode|Fl)\b/.test(dictionary)) continue;
    const start = file[at + 6] === 0x0d ? at + 8 : at + 7;
    const found = file.indexOf("endstream", start);
    const stop = found < 0 ? bytes.length : found;
    around.push(bytes.subarray(reached, start));
    reached = stop;
    if (found < 0) budget.fail("", "is cut off");
    if (!holdsNoText(dictionary)) {
      if (!budget.takeEntry()) break;
      yield* streamEntry(bytes.subarray(start, stop), dictionary, at, budget);
    }
    if (found < 0) break;
    at = stop + 3;
  }
  yield { path: "", bytes: Buffer.concat([...around, bytes.subarray(reached)]) };
}

function* streamEntry(packed: Uint8Array, dictionary: string, at: number, budget: Budget): Iterable<ArchiveEntry> {
  const isText = /\/(?:ASCII85Decode|A85)\b/.test(dictionary);
  const { bytes, problem } = unpack("deflate", isText ? decodeAscii85(packed) : packed, budget);
  if (problem !== undefined) budget.fail("", `stream at byte ${at} ${problem}`);
  if (bytes.length > 0) yield { path: "", bytes: pageText(bytes) ?? bytes };
}

/**
 * The text between the object's start and its stream; undefined where `stream` is another word.
 *
 * @param last the word's place before this one: looking no further back keeps the whole linear
 */
function dictionaryBefore(file: Buffer, stream: number, last: number): string | undefined {
  const after = file[stream + 6];
  if (after !== 0x0a && after !== 0x0d) return undefined;
  const head = file.toString("latin1", Math.max(last, stream - DICTIONARY_REACH), stream);
  if (!/>>\s*$/.test(head)) return undefined;
  return head.slice(Math.max(head.lastIndexOf("endstream"), head.lastIndexOf(" obj")));
}

function holdsNoText(dictionary: string): boolean {
  return /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b|\/FunctionType\b|\/Type\s*\/XRef\b|\/N\s+[134]\b.*\/Alternate/s.test(
    dictionary,
  );
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
