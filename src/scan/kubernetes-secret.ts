/**
 * Kubernetes Secrets: under `data:` every value is base64, passwords included, which are too short for anything else to tell.
 */

import { decodeValue } from "../decode/decode-value.js";

const KIND = /^[ \t"']*kind["']?\s*:\s*["']?Secret\b/m;
const SHORTEST = "kind";

/** True when the text declares a Secret. */
export function isKubernetesSecret(bytes: Uint8Array, length: number): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  if (!text.includes(SHORTEST)) return false;
  return KIND.test(text.toString("latin1"));
}

/** What a value of a Secret decodes to; undefined for one that is given as it is, under `stringData:`. */
export function decodeKubernetesValue(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  return decodeValue(bytes, start, end).find(({ encoding, bytes: decoded }) => encoding === "base64" && decoded.length > 0)
    ?.bytes;
}
