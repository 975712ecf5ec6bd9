/**
 * What every checksum of this room offers.
 *
 * Owns the shape only. Which rule asks for which checksum is the rule pack's business; what a wrong one does to a finding's
 * confidence is the detector's.
 */

/** `undefined`: this value has no such part, so nothing can be said. */
export type ChecksumResult = "valid" | "invalid" | undefined;

export interface ChecksumPart {
  /** Judges the part; never throws, whatever the text. */
  verify(secret: string): ChecksumResult;
  /** The draft with its part made right. A draft that the format can't hold comes back as it is. */
  complete(draft: string): string;
}

/** `valid` or `invalid`. */
export function judged(isRight: boolean): ChecksumResult {
  return isRight ? "valid" : "invalid";
}
