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
const HEADER_REACH = 1024;

/** The mark stands first; readers look for it in the first kibibyte, which is believed when the name agrees. */
export function isPdf(bytes: Uint8Array, name: string): boolean {
  const mark = view(bytes.subarray(0, HEADER_REACH)).indexOf("%PDF-");
  return mark === 0 || (mark > 0 && /\.pdf$/i.test(name));
}

export function* pdfEntries(bytes: Uint8Array, budget: Budget): Iterable<ArchiveEntry> {
  const file = view(bytes);
  if (file.includes("/Encrypt ")) budget.fail("", "is encrypted");
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const dictionary = dictionaryBefore(file, at);
    if (dictionary === undefined || !/\/(?:FlateDecode|Fl)\b/.test(dictionary) || holdsNoText(dictionary)) continue;
    const start = file[at + 6] === 0x0d ? at + 8 : at + 7;
    const stop = file.indexOf("endstream", start);
    const packed = bytes.subarray(start, stop < 0 ? bytes.length : stop);
    if (!budget.takeEntry()) return;
    const unpacked = unpack("deflate", /\/(?:ASCII85Decode|A85)\b/.test(dictionary) ? decodeAscii85(packed) : packed, budget);
    if (unpacked.problem !== undefined) budget.fail("", `stream at byte ${at} ${unpacked.problem}`);
    if (unpacked.bytes.length > 0) yield { path: "", bytes: pageText(unpacked.bytes) ?? unpacked.bytes };
    if (stop < 0) return budget.fail("", "is cut off");
    at = stop + 3;
  }
}

/** The text between the object's start and its stream; undefined where `stream` is another word. */
function dictionaryBefore(file: Buffer, stream: number): string | undefined {
  const after = file[stream + 6];
  if (after !== 0x0a && after !== 0x0d) return undefined;
  const head = file.toString("latin1", Math.max(0, stream - DICTIONARY_REACH), stream);
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
