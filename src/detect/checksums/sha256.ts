/**
 * SHA-256, for the few checksums that hash. In the bundle `node:crypto` is loaded at the first call: most scans never need it here.
 */

import { createHash } from "node:crypto";

export function sha256(data: Uint8Array | string): Uint8Array {
  return createHash("sha256").update(data).digest();
}
