/**
 * Keys of the curve secp256k1 in hex: a number from 1 to the order of the group less 1.
 *
 * Every digest is in that range too, so being in it says nothing; being out of it says that this is no key.
 */

import type { ChecksumPart, ChecksumResult } from "./checksum-part.js";

const SHAPE = /^(?:0x)?([0-9A-Fa-f]{64})$/;
const ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

export const ETHEREUM_KEY: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const digits = SHAPE.exec(secret)?.[1]?.toLowerCase();
    if (digits === undefined) return undefined;
    return /^0+$/.test(digits) || digits >= ORDER ? "invalid" : undefined;
  },
  complete: (draft: string): string => draft,
};
