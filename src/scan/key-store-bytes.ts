/**
 * Files that hold private keys by their first bytes, whatever their name: PKCS#12, Java key stores, keys in DER.
 *
 * Owns what tells them. Stores of certificates alone are none.
 */

import { isPrivateKey } from "../detect/checksums/der.js";

const SEQUENCE = 0x30;
/** FEEDFEED and CECECECE, version 2; then the number of entries, and the first one's kind: 1 is a private key. */
const JKS = Buffer.from("feedfeed00000002", "hex");
const JCEKS = Buffer.from("cececece00000002", "hex");
const FIRST_KIND = 12;
/** Version 3 and the type of its content: a PKCS#12 store (RFC 7292). */
const PKCS12 = Buffer.from("020103", "hex");
const PKCS12_REACH = 8;
/** The object id of a key in a PKCS#12 store, encrypted by itself: 1.2.840.113549.1.12.10.1.2. */
const KEY_BAG = Buffer.from("060b2a864886f70d010c0a0102", "hex");

/** As `explain` says it, or undefined for any other file. @param head the file, or its first mebibyte */
export function privateKeyBytes(head: Uint8Array): string | undefined {
  const first = head[0];
  if (first !== SEQUENCE && first !== JKS[0] && first !== JCEKS[0]) return undefined;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.subarray(0, JKS.length).equals(JKS) || bytes.subarray(0, JCEKS.length).equals(JCEKS))
    return bytes.length > FIRST_KIND + 4 && bytes.readUInt32BE(FIRST_KIND) === 1
      ? "a Java key store with a private key"
      : undefined;
  if (first !== SEQUENCE) return undefined;
  if (bytes.subarray(0, PKCS12_REACH).includes(PKCS12))
    return bytes.includes(KEY_BAG) ? "a PKCS#12 store with a private key" : undefined;
  return isPrivateKey(head) ? "a private key in DER" : undefined;
}
