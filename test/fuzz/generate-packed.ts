/**
 * Packed files: xz and zstd that hold any content as it is, samples of what their compressors and bzip2's write, the heads of formats that
 * are not opened, and zip and tar files whose fields lie. With right checksums, so that what is damaged later is behind them.
 */

import { crc32 } from "../../src/decode/archives/crc32.js";
import { crc64 } from "../../src/decode/archives/packed/crc64.js";
import { END_OF_TAR, padded, paxRecord, tarEntry, tarHeader, type ZipLies, zip } from "../faults/archive-builder.js";
import type { Random } from "./random.js";

/** `xz -9`, `bzip2` and `zstd -19` of texts that repeat themselves: what is damaged in them is codes, lengths and distances. */
const SAMPLES: readonly (readonly [ending: string, base64: string])[] = [
  [
    "xz",
    "/Td6WFoAAAFpIt42AgAhARwAAAAQz1jM4AErAD1dADoaCM52x+Xp1gc0016cNxPHyRMB7LW1SCizWqFyHYZOR6SlNBW+Qu8KTlI6Mqi5XcS/+jypUIkVSRoC9wAAAAAAfTaCnQABVawCAAAAhffIgD4wDYsCAAAAAAFZWg==",
  ],
  [
    "bz2",
    "QlpoOTFBWSZTWesT5fYAAIZZgAAQQAR/+B/ptsAgAHBjAATAAEwRUpiaMAhjQMpcODsMUPwNbm6NQzbBtG4bxwHEchzH4P0cnZtHcGDuDiPDQwewZA8g0DMYj5e2sZjFpBkMBkwQmDYh/F3JFOFCQ6xPl9g=",
  ],
  ["zst", "KLUv/QRoBQIA5AJ0aGUgcXVpY2sgdG9rZW4gb2YgOmJyb3duIGZveCxkb2c7IDAxMjM0NTY3ODkKBQDFM1DBxag4Z9OMWeumHWKfy+w="],
];

/** The first bytes of what is named as not opened. */
const HEADS: readonly (readonly [name: string, head: string])[] = [
  ["a.7z", "7z\xbc\xaf\x27\x1c\0\x04"],
  ["a.rar", "Rar!\x1a\x07\x01\0"],
  ["a.rar", "Rar!\x1a\x07\0"],
  ["a.lz4", "\x04\x22\x4d\x18"],
  ["a.lz", "LZIP\x01"],
  ["a.lzo", "\x89LZO\0\r\n\x1a\n"],
  ["a.lzma", "\x5d\0\0\x80\0"],
  ["a.Z", "\x1f\x9d\x90"],
  ["a.cab", "MSCF\0\0\0\0"],
  ["a.lzh", "xx-lh5-"],
  ["a.rpm", "\xed\xab\xee\xdb"],
  ["a.deb", "!<arch>\ndebian-binary   "],
  ["a.squashfs", "hsqs"],
];

export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A packed file; of some kinds `inner` is in it. */
export function packedFile(random: Random, inner: PackedFile): PackedFile {
  const kinds: (() => PackedFile)[] = [
    () => ({ name: `${inner.name}.xz`, bytes: xzOf(inner.bytes, random) }),
    () => ({ name: `${inner.name}.zst`, bytes: zstdOf(inner.bytes, random) }),
    () => {
      const [ending, base64] = random.pick(SAMPLES);
      return { name: `s.txt.${ending}`, bytes: Buffer.from(base64, "base64") };
    },
    () => {
      const [name, head] = random.pick(HEADS);
      return { name, bytes: Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(random.bytes(random.below(2000)))]) };
    },
    () => ({ name: "l.zip", bytes: zip(...Array.from({ length: random.below(5) }, () => lyingEntry(random, inner))) }),
    () => ({ name: "p.tar", bytes: oddTar(random, inner) }),
  ];
  return random.pick(kinds)();
}

/** Stored in chunks, in one or several blocks and streams. */
export function xzOf(content: Buffer, random: Random): Buffer {
  const check = random.pick([0, 1, 4]);
  const flags = Buffer.from([0, check]);
  const streams = Array.from({ length: 1 + random.below(2) }, () => {
    const half = random.below(content.length + 1);
    const blocks = (random.below(2) === 0 ? [content] : [content.subarray(0, half), content.subarray(half)]).map((part) =>
      xzBlock(part, check),
    );
    const records = blocks.map(({ unpadded, length }) => Buffer.concat([number(unpadded), number(length)]));
    const index = multipleOfFour(Buffer.concat([Buffer.from([0]), number(blocks.length), ...records]));
    const indexed = Buffer.concat([index, u32(crc32(index))]);
    const back = Buffer.concat([u32(indexed.length / 4 - 1), flags]);
    const head = Buffer.concat([Buffer.from("fd377a585a00", "hex"), flags, u32(crc32(flags))]);
    return Buffer.concat([head, ...blocks.map(({ bytes }) => bytes), indexed, u32(crc32(back)), back, Buffer.from("YZ")]);
  });
  return Buffer.concat(streams);
}

