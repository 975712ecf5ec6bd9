/**
 * Archives byte by byte, so that every field of them can lie.
 */

import { crc32 } from "../../src/decode/archives/crc32.js";

/** What stands in the headers of an entry; what is left out is the truth. */
export interface ZipLies {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly packed?: number;
  readonly unpacked?: number;
  /** Length before packing, where `content` is packed. */
  readonly length?: number;
  /** Sizes and place in a Zip64 field; a size of its own. */
  readonly zip64?: bigint | true;
}

function little(...fields: readonly (readonly [bytes: 2 | 4 | 8, value: number | bigint])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
      return field.subarray(0, bytes);
    }),
  );
}

const UNKNOWN = 0xffffffff;

function fieldsOf(entry: ZipLies): { fixed: Buffer; extra: Buffer } {
  const { content, method = 0, flags = 0, length = content.length } = entry;
  const { crc = crc32(content), packed = content.length, unpacked = length } = entry;
  const sizes = entry.zip64 === true ? [BigInt(unpacked), BigInt(packed)] : [entry.zip64 ?? 0n, entry.zip64 ?? 0n];
  const extra = entry.zip64 === undefined ? Buffer.alloc(0) : little([2, 1], [2, 16], [8, sizes[0]!], [8, sizes[1]!]);
  const known = entry.zip64 === undefined;
  const fixed = little(
    [2, flags],
    [2, method],
    [4, 0],
    [4, crc],
    [4, known ? packed : UNKNOWN],
    [4, known ? unpacked : UNKNOWN],
    [2, Buffer.byteLength(entry.name)],
    [2, extra.length],
  );
  return { fixed, extra };
}

export function localEntry(entry: ZipLies): Buffer {
  const { fixed, extra } = fieldsOf(entry);
  return Buffer.concat([little([4, 0x04034b50], [2, 20]), fixed, Buffer.from(entry.name), extra, entry.content]);
}

/** @param offset of the local header */
export function centralEntry(entry: ZipLies, offset: number): Buffer {
  const { fixed, extra } = fieldsOf(entry);
  const rest = little([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
  return Buffer.concat([little([4, 0x02014b50], [2, 20], [2, 20]), fixed, rest, Buffer.from(entry.name), extra]);
}

/** @param count entries that it promises */
export function endOfZip(directory: Buffer, offset: number, count: number): Buffer {
  return little([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, offset], [2, 0]);
}

export function zip(...entries: readonly ZipLies[]): Buffer {
  const locals = entries.map(localEntry);
  let offset = 0;
  const directory = Buffer.concat(
    entries.map((entry, k) => {
      const central = centralEntry(entry, offset);
      offset += locals[k]!.length;
      return central;
    }),
  );
  return Buffer.concat([...locals, directory, endOfZip(directory, offset, entries.length)]);
}

/** A zip of so many entries that all are the one at its start. */
export function overlapping(entry: ZipLies, count: number): Buffer {
  const local = localEntry(entry);
  const directory = Buffer.concat(Array.from({ length: count }, (_, k) => centralEntry({ ...entry, name: `${k}.txt` }, 0)));
  return Buffer.concat([local, directory, endOfZip(directory, local.length, count)]);
}

export interface TarHeader {
  readonly name: string;
  readonly size: number | bigint;
  readonly type?: string;
  /** Text for the field of the size. */
  readonly sizeField?: string | Uint8Array;
  /** Bytes for offsets of the header. */
  readonly also?: readonly (readonly [offset: number, bytes: string | Uint8Array])[];
}

const BLOCK = 512;

export function tarHeader({ name, size, type = "0", sizeField, also = [] }: TarHeader): Buffer {
  const head = Buffer.alloc(BLOCK);
  const put = (offset: number, bytes: string | Uint8Array): void => void head.set(Buffer.from(bytes as string), offset);
  put(0, name.slice(0, 100));
  put(100, "0000644\0");
  put(124, sizeField ?? `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(156, type);
  put(257, "ustar\x0000");
  for (const [offset, bytes] of also) put(offset, bytes);
  put(148, "        ");
  put(
    148,
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
  );
  return head;
}

export function padded(content: Uint8Array): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

export function tarEntry(name: string, content: Uint8Array, type = "0"): Buffer {
  return Buffer.concat([tarHeader({ name, size: content.length, type }), padded(content)]);
}

/** `LENGTH KEY=VALUE\n`, the length being that of all of it. */
export function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

export const END_OF_TAR: Buffer = Buffer.alloc(2 * BLOCK);

/**
 * A gzip file that unpacks to itself, after R. Cox, "Zip Files All The Way Down": literals and repetitions, five bytes each, that print
 * each other. Its checksum, which is a part of it, is the solution of 32 linear equations.
 */
export function gzipQuine(): Buffer {
  const head = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.from("abc\0")]);
  const literal = (bytes: number): Buffer => Buffer.concat([Buffer.from([0]), little([2, bytes], [2, ~bytes & 0xffff])]);
  const file = (checksum: number): Buffer => {
    const tail = (length: number): Buffer =>
      Buffer.concat([Buffer.from([1, 0, 0, 0xff, 0xff]), little([4, checksum], [4, length])]);
    const build = (s: Buffer): Buffer => {
      const [lp, rp, ls, rs] = [head.length + 5, head.length + 5, s.length + 5, s.length + 5];
      const [l0, l1, l4, r4] = [literal(0), literal(5), literal(20), repeat(20)];
      const [p, r] = [repeat(rp), repeat(rs)];
      const start = [head, literal(lp), head, literal(lp), p, l1, p, l1, l1, l4, p, l1, l1, l4, r4, l4, r4, l4, r4, l4, r4];
      return Buffer.concat([...start, l4, r4, l0, l0, literal(ls), r4, l0, l0, literal(ls), r, s, r, s]);
    };
    return build(tail(build(tail(0)).length));
  };
  const base = crc32(file(0));
  // what each bit of the checksum in the file changes of the file's checksum, and of itself
  const rows = Array.from({ length: 32 }, (_, bit) => ({
    value: crc32(file((1 << bit) >>> 0)) ^ base ^ (1 << bit),
    bits: 1 << bit,
  }));
  let [wanted, checksum] = [base, 0];
  for (let bit = 31; bit >= 0; bit--) {
    const at = rows.findIndex(({ value }) => 31 - Math.clz32(value) === bit);
    if (at < 0) continue;
    const [pivot] = rows.splice(at, 1);
    for (const row of rows) {
      if (31 - Math.clz32(row.value) !== bit) continue;
      row.value ^= pivot!.value;
      row.bits ^= pivot!.bits;
    }
    if ((wanted >>> bit) & 1) {
      wanted ^= pivot!.value;
      checksum ^= pivot!.bits;
    }
  }
  return file(checksum >>> 0);
}

/** Five bytes of deflate that repeat the last 17 to 20: two copies in a block of fixed codes, exactly 40 bits. */
function repeat(bytes: number): Buffer {
  let bits = "010";
  for (const length of [10, bytes - 10]) {
    const code = (length - 3 + 1).toString(2).padStart(7, "0");
    const [distanceCode, extra] = bytes <= 24 ? [8, bytes - 17] : [9, bytes - 25];
    // codes begin with their highest bit, extra bits with their lowest
    bits += code + distanceCode.toString(2).padStart(5, "0") + [...extra.toString(2).padStart(3, "0")].reverse().join("");
  }
  bits += "0000000";
  const packed = Buffer.alloc(5);
  for (const [k, bit] of [...bits].entries()) if (bit === "1") packed[k >> 3]! |= 1 << (k & 7);
  return packed;
}
