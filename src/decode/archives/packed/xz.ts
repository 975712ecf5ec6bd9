/**
 * Xz: streams one behind the other, of blocks in LZMA2.
 *
 * Owns the frame and its checksums. Filters for machine code before LZMA2 are not undone: text looks the same without.
 */

import { createHash } from "node:crypto";
import { crc32 } from "../crc32.js";
import { u32 } from "../fields.js";
import { isXz } from "../marks.js";
import { crc64 } from "./crc64.js";
import { LzmaDecoder } from "./lzma.js";
import type { Output } from "./output.js";
import { corrupt, cutOff, PackedError, tooMany } from "./packed-error.js";

const HEADER_LENGTH = 12;
const FOOTER_LENGTH = 12;
const LZMA2 = 0x21;
/** Bytes of the checksum by its kind. */
const CHECK_LENGTHS = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
/** A chunk of fewer bytes costs more than its bytes do. */
const SMALL = 1000;

/**
 * @param packed starts with a stream
 * @param output takes what is unpacked, also when it ends in an error
 * @param admitsSmall asked for each part that is so small that many of them would take long; false: there have been too many
 * @returns bytes of `packed` that belong to streams
 * @throws PackedError; RangeError where the output is full
 */
export function unpackXz(packed: Uint8Array, output: Output, admitsSmall: () => boolean): number {
  let at = 0;
  while (isXz(packed, at)) {
    at = unpackStream(packed, at, output, admitsSmall);
    // padding between streams comes in fours
    while (at + 4 <= packed.length && u32(packed, at) === 0) at += 4;
  }
  return at;
}

function unpackStream(packed: Uint8Array, start: number, output: Output, admitsSmall: () => boolean): number {
  if (start + HEADER_LENGTH > packed.length) throw cutOff();
  const check = packed[start + 7]! & 15;
  if (crc32(packed.subarray(start + 6, start + 8)) !== u32(packed, start + 8)) throw corrupt("a wrong checksum of its header");
  let at = start + HEADER_LENGTH;
  const decoder = new LzmaDecoder();
  while (at < packed.length && packed[at] !== 0) {
    const headerLength = (packed[at]! + 1) * 4;
    if (at + headerLength > packed.length) throw cutOff();
    checkBlockHeader(packed.subarray(at, at + headerLength));
    const from = output.length;
    if (!admitsSmall()) throw tooMany();
    const dataStart = at + headerLength;
    at = unpackChunks(packed, dataStart, decoder, output, admitsSmall);
    while ((at - dataStart + headerLength) % 4 !== 0) at++;
    const checkEnd = at + CHECK_LENGTHS[check]!;
    if (checkEnd > packed.length) throw cutOff();
    if (!hasCheck(check, output.from(from), packed.subarray(at, checkEnd))) throw corrupt("a wrong checksum");
    at = checkEnd;
  }
  return indexEnd(packed, at);
}

/** @throws PackedError for a header that is damaged or asks for what is not supported */
function checkBlockHeader(header: Uint8Array): void {
  if (crc32(header.subarray(0, header.length - 4)) !== u32(header, header.length - 4))
    throw corrupt("a wrong checksum of a header");
  const flags = header[1]!;
  let at = 2;
  if (flags & 0x40) at = numberEnd(header, at);
  if (flags & 0x80) at = numberEnd(header, at);
  for (let filter = 0; filter <= (flags & 3); filter++) {
    const id = header[at];
    const isLast = filter === (flags & 3);
    if (isLast !== (id === LZMA2)) throw new PackedError("is packed by a filter that is not supported");
    if (!isLast && !(id! >= FIRST_MACHINE && id! <= LAST_MACHINE))
      throw new PackedError("is packed by a filter that is not supported");
    at += 2 + (header[at + 1] ?? 0);
  }
}

/** Filters for the code of machines: x86, PowerPC, IA-64, ARM, ARM Thumb, SPARC, ARM64, RISC-V. */
const FIRST_MACHINE = 4;
const LAST_MACHINE = 11;

function unpackChunks(
  packed: Uint8Array,
  start: number,
  decoder: LzmaDecoder,
  output: Output,
  admitsSmall: () => boolean,
): number {
  let at = start;
  let isFirst = true;
  for (;;) {
    const control = packed[at];
    if (control === undefined) throw cutOff();
    if (control === 0) return at + 1;
    if (isFirst && control !== 1 && control < 0xe0) throw corrupt("a chunk without a beginning");
    isFirst = false;
    if (control === 1 || control >= 0xe0) decoder.resetDictionary(output);
    const isPlain = control < 0x80;
    if (isPlain && control > 2) throw corrupt("an unknown chunk");
    const count = (isPlain ? 0 : (control & 31) << 16) + u16be(packed, at + 1) + 1;
    if (count < SMALL && !admitsSmall()) throw tooMany();
    if (isPlain) {
      const piece = packed.subarray(at + 3, at + 3 + count);
      output.append(piece);
      if (piece.length < count) throw cutOff();
      at += 3 + count;
      continue;
    }
    const length = u16be(packed, at + 3) + 1;
    let data = at + 5;
    if (control >= 0xc0) decoder.setProperties(packed[data++] ?? 255);
    if (control >= 0xa0) decoder.resetState();
    if (!decoder.isReady) throw corrupt("a chunk without properties");
    if (data + length > packed.length) throw cutOff();
    decoder.decode(packed.subarray(data, data + length), count, output);
    at = data + length;
  }
}

/** Only CRC-32, CRC-64 and SHA-256 are in use; another kind is passed over. */
function hasCheck(kind: number, content: Uint8Array, stated: Uint8Array): boolean {
  if (kind === 1) return crc32(content) === u32(stated, 0);
  if (kind === 4) {
    const { low, high } = crc64(content);
    return low === u32(stated, 0) && high === u32(stated, 4);
  }
  return kind !== 10 || createHash("sha256").update(content).digest().equals(stated);
}

/** The end of the list of blocks and of the stream's last twelve bytes. */
function indexEnd(packed: Uint8Array, start: number): number {
  if (start >= packed.length) throw cutOff();
  let at = start + 1;
  let records = 0;
  const [count, first] = numberAt(packed, at);
  at = first;
  while (records++ < count && at < packed.length) at = numberEnd(packed, numberEnd(packed, at));
  while ((at - start) % 4 !== 0) at++;
  const end = at + 4 + FOOTER_LENGTH;
  if (end > packed.length) throw cutOff();
  if (crc32(packed.subarray(start, at)) !== u32(packed, at)) throw corrupt("a wrong checksum of its index");
  if (packed[end - 2] !== 0x59 || packed[end - 1] !== 0x5a) throw corrupt("no end of a stream");
  return end;
}

/** A number of up to nine bytes of seven bits, and where it ends. */
function numberAt(bytes: Uint8Array, start: number): [number, number] {
  let value = 0;
  for (let k = 0; k < 9 && start + k < bytes.length; k++) {
    value += (bytes[start + k]! & 0x7f) * 2 ** (7 * k);
    if (bytes[start + k]! < 0x80) return [value, start + k + 1];
  }
  throw start + 9 > bytes.length ? cutOff() : corrupt("an impossible number");
}

function numberEnd(bytes: Uint8Array, start: number): number {
  return numberAt(bytes, start)[1];
}

function u16be(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