function xzBlock(content: Buffer, check: number): { bytes: Buffer; unpadded: number; length: number } {
  const fields = Buffer.from([2, 0, 0x21, 1, 0x1c, 0, 0, 0]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < content.length; at += 65536) {
    const part = content.subarray(at, at + 65536);
    const size = part.length - 1;
    chunks.push(Buffer.from([at === 0 ? 1 : 2, size >> 8, size & 255]), part);
  }
  const data = Buffer.concat([fields, u32(crc32(fields)), ...chunks, Buffer.from([0])]);
  const sum =
    check === 0
      ? Buffer.alloc(0)
      : check === 1
        ? u32(crc32(content))
        : Buffer.concat([u32(crc64(content).low), u32(crc64(content).high)]);
  return { bytes: Buffer.concat([multipleOfFour(data), sum]), unpadded: data.length + sum.length, length: content.length };
}

/** Stored in blocks, one byte again and again between them. */
export function zstdOf(content: Buffer, random: Random): Buffer {
  const blocks: Buffer[] = [];
  const most = 1 + random.below(1 << 17);
  for (let at = 0; at < content.length; at += most) {
    const part = content.subarray(at, at + most);
    blocks.push(blockHead(0, part.length, false), part);
    if (random.below(4) === 0) blocks.push(blockHead(1, random.below(1 << 17), false), Buffer.from("x"));
  }
  const skipped = Buffer.concat([u32(0x184d2a50 + random.below(16)), u32(5), Buffer.from("skip!")]);
  const frame = Buffer.concat([u32(0xfd2fb528), Buffer.from([0, 0x50]), ...blocks, blockHead(0, 0, true)]);
  return random.below(3) === 0 ? Buffer.concat([frame, skipped, frame]) : frame;
}

function blockHead(kind: number, size: number, isLast: boolean): Buffer {
  return u32((size << 3) | (kind << 1) | Number(isLast)).subarray(0, 3);
}

const ODD_NAMES = ["../../etc/passwd", "/abs", "a\0b", "\u202e", "C:\\x", "", "d/", "a/../b", "x".repeat(300)];

function lyingEntry(random: Random, { name, bytes }: PackedFile): ZipLies {
  const lie = (): number => random.pick([0, 1, bytes.length, 0x7fffffff, 0xfffffffe]);
  return {
    name: random.pick([name, ...ODD_NAMES]),
    content: bytes,
    method: random.pick([0, 0, 8, 9, 12, 14, 93, 99]),
    flags: random.pick([0, 0, 1, 8, 0x41, 0x800, 0x2000]),
    ...(random.below(4) === 0 ? { crc: lie() } : {}),
    ...(random.below(4) === 0 ? { packed: lie() } : {}),
    ...(random.below(4) === 0 ? { unpacked: lie() } : {}),
    ...(random.below(4) === 0 ? { zip64: random.pick([true, 0n, 1n << 40n, (1n << 63n) - 1n, (1n << 64n) - 1n] as const) } : {}),
  };
}

function oddTar(random: Random, { name, bytes }: PackedFile): Buffer {
  const path = random.pick([name, ...ODD_NAMES]);
  const sizes = ["0", "-1", "99999999999999999999", "x", String(bytes.length)];
  const sparse = Array.from({ length: random.below(4) }, () => [
    paxRecord("GNU.sparse.offset", random.pick(sizes)),
    paxRecord("GNU.sparse.numbytes", random.pick(sizes)),
  ]).flat();
  const parts: (() => Buffer)[] = [
    () => tarEntry(path, bytes),
    () => tarEntry("././@LongLink", Buffer.from(`${path}\0`), random.pick(["L", "K"])),
    () =>
      tarEntry("pax", Buffer.concat([paxRecord("path", path), paxRecord("size", random.pick(sizes))]), random.pick(["x", "g"])),
    () => tarEntry("pax", Buffer.concat([paxRecord("GNU.sparse.major", random.pick(["0", "1", "9"])), ...sparse]), "x"),
    () => tarEntry(path, bytes, random.pick(["1", "2", "3", "5", "S", "7", "\0", "V"])),
    () =>
      tarHeader({
        name: path,
        size: 0,
        sizeField: random.pick(["77777777777\0", "\xff".repeat(12), "-0000000001\0", "8".repeat(12)]),
      }),
  ];
  const entries = Array.from({ length: 1 + random.below(5) }, () => random.pick(parts)());
  return Buffer.concat([...entries, padded(Buffer.from(tarEntry("last.txt", bytes))), END_OF_TAR]);
}

/** A number of xz: seven bits a byte, the lowest first. */
function number(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

function multipleOfFour(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
