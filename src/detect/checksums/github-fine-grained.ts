/**
 * GitHub's fine-grained tokens, `github_pat_` + 22 + `_` + 59 characters: eight of them are the start of the base32 of a
 * SHA-256 over all before them, in any letter case.
 *
 * GitHub does not document where they stand, so a mismatch says nothing; a match can't be chance (40 bits).
 */

import { encodeBase32 } from "./base32.js";
import type { ChecksumPart, ChecksumResult } from "./checksum-part.js";
import { sha256 } from "./sha256.js";

const SHAPE = /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/;
const LAST_PART = "github_pat_".length + 22 + 1;
/** Where the eight characters have been seen to start. */
const PLACES: readonly number[] = [LAST_PART + 43, LAST_PART + 44, "github_pat_".length + 43, "github_pat_".length + 44];
const SUM_LENGTH = 8;

export const GITHUB_FINE_GRAINED: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    if (!SHAPE.test(secret)) return undefined;
    const isRight = PLACES.some((at) => secret.slice(at, at + SUM_LENGTH).toUpperCase() === sumOf(secret.slice(0, at)));
    return isRight ? "valid" : undefined;
  },
  complete(draft: string): string {
    if (!SHAPE.test(draft)) return draft;
    const at = PLACES[0] ?? 0;
    const head = draft.slice(0, at);
    return head + sumOf(head) + draft.slice(at + SUM_LENGTH);
  },
};

function sumOf(head: string): string {
  return encodeBase32(sha256(head)).slice(0, SUM_LENGTH);
}
