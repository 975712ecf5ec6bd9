/**
 * The inventory's vocabulary: what kind of secret a finding is and how bad a leak of it would be.
 *
 * Owns the closed lists and their defaults; a rule may deviate from a default, never from a list.
 */

export const SECRET_TYPES = [
  "api-key",
  "database",
  "password",
  "jwt",
  "oauth",
  "encryption-key",
  "private-key",
  "certificate",
  "cloud",
  "smtp",
  "webhook",
  "ci-cd",
  "package-registry",
  "payment",
  "messaging",
  "ai",
  "vcs",
  "monitoring",
  "identity",
  "generic",
  "sensitive-file",
] as const;

export type SecretType = (typeof SECRET_TYPES)[number];

/** From worst to mildest; an index into this list is a severity rank. */
export const CRITICALITIES = ["critical", "high", "moderate", "low"] as const;

export type Criticality = (typeof CRITICALITIES)[number];

/** From surest to least sure. */
export const CONFIDENCES = ["high", "medium", "low"] as const;

export type Confidence = (typeof CONFIDENCES)[number];

/** What holds for a type where neither its rule nor the configuration says otherwise; intervals in days. */
export interface TypeDefaults {
  readonly criticality: Criticality;
  readonly rotationDays: number;
}

export const TYPE_DEFAULTS: Readonly<Record<SecretType, TypeDefaults>> = {
  "api-key": { criticality: "critical", rotationDays: 90 },
  database: { criticality: "critical", rotationDays: 90 },
  password: { criticality: "critical", rotationDays: 90 },
  jwt: { criticality: "critical", rotationDays: 180 },
  oauth: { criticality: "high", rotationDays: 90 },
  "encryption-key": { criticality: "critical", rotationDays: 180 },
  "private-key": { criticality: "high", rotationDays: 365 },
  certificate: { criticality: "high", rotationDays: 365 },
  cloud: { criticality: "critical", rotationDays: 90 },
  smtp: { criticality: "moderate", rotationDays: 180 },
  webhook: { criticality: "moderate", rotationDays: 180 },
  "ci-cd": { criticality: "critical", rotationDays: 90 },
  "package-registry": { criticality: "critical", rotationDays: 90 },
  payment: { criticality: "critical", rotationDays: 90 },
  messaging: { criticality: "high", rotationDays: 180 },
  ai: { criticality: "high", rotationDays: 90 },
  vcs: { criticality: "critical", rotationDays: 90 },
  monitoring: { criticality: "moderate", rotationDays: 180 },
  identity: { criticality: "critical", rotationDays: 90 },
  generic: { criticality: "high", rotationDays: 90 },
  "sensitive-file": { criticality: "high", rotationDays: 90 },
};

/** True when `a` is at least as bad as `b`. */
export function atLeastAsCritical(a: Criticality, b: Criticality): boolean {
  return CRITICALITIES.indexOf(a) <= CRITICALITIES.indexOf(b);
}

/** True when `a` is at least as sure as `b`. */
export function atLeastAsConfident(a: Confidence, b: Confidence): boolean {
  return CONFIDENCES.indexOf(a) <= CONFIDENCES.indexOf(b);
}
