/**
 * The structure of JSON Web Tokens: base64url parts whose first decodes to a JSON object with `alg` (signed) or `enc` (encrypted).
 *
 * Owns structure only: a signature can't be checked without its key.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

/** Beyond this many characters a header or payload is not parsed: nothing is said. */
const MAX_PART = 65_536;

/** `HEADER.PAYLOAD.SIGNATURE`; a signature may be missing (`alg: none`, or cut off). */
export const JWT: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const [header, payload, signature, ...more] = secret.split(".");
    if (header === undefined || payload === undefined || more.length > 0) return undefined;
    if (header.length > MAX_PART || payload.length > MAX_PART) return undefined;
    if (signature !== undefined && !BASE64URL.test(signature)) return undefined;
    return judged(typeof objectOf(header)?.["alg"] === "string" && objectOf(payload) !== undefined);
  },
  /** Keeps what already decodes; a draft's payload becomes a JSON object of about its length. */
  complete(draft: string): string {
    const [header, payload, signature] = draft.split(".");
    if (header === undefined || payload === undefined || signature === undefined) return draft;
    const alg = typeof objectOf(header)?.["alg"] === "string" ? header : encode({ alg: "HS256", typ: "JWT" });
    return [alg, objectOf(payload) ? payload : encode({ sub: filler(payload) }), signature].join(".");
  },
};

/** `HEADER.KEY.IV.TEXT.TAG`; the key part may be empty. */
export const JWE: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const parts = secret.split(".");
    const header = parts[0] ?? "";
    if (parts.length !== 5 || header.length > MAX_PART || !parts.every((part) => BASE64URL.test(part))) return undefined;
    return judged(typeof objectOf(header)?.["enc"] === "string");
  },
  complete(draft: string): string {
    const parts = draft.split(".");
    if (parts.length !== 5 || objectOf(parts[0] ?? "")?.["enc"] !== undefined) return draft;
    return [encode({ alg: "dir", enc: "A256GCM" }), ...parts.slice(1)].join(".");
  },
};

const BASE64URL = /^[A-Za-z0-9_-]*={0,2}$/;

function objectOf(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // not JSON: the part is no header or payload
  }
}

function encode(value: Record<string, string>): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function filler(part: string): string {
  const wanted = Math.floor((part.length * 3) / 4) - JSON.stringify({ sub: "" }).length;
  return part.replace(/[^A-Za-z0-9]/g, "x").slice(0, Math.max(wanted, 1));
}
