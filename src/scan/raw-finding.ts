/**
 * A finding on its way from the thread that made it to the main thread: masked, placed and identified, without the texts of its
 * rule, which only the main thread holds. Structured-clonable.
 */

import type { Reference } from "../inventory/reference.js";
import type { CodeFrame, Finding, PairedPlace, Suppression, Verdict } from "../model/finding.js";
import type { Location } from "../model/location.js";
import type { Confidence } from "../model/secret-type.js";

/** Where in git it comes from, added once it is known that there is something to say. */
export type Provenance = Pick<Finding, "isNew" | "commit" | "author" | "date" | "alsoIn" | "history">;

export interface RawFinding extends Location, Provenance {
  readonly ruleId: string;
  readonly confidence: Confidence;
  readonly fingerprint: string;
  readonly masked: string;
  readonly verdicts: readonly Verdict[];
  readonly frame?: CodeFrame;
  readonly assignedTo?: string;
  /** `what` is empty where it is a rule's name. */
  readonly pairedWith?: PairedPlace;
  readonly decodedFrom?: readonly string[];
  /** What hides it. */
  readonly suppression?: Suppression;
  /** Inline markers of the finding's line or the one above it that are past their date. */
  readonly endedMarkers?: readonly { readonly line: number; readonly until: string }[];
  /** Indexes of the allowlist's entries that match it, and of those that only an expiry date keeps from hiding it. */
  readonly entries?: { readonly used: readonly number[]; readonly needsExpiry: readonly number[] };
}

/** What one blob gave. */
export interface BlobResult {
  readonly bytes: number;
  readonly findings: readonly RawFinding[];
  /** Names of secrets that the blob asks for or declares; only where the setup asks for them. */
  readonly references?: readonly Reference[];
  /** Why something in it was not, or not wholly, read; `path` is inside the blob and empty for the blob itself. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  /** Why something in it was left out by choice. */
  readonly skipped?: string;
}
