/**
 * What `inventory --check` refuses.
 */

import type { SecretEntry } from "../model/secret.js";
import { atLeastAsCritical, type Criticality } from "../model/secret-type.js";

export interface InventoryPolicy {
  /** Secrets at least this critical are held to the policy. */
  readonly criticality: Criticality;
  readonly refuseOverdue: boolean;
  readonly refuseWithoutOwner: boolean;
}

export const DEFAULT_POLICY: InventoryPolicy = { criticality: "critical", refuseOverdue: true, refuseWithoutOwner: true };

/** One sentence a breach, in the inventory's order; empty when all is well. Due dates are judged against `today`, `YYYY-MM-DD`. */
export function policyBreaches(secrets: readonly SecretEntry[], policy: InventoryPolicy, today: string): string[] {
  return secrets
    .filter(({ criticality }) => atLeastAsCritical(criticality, policy.criticality))
    .flatMap(({ name, criticality, owners, rotation }) => [
      ...(policy.refuseOverdue && rotation.nextDue !== undefined && rotation.nextDue < today
        ? [`${name} (${criticality}) was to be rotated by ${rotation.nextDue}`]
        : []),
      ...(policy.refuseWithoutOwner && owners.length === 0 ? [`${name} (${criticality}) has no owner`] : []),
    ]);
}
