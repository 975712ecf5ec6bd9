/**
 * What a scan found, as it leaves the detector: masked, placed and identified. There is no field for the raw secret,
 * here or in anything that holds a finding.
 */

import type { Location, ReportPath } from "./location.js";
import type { Remediation } from "./rule.js";
import type { Confidence, Criticality, SecretType } from "./secret-type.js";

/** One line of the file around a finding, with every credential on it masked; clipped to about 160 characters. */
export interface CodeFrame {
  /** Text without its line end; control characters are already made visible. */
  readonly text: string;
  /** Index in `text`, in UTF-16 units, of the masked secret's first character, and its length there. */
  readonly start: number;
  readonly length: number;
}

/** One step's judgement of a candidate, for `explain` and for the "why" of a report. `detail` never holds a secret. */
export interface Verdict {
  /** `prefix`, `pattern`, `border`, `checksum`, `entropy`, `randomness`, `placeholder`, `context`, `model`, `path` … */
  readonly step: string;
  readonly outcome: "pass" | "lower" | "raise" | "drop";
  readonly detail: string;
}

/** A further place of the same secret. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly commit?: string;
}

/** What belongs to a secret and tells whose it is: its key id, user, account or host, in the same file. */
export interface PairedPlace extends Location {
  /** `AWS access key id`, `user name`. */
  readonly what: string;
  readonly masked: string;
  /** Of a partner that is a credential by a rule of its own; it is no finding of its own then. */
  readonly ruleId?: string;
  readonly fingerprint?: string;
}

/** How a secret went through a repository's history: commit ids, and refs by their full names. */
export interface FindingHistory {
  /** Commits that brought it into this path, oldest first. */
  readonly cameIn: readonly string[];
  /** Commits that took it out of this path again. */
  readonly wentIn: readonly string[];
  /** Branches in whose latest commit it still stands at this path. */
  readonly stillIn: readonly string[];
  /** Refs through which the first commit can be reached. */
  readonly reachableFrom: readonly string[];
}

export interface Finding extends ReportPath, Location {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly provider: string;
  readonly type: SecretType;
  readonly criticality: Criticality;
  readonly confidence: Confidence;
  readonly masked: string;
  /** Why it was flagged, step by step; empty for a rule on names. */
  readonly verdicts: readonly Verdict[];
  /** Absent for a rule on names and where the text is not at hand (binary files). */
  readonly frame?: CodeFrame;
  /** The name the secret is assigned to, where there is one (`DB_PASSWORD`): the inventory groups by it. */
  readonly assignedTo?: string;
  readonly pairedWith?: PairedPlace;
  readonly isNew?: boolean;
  readonly commit?: string;
  readonly author?: string;
  readonly date?: string;
  readonly alsoIn?: readonly Place[];
  /** Scans of a history only. */
  readonly history?: FindingHistory;
  /** Encodings and archives around the secret, outermost first: `base64`, `zip:inner/path`. */
  readonly decodedFrom?: readonly string[];
  readonly rotationDays: number;
  readonly remediation: Remediation;
}

/** What hid a finding. */
export interface Suppression {
  readonly by: "allowlist" | "inline" | "baseline";
  readonly reason?: string;
  readonly owner?: string;
  /** `YYYY-MM-DD`; the suppression ends with that day, UTC. */
  readonly expires?: string;
}

export interface SuppressedFinding extends Suppression {
  readonly finding: Finding;
}
