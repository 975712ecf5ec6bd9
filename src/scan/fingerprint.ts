/**
 * A finding's identity: a keyed hash of the rule's family and the secret, and of nothing else, so that moving, reformatting,
 * re-quoting or re-encoding keeps it and changing the value breaks it. See docs/fingerprints.md.
 *
 * There are two families: `value` for all rules on content, so that a secret keeps its fingerprint when another rule comes to
 * recognise it, and `name` for rules on file names.
 */

import { createHmac, scryptSync } from "node:crypto";
import { keyBody } from "../detect/checksums/key-body.js";
import { isStrongSecret } from "./strong-secret.js";

/** Used where no key is set in the allowlist. Public like any key that lies in a repository; it only separates us from rainbow tables. */
const DEFAULT_KEY = Buffer.from("secret-scan default fingerprint key, version 1");

/** scrypt's cost for secrets that a list of words could hold: 1 MiB of memory, about 2 ms. */
const SCRYPT = { N: 1 << 10, r: 8, p: 1 };
const HASH_BYTES = 20;

export interface Fingerprinter {
  /** @param secret bytes of the secret as they stand in the text */
  ofSecret(secret: Uint8Array): string;
  /** @param path relative to the root, with `/` */
  ofName(path: string): string;
}

/** @param key the repository's (32 bytes), or undefined for the default */
export function createFingerprinter(key: Uint8Array | undefined): Fingerprinter {
  const hmacKey = key ?? DEFAULT_KEY;
  // by a fast hash, so that no secret stays in memory; a repeated password is hashed slowly once
  const known = new Map<string, string>();
  const make = (family: string, text: Buffer): string => {
    const fast = createHmac("sha256", hmacKey).update(`ss1\0${family}\0`).update(text).digest();
    if (family === "name" || isStrongSecret(text.toString("latin1"))) return render(fast);
    const cacheKey = fast.toString("latin1");
    let slow = known.get(cacheKey);
    if (slow === undefined) {
      slow = render(scryptSync(fast, hmacKey, HASH_BYTES, SCRYPT));
      known.set(cacheKey, slow);
    }
    return slow;
  };
  return {
    ofSecret: (secret) => make("value", normalise(secret)),
    ofName: (path) => make("name", Buffer.from(path)),
  };
}

function render(hash: Buffer): string {
  return `ss1:${hash.subarray(0, HASH_BYTES).toString("base64url")}`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A key's body over several lines has so many characters. */
const LEAST_BODY = 48;

/**
 * The same secret in UTF-8 and latin1, in one line and in many, with `\n` or with line ends, in single or double quotes; the body of a key
 * however its lines are joined.
 */
function normalise(secret: Uint8Array): Buffer {
  const text = unescaped(decode(secret));
  const body = text.length >= LEAST_BODY ? keyBody(text) : undefined;
  if (body !== undefined) return Buffer.from(body);
  const plain = text.replaceAll(/\\(["'\\/])/g, "$1");
  return Buffer.from(/[\r\n]|\\[nr]/.test(text) ? plain.replaceAll(/\\[nrt]|[\s"'\\]/g, "") : plain);
}

/** A value in a URL is the one that its percent signs stand for. */
function unescaped(text: string): string {
  return text.replaceAll(/%(2[0-9A-Fa-f]|3[A-Fa-f]|40|5[B-Eb-e]|7[B-Eb-e])/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function decode(secret: Uint8Array): string {
  try {
    return utf8.decode(secret);
  } catch (error) {
    if (error instanceof TypeError) return Buffer.from(secret).toString("latin1");
    throw error;
  }
}
