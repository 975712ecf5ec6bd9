/**
 * The structure of macaroons, as PyPI and others hand them out: version 2 of the binary format, in base64url after a prefix.
 *
 * location? identifier END (caveat END)* END signature, each field being a type, a length and that many bytes; 32 bytes of HMAC.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

const SHAPE = /^(?<prefix>pypi-)?(?<body>AgE[A-Za-z0-9_-]{20,8000})={0,2}$/;
const VERSION = 2;
const END = 0;
const LOCATION = 1;
const IDENTIFIER = 2;
const SIGNATURE = 6;
const SIGNATURE_LENGTH = 32;
/** One-byte lengths only: what `complete` builds has none above. */
const MAX_FIELD = 127;

export const MACAROON: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const body = SHAPE.exec(secret)?.groups?.["body"];
    return body === undefined ? undefined : judged(isMacaroon(Buffer.from(body, "base64url")));
  },
  /** Keeps the location and makes the rest an identifier, a caveat or more, and a signature. */
  complete(draft: string): string {
    const groups = SHAPE.exec(draft)?.groups;
    if (groups === undefined) return draft;
    const bytes = Buffer.from(groups["body"] ?? "", "base64url");
    const rest = 3 + (bytes[2] ?? 0);
    const caveats: number[] = [];
    for (let left = bytes.length - rest - 2 - SIGNATURE_LENGTH - 2; left > 4; ) {
      const length = Math.min(left - 3, MAX_FIELD);
      caveats.push(IDENTIFIER, length, ...bytes.subarray(rest, rest + length), END);
      left -= length + 3;
    }
    if (caveats.length === 0) return draft;
    const signature = bytes.subarray(-SIGNATURE_LENGTH);
    const all = [...bytes.subarray(0, rest), ...caveats, END, SIGNATURE, SIGNATURE_LENGTH, ...signature];
    return (groups["prefix"] ?? "") + Buffer.from(all).toString("base64url");
  },
};

function isMacaroon(bytes: Uint8Array): boolean {
  if (bytes[0] !== VERSION) return false;
  let at = 1;
  const field = (type: number): boolean => {
    const length = lengthAt(bytes, at + 1);
    if (bytes[at] !== type || length === undefined) return false;
    at = length.next + length.value;
    return at <= bytes.length;
  };
  const end = (): boolean => bytes[at] === END && ++at > 0;
  if (bytes[at] === LOCATION && !field(LOCATION)) return false;
  if (!field(IDENTIFIER) || !end()) return false;
  while (bytes[at] === LOCATION || bytes[at] === IDENTIFIER) {
    if (bytes[at] === LOCATION && !field(LOCATION)) return false;
    if (!field(IDENTIFIER)) return false;
    if (bytes[at] === 4 && !field(4)) return false;
    if (!end()) return false;
  }
  return end() && bytes[at + 1] === SIGNATURE_LENGTH && field(SIGNATURE) && at === bytes.length;
}

/** A variable-length number (seven bits a byte, least significant first). */
function lengthAt(bytes: Uint8Array, at: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 3; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return undefined;
}
