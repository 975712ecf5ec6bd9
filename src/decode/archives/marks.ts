/**
 * The marks by which packed files are known, apart from what reads them: each file of a scan is asked for them, few are opened.
 */

/** Of a bzip2 block and of a stream's end, their first half: the digits of pi and of its square root. */
const BZIP2_PARTS = [0x314159, 0x177245] as const;
const XZ = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
const PDF = "%PDF-";
const PDF_REACH = 1024;
const PERCENT = 0x25;

/** True for the mark of a gzip file that is packed in the one way that there is. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/** True for `BZh`, a digit, and the mark of a block or of an empty stream's end. */
export function isBzip2(bytes: Uint8Array, at = 0): boolean {
  const level = bytes[at + 3] ?? 0;
  if (bytes[at] !== 0x42 || bytes[at + 1] !== 0x5a || bytes[at + 2] !== 0x68 || level < 0x31 || level > 0x39) return false;
  return BZIP2_PARTS.some((part) => [part >> 16, (part >> 8) & 255, part & 255].every((b, k) => b === bytes[at + 4 + k]));
}

/** True where a stream of xz begins. */
export function isXz(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === XZ[0] && XZ.every((byte, k) => bytes[at + k] === byte);
}

/** True where a frame of zstd begins. */
export function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === ZSTD[0] && ZSTD.every((byte, index) => bytes[index] === byte);
}

/** The mark stands first; readers look for it in the first kibibyte, which is believed when the name agrees. */
export function isPdf(bytes: Uint8Array, name: string): boolean {
  // under another name only the start counts
  if (bytes[0] !== PERCENT && !/\.pdf$/i.test(name)) return false;
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_REACH)).indexOf(PDF);
  return mark === 0 || (mark > 0 && /\.pdf$/i.test(name));
}
