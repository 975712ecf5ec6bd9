/**
 * From a match to a masked and identified finding, still without its place. The only step that takes a secret out of the bytes, and
 * it keeps none of it.
 */

import { withoutJoints } from "../detect/assigned/pieces.js";
import type { Detector } from "../detect/detector.js";
import type { Match } from "../detect/match.js";
import type { Fingerprinter } from "./fingerprint.js";
import { mask } from "./mask.js";
import type { RawFinding } from "./raw-finding.js";
import { sharedVerdicts } from "./shared-verdicts.js";

/** A finding before it is known where it stands. */
export type UnplacedFinding = Omit<RawFinding, "startLine" | "startColumn" | "endLine" | "endColumn">;

/** @param secret the match's own bytes, or what they decode to */
export function makeFinding(match: Match, secret: Uint8Array, detector: Detector, fingerprinter: Fingerprinter): UnplacedFinding {
  return {
    ruleId: match.ruleId,
    confidence: match.confidence,
    fingerprint: fingerprinter.ofSecret(joined(match, secret)),
    masked: maskBytes(match, secret, detector),
    verdicts: sharedVerdicts(match.verdicts),
    ...(match.assignedTo === undefined ? {} : { assignedTo: match.assignedTo }),
  };
}

/** What stands for the secret in reports and frames. */
export function maskBytes(match: Match, secret: Uint8Array, detector: Detector): string {
  const text = joined(match, secret);
  return mask(Buffer.from(text.buffer, text.byteOffset, text.length).toString("latin1"), detector.ruleOf(match.ruleId));
}

/** The secret itself where its bytes hold it in pieces. */
function joined({ joints, start, end }: Match, secret: Uint8Array): Uint8Array {
  return joints === undefined || secret.length !== end - start ? secret : withoutJoints(secret, joints, start);
}
