/**
 * The inventory's nouns: a secret that a repository holds or depends on, one entry a name, with every place that asks for it
 * or says where its value comes from. No field holds a value, not even a fallback's.
 */

import type { ReportPath } from "./location.js";
import type { Criticality, SecretType } from "./secret-type.js";

/** What kind of file speaks of a secret. */
export const REFERENCE_KINDS = [
  "code",
  "dotenv",
  "dotenv-example",
  "ci",
  "compose",
  "kubernetes",
  "terraform",
  "dockerfile",
  "cloud-config",
  "app-config",
  "vault-reference",
] as const;

export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** Of several, the first in this order holds. */
export const SECRET_STATUSES = ["hard-coded", "fallback", "overdue", "undeclared", "unused", "ok"] as const;

export type SecretStatus = (typeof SECRET_STATUSES)[number];

/** What stands in for a value that is not given; the value itself is never kept. */
export type Fallback = "none" | "empty" | "literal";

/** A place that says where the value comes from. `startLine` is 1-based. */
export interface Declaration extends ReportPath {
  readonly startLine: number;
  readonly kind: ReferenceKind;
}

/** A place that asks for the value. */
export interface Usage extends Declaration {
  /** False where the program goes on without the value. */
  readonly required: boolean;
  readonly fallback: Fallback;
}

export interface Rotation {
  readonly intervalDays: number;
  /** `YYYY-MM-DD`, UTC. */
  readonly lastRotated?: string;
  /** `YYYY-MM-DD`; absent where the last rotation is not known. */
  readonly nextDue?: string;
  /** Where `lastRotated` comes from: `config`, or `commit:ID` of the commit that last changed a hard-coded value. */
  readonly source?: string;
}

export interface SecretEntry {
  /** Stable for a name: lower case, `a-z0-9-` and a short hash where letters were lost. */
  readonly id: string;
  readonly name: string;
  readonly type: SecretType;
  readonly criticality: Criticality;
  readonly owners: readonly string[];
  /** True when the owners are guessed from the history, not declared. */
  readonly ownersGuessed?: true;
  readonly status: SecretStatus;
  readonly rotation: Rotation;
  readonly declaredIn: readonly Declaration[];
  readonly usedIn: readonly Usage[];
  /** Fingerprints of the findings that hold a value of this secret. */
  readonly findings: readonly string[];
  readonly description?: string;
  readonly deprecated?: true;
}

/** What does not fit together between the places that speak of secrets. */
export const DRIFT_KINDS = [
  "undeclared",
  "unused",
  "missing-in-example",
  "similar-name",
  "literal-fallback",
  "same-value",
  "ci-only",
  "deprecated-used",
] as const;

export type DriftKind = (typeof DRIFT_KINDS)[number];

export interface Drift {
  readonly kind: DriftKind;
  /** Names of the secrets concerned, the first being the one to look at. */
  readonly names: readonly string[];
  readonly detail: string;
}

/** What a merge request does to the inventory. */
export interface InventoryChanges {
  readonly base: string;
  readonly added: readonly SecretEntry[];
  readonly removed: readonly SecretEntry[];
  readonly changed: readonly SecretChange[];
}

export interface SecretChange {
  readonly id: string;
  readonly name: string;
  readonly criticality: Criticality;
  /** One sentence a difference: `owner @a removed`, `new literal fallback in src/a.ts:3`. */
  readonly what: readonly string[];
}
