/**
 * Packed formats that are not opened, so that a scan can say so instead of passing over them.
 */

const FORMATS: readonly (readonly [name: string, magic: string])[] = [
  ["xz", "\xfd7zXZ\0"],
  ["bzip2", "BZh"],
  ["7z", "7z\xbc\xaf\x27\x1c"],
  ["rar", "Rar!\x1a\x07"],
  ["lz4", "\x04\x22\x4d\x18"],
  ["compress", "\x1f\x9d"],
  ["cab", "MSCF\0\0\0\0"],
];
/** What stands behind `BZh` and a digit: the number pi. */
const BZIP2_BLOCK = "\x31\x41\x59\x26\x53\x59";

/** The name of the format, by a file's first bytes; undefined for everything else. */
export function unsupportedFormat(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(10, bytes.length)).toString("latin1");
  const [name] = FORMATS.find(([, magic]) => head.startsWith(magic)) ?? [];
  return name === "bzip2" && head.slice(4) !== BZIP2_BLOCK ? undefined : name;
}
