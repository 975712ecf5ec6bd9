/**
 * Key pairs that are the same in every run, from numbers of `drawn.ts`. They protect nothing.
 */

import { checkPrimeSync, createECDH, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { createDraw, type Draw } from "./drawn.js";

export interface DrawnKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const EXPONENT = 65537n;
/** What stands before the 32 bytes of an Ed25519 key in PKCS#8 (RFC 8410). */
const ED25519_HEAD = "302e020100300506032b657004220420";

/** @param bits of the modulus, a multiple of 16 */
export function drawnRsa(name: string, bits: number): DrawnKeys {
  const draw = createDraw(`rsa ${bits} ${name}`);
  const p = prime(draw, bits / 2);
  const q = prime(draw, bits / 2);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const members = Object.entries(numbers).map(([member, value]) => [member, bytesOf(value).toString("base64url")]);
  return pairOf(createPrivateKey({ format: "jwk", key: { kty: "RSA", ...Object.fromEntries(members) } }));
}

/** On the curve P-256. */
export function drawnEc(name: string): DrawnKeys {
  const d = createDraw(`ec ${name}`).bytes(32);
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  return pairOf(createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", d: d.toString("base64url"), x: x!, y: y! } }));
}

export function drawnEd25519(name: string): DrawnKeys {
  const key = Buffer.concat([Buffer.from(ED25519_HEAD, "hex"), createDraw(`ed25519 ${name}`).bytes(32)]);
  return pairOf(createPrivateKey({ key, format: "der", type: "pkcs8" }));
}

function pairOf(privateKey: KeyObject): DrawnKeys {
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** With its two highest bits set, so that a product of two has all its bits. */
function prime(draw: Draw, bits: number): bigint {
  for (;;) {
    const candidate = BigInt(`0x${draw.bytes(bits / 8).toString("hex")}`) | (3n << BigInt(bits - 2)) | 1n;
    if ((candidate - 1n) % EXPONENT !== 0n && checkPrimeSync(candidate)) return candidate;
  }
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next, factor, nextFactor] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  return factor < 0n ? factor + modulus : factor;
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
