/**
 * Kubernetes Secrets: under `data:` every value is base64, passwords included, which are too short for anything else to tell.
 */

import { decodeValue } from "../decode/decode-value.js";

const KIND = "Secret";
/** What stands before it on its line, or on the one above. */
const KEY = /(?:^|[\n\r])[ \t"']*kind["']?\s*:\s*["']?$/;
const KEY_REACH = 96;

/** True when the text declares a Secret. */
export function isKubernetesSecret(bytes: Uint8Array, length: number): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  for (let at = text.indexOf(KIND); at >= 0; at = text.indexOf(KIND, at + KIND.length)) {
    const behind = text.toString("latin1", at + KIND.length, at + KIND.length + 1);
    if (!/\w/.test(behind) && KEY.test(text.toString("latin1", Math.max(0, at - KEY_REACH), at))) return true;
  }
  return false;
}

/** What a value of a Secret decodes to; undefined for one that is given as it is, under `stringData:`. */
export function decodeKubernetesValue(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  return decodeValue(bytes, start, end).find(({ encoding, bytes: decoded }) => encoding === "base64" && decoded.length > 0)
    ?.bytes;
}
