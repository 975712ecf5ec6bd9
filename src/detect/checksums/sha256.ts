/**
 * SHA-256, for the few checksums that hash. `node:crypto` is loaded at the first call: most scans never need it here.
 */

import { createRequire } from "node:module";

let createHash: typeof import("node:crypto").createHash | undefined;

export function sha256(data: Uint8Array | string): Uint8Array {
  createHash ??= (createRequire(import.meta.url)("node:crypto") as typeof import("node:crypto")).createHash;
  return createHash("sha256").update(data).digest();
}
