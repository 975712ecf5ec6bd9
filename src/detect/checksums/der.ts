/**
 * Private keys in DER (ASN.1): PKCS#8, encrypted PKCS#8, PKCS#1 (RSA), DSA and SEC1 (EC). Lengths must fit and the first
 * members must be what a private key begins with; a certificate or a public key begins otherwise.
 */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const RSA_ALGORITHM: readonly number[] = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];
/** Bytes that `privateKeyOfLength` needs around the key itself. */
const MIN_LENGTH = 32;

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** True for the whole DER of a private key; a few bytes may follow it (padding, a line end). */
export function isPrivateKey(bytes: Uint8Array): boolean {
  const whole = elementAt(bytes, 0, bytes.length);
  if (whole === undefined || whole.tag !== SEQUENCE || bytes.length - whole.end > 2) return false;
  const members = membersOf(bytes, whole);
  const [first, second, third] = members;
  if (first === undefined || second === undefined) return false;
  if (first.tag === SEQUENCE) return bytes[first.start] === OBJECT_ID && second.tag === OCTET_STRING && members.length === 2;
  const version = bytes[first.start];
  if (first.tag !== INTEGER || first.end - first.start !== 1 || version === undefined || version > 1) return false;
  if (second.tag === SEQUENCE) return bytes[second.start] === OBJECT_ID && third?.tag === OCTET_STRING;
  if (second.tag === OCTET_STRING) return version === 1;
  return members.length >= 6 && members.every((member, i) => member.tag === INTEGER || i >= 9);
}

/** PKCS#8 of exactly as many bytes as given, its key being these bytes' last ones; `undefined` under 32 bytes or over 64 KiB. */
export function privateKeyOfLength(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < MIN_LENGTH || bytes.length > 0xffff) return undefined;
  const outer = headerOf(SEQUENCE, bytes.length);
  const fixed = [...outer, INTEGER, 1, 0, ...RSA_ALGORITHM];
  const inner = headerOf(OCTET_STRING, bytes.length - fixed.length);
  const head = [...fixed, ...inner];
  return Uint8Array.from([...head, ...bytes.subarray(head.length)]);
}

function membersOf(bytes: Uint8Array, parent: Element): readonly Element[] {
  const members: Element[] = [];
  for (let at = parent.start; at < parent.end; ) {
    const member = elementAt(bytes, at, parent.end);
    if (member === undefined) return [];
    members.push(member);
    at = member.end;
  }
  return members;
}

function elementAt(bytes: Uint8Array, at: number, limit: number): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || extra > 3) return undefined;
  let length = extra === 0 ? first : 0;
  for (let i = 0; i < extra; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + extra;
  return start + length <= limit ? { tag, start, end: start + length } : undefined;
}

/** Tag and length of an element that takes `size` bytes in all; the long form where the short one leaves a gap. */
function headerOf(tag: number, size: number): readonly number[] {
  if (size <= 0x7f + 2) return [tag, size - 2];
  if (size <= 0xff + 3) return [tag, 0x81, size - 3];
  return [tag, 0x82, (size - 4) >> 8, (size - 4) & 0xff];
}
