/**
 * Packed formats that are not opened, so that a scan can say so instead of passing over them.
 */

interface Format {
  readonly name: string;
  /** Latin-1. */
  readonly magic: string;
  /** Where the magic stands. @default 0 */
  readonly at?: number;
  /** What the file must be called as well, where the magic is too short to be believed. */
  readonly named?: RegExp;
}

const FORMATS: readonly Format[] = [
  { name: "7z", magic: "7z\xbc\xaf\x27\x1c" },
  { name: "rar", magic: "Rar!\x1a\x07" },
  { name: "lz4", magic: "\x04\x22\x4d\x18" },
  { name: "lzip", magic: "LZIP" },
  { name: "lzop", magic: "\x89LZO\0\r\n\x1a\n" },
  { name: "lzma", magic: "\x5d\0\0", named: /\.(?:lzma|tlz)$/i },
  { name: "compress", magic: "\x1f\x9d", named: /\.(?:Z|taz)$/ },
  { name: "cab", magic: "MSCF\0\0\0\0" },
  { name: "lzh", magic: "-lh", at: 2, named: /\.(?:lzh|lha)$/i },
  { name: "rpm", magic: "\xed\xab\xee\xdb" },
  { name: "deb", magic: "!<arch>\ndebian-binary" },
  { name: "squashfs", magic: "hsqs" },
];
const LONGEST = 24;
/** First bytes of some format; an ordinary text begins with few of them, and is looked at no further without. */
const FIRST: ReadonlySet<number> = new Set(FORMATS.flatMap(({ magic, at = 0 }) => (at === 0 ? [magic.charCodeAt(0)] : [])));

/**
 * The name of the format, by a file's first bytes; undefined for everything else.
 *
 * @param name the file's name or path
 */
export function unsupportedFormat(bytes: Uint8Array, name: string): string | undefined {
  if (!FIRST.has(bytes[0]!) && !(bytes[2] === 0x2d && bytes[3] === 0x6c)) return undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(LONGEST, bytes.length)).toString("latin1");
  return FORMATS.find(({ magic, at = 0, named }) => head.startsWith(magic, at) && (named === undefined || named.test(name)))
    ?.name;
}
