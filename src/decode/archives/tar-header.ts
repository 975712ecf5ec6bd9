/**
 * One 512-byte header of a tar file.
 *
 * Owns its fields in the dialects of V7, ustar, GNU and pax. What they mean for the walk is `tar.ts`.
 */

import { nameOf } from "./fields.js";

export const BLOCK = 512;
const CHECKSUM = 148;

export interface TarHeader {
  readonly path: string;
  readonly type: string;
  /** Bytes of data behind the header, before padding. */
  readonly size: number;
  /** GNU sparse files of the old kind: more blocks of their map follow. */
  readonly hasMoreMap: boolean;
}

/** The header at `at`; undefined when the checksum is wrong or the size unreadable. */
export function readTarHeader(bytes: Uint8Array, at: number): TarHeader | undefined {
  const block = bytes.subarray(at, at + BLOCK);
  if (block.length < BLOCK || !hasChecksum(block)) return undefined;
  const size = numberIn(block.subarray(124, 136));
  if (size === undefined) return undefined;
  const isPosix = block[257] === 0x75 && block[262] === 0;
  const name = textIn(block.subarray(0, 100));
  const prefix = isPosix ? textIn(block.subarray(345, 500)) : "";
  const type = String.fromCharCode(block[156] || 0x30);
  return { path: prefix === "" ? name : `${prefix}/${name}`, type, size, hasMoreMap: type === "S" && block[482] === 1 };
}

/** True for the 512 zero bytes that end an archive. */
export function isZeroBlock(bytes: Uint8Array, at: number): boolean {
  for (let k = at; k < at + BLOCK && k < bytes.length; k++) if (bytes[k] !== 0) return false;
  return true;
}

/** True when the bytes start with a header; V7 has no magic, so the checksum decides. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && bytes[0] !== 0 && mayHaveChecksum(bytes) && readTarHeader(bytes, 0) !== undefined;
}

/** False where a letter or sign stands in the checksum's place, as in nearly every text: each file of a scan is asked. */
function mayHaveChecksum(bytes: Uint8Array): boolean {
  for (let k = CHECKSUM; k < CHECKSUM + 8; k++) {
    const byte = bytes[k]!;
    if (byte === 0 || byte > 0x7f) return true;
    if (byte > 0x20 && (byte < 0x30 || byte > 0x37)) return false;
  }
  return true;
}

/** Some old tars summed signed bytes. */
function hasChecksum(block: Uint8Array): boolean {
  const stated = numberIn(block.subarray(CHECKSUM, CHECKSUM + 8));
  if (stated === undefined) return false;
  let unsigned = 0;
  let signed = 0;
  for (let k = 0; k < BLOCK; k++) {
    const byte = k >= CHECKSUM && k < CHECKSUM + 8 ? 0x20 : block[k]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stated === unsigned || stated === signed;
}

/** Octal digits, or GNU's binary form, marked by the first byte's high bit. */
function numberIn(field: Uint8Array): number | undefined {
  if ((field[0]! & 0x80) !== 0) {
    if (field[0] !== 0x80) return undefined;
    return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
  }
  const digits = textIn(field).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || "0", 8) : undefined;
}

/** Up to the first NUL. */
function textIn(field: Uint8Array): string {
  const end = field.indexOf(0);
  return nameOf(end < 0 ? field : field.subarray(0, end));
}
