/**
 * Seeds in base32 whose last two bytes are the CRC-16/XMODEM of the others, little-endian: Stellar's (StrKey) and NATS's (nkeys).
 *
 * Both begin with what the text's first letter says, so the version byte is judged as well.
 */

import { decodeBase32, encodeBase32 } from "./base32.js";
import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { crc16 } from "./crc.js";

/** `S` and 55 more: version 18 << 3, 32 bytes, the sum. */
export const STELLAR_SEED: ChecksumPart = base32Seed(/^S[A-D][A-Z2-7]{54}$/, (bytes) => {
  bytes[0] = STELLAR_VERSION;
});

/** `S`, the kind of key, and 56 more: five bits that say seed, eight that say whose, 32 bytes, the sum. */
export const NATS_SEED: ChecksumPart = base32Seed(/^S[ACNOUX][A-Z2-7]{56}$/, (bytes) => {
  bytes[1] = (bytes[1] ?? 0) & NATS_KIND_BITS;
});

const STELLAR_VERSION = 18 << 3;
/** Of the second byte only the upper five bits belong to the kind. */
const NATS_KIND_BITS = 0xf8;

function base32Seed(shape: RegExp, settle: (bytes: Uint8Array) => void): ChecksumPart {
  return {
    verify(secret: string): ChecksumResult {
      if (!shape.test(secret)) return undefined;
      const bytes = decodeBase32(secret);
      return judged(bytes !== undefined && completed(bytes, settle) === secret);
    },
    complete(draft: string): string {
      if (!shape.test(draft)) return draft;
      const spare = (draft.length * 5) % 8;
      const last = spare === 0 ? draft : `${draft.slice(0, -1)}A`;
      return completed(decodeBase32(last) ?? new Uint8Array(), settle);
    },
  };
}

/** The text of the same key with its fixed bits and its sum made right. */
function completed(given: Uint8Array, settle: (bytes: Uint8Array) => void): string {
  const bytes = given.slice();
  settle(bytes);
  const sum = crc16(bytes.subarray(0, -2));
  bytes[bytes.length - 2] = sum & 0xff;
  bytes[bytes.length - 1] = sum >>> 8;
  return encodeBase32(bytes);
}
