/**
 * The checksum of zip and gzip.
 */

import * as zlib from "node:zlib";

type Crc32 = (bytes: Uint8Array) => number;

let found: Crc32 | undefined;

/** CRC-32 of the bytes, by Node's own function where it has one (20.15, 22.2 and later); zlib is loaded when there is something to sum. */
export function crc32(bytes: Uint8Array): number {
  found ??= (zlib as unknown as { crc32?: Crc32 }).crc32 ?? makeCrc32();
  return found(bytes);
}

function makeCrc32(): Crc32 {
  const table = new Uint32Array(256).map((_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  return (bytes) => {
    let crc = 0xffffffff;
    for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 0xff]!;
    return (crc ^ 0xffffffff) >>> 0;
  };
}
