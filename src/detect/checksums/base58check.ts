/**
 * Base58Check: the last four bytes are the start of a double SHA-256 over the others. Bitcoin's private keys (WIF) and
 * extended private keys (BIP32).
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { sha256 } from "./sha256.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const SUM_LENGTH = 4;

/** 0x80 (test nets 0xEF), the 32 bytes of the key, and 0x01 when the public key is to be written compressed. */
export const BITCOIN_WIF: ChecksumPart = base58Check(/^(?:[5KL9c])[1-9A-HJ-NP-Za-km-z]{50,51}$/, (bytes, draft) => {
  const isCompressed = /^[KLc]/.test(draft);
  const settled = new Uint8Array(isCompressed ? 34 : 33);
  settled.set(bytes.subarray(1, 33), 1);
  settled[0] = /^[9c]/.test(draft) ? 0xef : 0x80;
  if (isCompressed) settled[33] = 1;
  return settled;
});

/**
 * `xprv` (or what SLIP 132 has for other addresses and test nets) and 107 more: version, depth, parent, number, chain code, a zero
 * byte and the key; 78 bytes.
 */
export const BIP32_PRIVATE: ChecksumPart = base58Check(/^[tuvxyz]prv[1-9A-HJ-NP-Za-km-z]{107}$/, (bytes, draft) => {
  const settled = new Uint8Array(78);
  settled.set(bytes.subarray(0, 78));
  settled.set(BIP32_VERSIONS[draft.charAt(0)] ?? []);
  settled[45] = 0;
  return settled;
});

/** By the first letter of what they become in base 58. */
const BIP32_VERSIONS: Readonly<Record<string, readonly number[]>> = {
  x: [0x04, 0x88, 0xad, 0xe4],
  y: [0x04, 0x9d, 0x78, 0x78],
  z: [0x04, 0xb2, 0x43, 0x0c],
  t: [0x04, 0x35, 0x83, 0x94],
  u: [0x04, 0x4a, 0x4e, 0x28],
  v: [0x04, 0x5f, 0x18, 0xbc],
};

function base58Check(shape: RegExp, settle: (bytes: Uint8Array, draft: string) => Uint8Array): ChecksumPart {
  const completed = (text: string): string => {
    const payload = settle(decode(text), text);
    return encode(new Uint8Array([...payload, ...sha256(sha256(payload)).subarray(0, SUM_LENGTH)]));
  };
  return {
    verify: (secret: string): ChecksumResult => (shape.test(secret) ? judged(completed(secret) === secret) : undefined),
    complete: (draft: string): string => (shape.test(draft) ? completed(draft) : draft),
  };
}

/** The bytes of a text within the alphabet, its leading `1`s as zero bytes. */
function decode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let carry = ALPHABET.indexOf(character);
    for (let i = 0; i < bytes.length; i++) {
      carry += (bytes[i] ?? 0) * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (let i = 0; text[i] === "1"; i++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

function encode(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let i = 0; i < digits.length; i++) {
      carry += (digits[i] ?? 0) * 256;
      digits[i] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  let text = "";
  for (let i = 0; bytes[i] === 0; i++) text += "1";
  return (
    text +
    digits
      .reverse()
      .map((digit) => ALPHABET.charAt(digit))
      .join("")
  );
}
