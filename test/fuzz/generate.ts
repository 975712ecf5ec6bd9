/**
 * Files, settings and command lines that nobody would write: seeds of every kind that the program reads, then damaged.
 */

import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib";
import { packedFile } from "./generate-packed.js";
import type { Random } from "./random.js";

const WORDS = [
  "password",
  "token=",
  "secret: ",
  "-----BEGIN PRIVATE KEY-----",
  "://u:p@h",
  "AKIA",
  "eyJ",
  "\0",
  "\r",
  "\u{feff}",
  "$\u007bx}",
  "{{ y }}",
  "secret-scan:allow",
  " -- reason until=2020-01-01",
  "%41%42",
  "=3D",
  "\\u0041",
  "&#65;",
  "é",
  "𝒳",
];

/** What a long stretch of has made some scanner slow, or none. */
const UNITS = [
  "\n",
  "\r\n",
  " ",
  "\t",
  '"',
  "'",
  "\\",
  "-----BEGIN",
  "sk_live_",
  "=\n",
  "{",
  "(",
  "<!--",
  "/*",
  "a1B2",
  "\u{2028}",
];

/** A zip with one entry, deflated or not. */
export function zipOf(name: string, content: Buffer, deflated: boolean): Buffer {
  const packed = deflated ? deflateRawSync(content) : content;
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(deflated ? 8 : 0, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(deflated ? 8 : 0, 10);
  directory.writeUInt32LE(packed.length, 20);
  directory.writeUInt32LE(content.length, 24);
  directory.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([head, Buffer.from(name), packed, directory, Buffer.from(name), end]);
}

/** A tar with one file. */
export function tarOf(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name.slice(0, 99), 0);
  head.write("0000644\0", 100);
  head.write(content.length.toString(8).padStart(11, "0"), 124);
  head.write("00000000000\0", 136);
  head.write("        0", 148);
  head.write("ustar\x0000", 257);
  let sum = 0;
  for (const byte of head) sum += byte;
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512), Buffer.alloc(1024)]);
}

/** One file of a random kind, with `planted` somewhere in some of them. */
export function randomFile(random: Random, planted: string, depth = 0): { name: string; bytes: Buffer } {
  const text = Buffer.from(
    Array.from({ length: random.below(60) }, () => random.pick([...WORDS, planted, "\n", " ", '"'])).join(""),
  );
  const inner = depth < 3 ? randomFile(random, planted, depth + 1) : { name: "t.txt", bytes: text };
  const kinds: (() => { name: string; bytes: Buffer })[] = [
    () => ({ name: "t.txt", bytes: text }),
    () => ({ name: "r.bin", bytes: Buffer.from(random.bytes(random.below(3000))) }),
    () => ({
      name: "j.json",
      bytes: Buffer.from(JSON.stringify({ password: text.toString(), [planted]: [{ token: planted }] })),
    }),
    () => ({ name: "y.yaml", bytes: Buffer.from(`a:\n  - password: ${planted}\n    data: ${text.toString("base64")}\n`) }),
    () => ({ name: "z.zip", bytes: zipOf(inner.name, inner.bytes, random.below(2) === 0) }),
    () => ({ name: "t.tar", bytes: tarOf(inner.name, inner.bytes) }),
    () => ({ name: `${inner.name}.gz`, bytes: gzipSync(inner.bytes) }),
    () => ({ name: `${inner.name}.br`, bytes: brotliCompressSync(inner.bytes) }),
    () => packedFile(random, inner),
    () => packedFile(random, inner),
    () => ({ name: "l.txt", bytes: repeated(random, planted) }),
    () => ({ name: "w.txt", bytes: Buffer.from(`\ufeff${text}`, "utf16le") }),
    () => ({ name: "b.txt", bytes: Buffer.from(inner.bytes.toString("base64")) }),
    () => ({ name: "h.txt", bytes: Buffer.from(inner.bytes.toString("hex")) }),
    () => ({
      name: "p.pem",
      bytes: Buffer.from(`-----BEGIN RSA PRIVATE KEY-----\n${text.toString("base64")}\n-----END RSA PRIVATE KEY-----\n`),
    }),
    () => ({ name: "d.db", bytes: Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.from(random.bytes(200)), text]) }),
    () => ({
      name: "f.pdf",
      bytes: Buffer.from(`%PDF-1.4\n1 0 obj <</Length ${random.below(99999)}>> stream\n${text}\nendstream endobj\n%%EOF`),
    }),
  ];
  return random.pick(kinds)();
}

/** A few words again and again; now and then longer than the window. */
function repeated(random: Random, planted: string): Buffer {
  const unit = Array.from({ length: 1 + random.below(3) }, () => random.pick([...WORDS, ...UNITS, planted])).join("");
  return Buffer.alloc(random.below(30) === 0 ? 2_300_000 : random.below(9000), unit);
}

/** Some bytes changed, cut out, doubled or put in. */
export function mutated(bytes: Uint8Array, random: Random): Buffer {
  let result = Buffer.from(bytes);
  for (let i = random.below(8); i > 0 && result.length > 0; i--) {
    const [a, b] = [random.below(result.length), random.below(result.length)].sort((x, y) => x - y) as [number, number];
    const change = random.below(5);
    if (change === 0) result[a] = random.below(256);
    else if (change === 1) result = Buffer.concat([result.subarray(0, a), result.subarray(b)]);
    else if (change === 2)
      result = Buffer.concat([result.subarray(0, b), result.subarray(a, Math.min(b, a + 5000)), result.subarray(b)]);
    else if (change === 3)
      result = Buffer.concat([result.subarray(0, a), Buffer.from(random.bytes(random.below(40))), result.subarray(a)]);
    else if (a + 4 <= result.length) result.writeUInt32LE(random.pick([0, 1, 0x7fffffff, 0xffffffff, 0x80000000]), a);
  }
  return result;
}

const ARGUMENTS = [
  "--format",
  "json",
  "sarif",
  "--threads",
  "0",
  "2",
  "-1",
  "--only",
  "jwt",
  "--exclude",
  "**",
  "!",
  "[",
  "--config",
  "s.yaml",
  "--allowlist",
  "--baseline",
  "--rules",
  "--max-decode-depth",
  "9",
  "--min-confidence",
  "low",
  "--fail-on",
  "none",
  "--quiet",
  "--verbose",
  "staged",
  "history",
  "range",
  "A..B",
  "explain",
  "rules",
  "list",
  "allow",
  "prune",
  "--",
  "",
  "\u001b[31m",
  "--no-config",
  "--reproducible",
  "--__proto__",
  "--help=1",
  "..",
  "a.txt:1",
  "stdin",
  "--path",
  "inventory",
  "--out",
  "redact",
  "doctor",
  "baseline",
  "write",
  "hook",
  "pre-commit",
  "commit-msg",
  "a.txt",
  "s.yaml",
  "check",
  "html=o.html",
  "csv",
  "--include-suppressed",
  "--color",
  "always",
  "1e9",
  "%00",
  "x".repeat(300),
];

export function randomArguments(random: Random): string[] {
  return Array.from({ length: random.below(7) }, () => random.pick(ARGUMENTS));
}
