/**
 * Zstandard where Node cannot unpack it (before 22.15): frames one behind the other, with bounds on memory.
 *
 * Owns where frames begin and end and what is refused; `fzstd` unpacks them. Checksums are not compared.
 */

import { Decompress } from "fzstd";
import type { Output } from "./output.js";
import { corrupt, cutOff, PackedError, tooMany } from "./packed-error.js";

const MAGIC = 0xfd2fb528;
/** Of frames that hold no content; the last four bits are free. */
const SKIPPABLE = 0x184d2a5;
/** Bytes that may have to be held to be repeated; a header may promise terabytes. */
const MOST_WINDOW = 64 << 20;
const RLE = 1;
const RESERVED = 3;

interface Frame {
  readonly end: number;
  readonly isCutOff: boolean;
  readonly isContent: boolean;
}

/**
 * @param admitsSmall asked for each frame: many tiny ones cost more than their bytes
 * @returns bytes of `packed` that were used
 * @throws RangeError beyond the output's limit
 * @throws PackedError for what is damaged, cut off or not supported; the output holds what came before
 */
export function unpackZstd(packed: Uint8Array, output: Output, admitsSmall: () => boolean): number {
  let at = 0;
  while (at < packed.length) {
    const frame = frameAt(packed, at);
    if (frame === undefined) {
      if (at === 0) throw corrupt("no frame");
      break;
    }
    if (!admitsSmall()) throw tooMany();
    if (frame.isContent) unpackFrame(packed.subarray(at, frame.end), output);
    if (frame.isCutOff) throw cutOff();
    at = frame.end;
  }
  return at;
}

function unpackFrame(bytes: Uint8Array, output: Output): void {
  try {
    new Decompress((piece) => output.append(piece)).push(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof PackedError) throw error;
    throw corrupt("zstd");
  }
}

/** The frame that begins at `at`; undefined where none does. */
function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (at + 8 > bytes.length) return undefined;
  const magic = view.getUint32(at, true);
  if (magic >>> 4 === SKIPPABLE) return ending(bytes, at + 8 + view.getUint32(at + 4, true), false);
  if (magic !== MAGIC) return undefined;
  const descriptor = bytes[at + 4]!;
  const isSingle = (descriptor & 0x20) !== 0;
  if ((descriptor & 3) !== 0) throw new PackedError("is packed by zstd with a dictionary of its own");
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
  let next = at + 5 + (isSingle ? 0 : 1);
  if (next + sizeBytes > bytes.length) return { end: bytes.length, isCutOff: true, isContent: false };
  if (windowOf(view, next, sizeBytes, isSingle) > MOST_WINDOW)
    throw new PackedError(`is packed by zstd with a window of more than ${MOST_WINDOW >> 20} MiB`);
  next += sizeBytes;
  for (;;) {
    if (next + 3 > bytes.length) return { end: bytes.length, isCutOff: true, isContent: true };
    const header = bytes[next]! | (bytes[next + 1]! << 8) | (bytes[next + 2]! << 16);
    const type = (header >> 1) & 3;
    if (type === RESERVED) throw corrupt("zstd");
    next += 3 + (type === RLE ? 1 : header >> 3);
    if ((header & 1) !== 0) return ending(bytes, next + ((descriptor & 4) !== 0 ? 4 : 0), true);
    if (next > bytes.length) return { end: bytes.length, isCutOff: true, isContent: true };
  }
}

function ending(bytes: Uint8Array, end: number, isContent: boolean): Frame {
  return { end: Math.min(end, bytes.length), isCutOff: end > bytes.length, isContent };
}

/** @param at where the size of the content stands, of so many bytes */
function windowOf(view: DataView, at: number, sizeBytes: number, isSingle: boolean): number {
  if (!isSingle) {
    const window = view.getUint8(at - 1);
    const base = 2 ** (10 + (window >> 3));
    return base + (base / 8) * (window & 7);
  }
  if (sizeBytes === 1) return view.getUint8(at);
  if (sizeBytes === 2) return view.getUint16(at, true) + 256;
  return sizeBytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
