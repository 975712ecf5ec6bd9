/**
 * What bears the name of a private key and is none: certificates, public keys, and presentations, whose names end in `.key` too.
 *
 * Owns what tells them by their content. Whatever it lets pass by name is still looked at by the rules on content.
 */

const ARMOUR =
  /-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|CERTIFICATE REQUEST|PUBLIC KEY|PUBLIC KEY BLOCK|X509 CRL|DH PARAMETERS|EC PARAMETERS)-----/;
const PRIVATE = "PRIVATE KEY";
/** The public half of a zone's key as `dnssec-keygen` writes it; the private one is a file of its own. */
const ZONE_KEY = /^[^;\n]*\sIN\s+(?:C?DNSKEY|KEY)\s+\d/m;
const SSH_PUBLIC = /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+) AAAA/;
/** A zip archive: what presentation programs write. */
const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
/** First byte of a public key in OpenPGP's own form (RFC 9580, packet type 6). */
const PGP_PUBLIC: ReadonlySet<number> = new Set([0x98, 0x99, 0x9a, 0xc6]);

/** @param head the file, or its first mebibyte */
export function isPublicKey(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.subarray(0, ZIP.length).equals(ZIP) || PGP_PUBLIC.has(bytes[0] ?? 0)) return true;
  const text = bytes.toString("latin1");
  return (ARMOUR.test(text) || SSH_PUBLIC.test(text) || ZONE_KEY.test(text)) && !text.includes(PRIVATE);
}
