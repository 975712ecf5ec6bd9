/**
 * Keys by which a host recognises a finding from one report to the next: they survive a moved line and change with the secret.
 *
 * Made of rule and fingerprint, never of the line: a hash of a raw line would let the secret be guessed from the report.
 */

import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.js";

/** 64 hex digits of SHA-256. */
export function sha256(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** Of the text that the pieces make up. */
export function sha256OfPieces(pieces: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}

/** A UUID of version 8 (own content) from a hash's digits. */
export function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface PlaceKey {
  /** 16 hex digits of rule and secret. */
  readonly secret: string;
  /** 1 for the first finding of this rule and secret in this file, 2 for the next … */
  readonly occurrence: number;
  /** 64 hex digits of secret, path and occurrence: unique in a report. */
  readonly place: string;
}

/** Counts as it goes: ask in the report's order, once a finding. */
export function createPlaceKeys(): (finding: Finding) => PlaceKey {
  const seen = new Map<string, number>();
  return ({ ruleId, fingerprint, path }) => {
    const secret = sha256(ruleId, fingerprint).slice(0, 16);
    const file = `${secret}\n${path}`;
    const occurrence = (seen.get(file) ?? 0) + 1;
    seen.set(file, occurrence);
    return { secret, occurrence, place: sha256(secret, path, String(occurrence)) };
  };
}
