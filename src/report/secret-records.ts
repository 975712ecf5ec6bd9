/**
 * The inventory's records in our own JSON, in the order of the documented interface.
 */

import type { Declaration, InventoryChanges, SecretEntry, Usage } from "../model/secret.js";
import type { JsonRecord } from "./json-records.js";

/** An entry of the inventory as the contract has it. */
export function secretRecord(secret: SecretEntry): JsonRecord {
  const { intervalDays, lastRotated, nextDue, source } = secret.rotation;
  return {
    id: secret.id,
    name: secret.name,
    type: secret.type,
    criticality: secret.criticality,
    owners: secret.owners,
    ownersGuessed: secret.ownersGuessed,
    status: secret.status,
    rotation: { intervalDays, lastRotated, nextDue, source },
    declaredIn: secret.declaredIn.map(declarationRecord),
    usedIn: secret.usedIn.map(usageRecord),
    findings: secret.findings,
    description: secret.description,
    deprecated: secret.deprecated,
  };
}

/** What changed since the base, with the entries whole. */
export function changesRecord({ base, added, removed, changed }: InventoryChanges): JsonRecord {
  return {
    base,
    added: added.map(secretRecord),
    removed: removed.map(secretRecord),
    changed: changed.map(({ id, name, criticality, what }) => ({ id, name, criticality, what })),
  };
}

function declarationRecord({ path, pathEncoded, startLine, kind }: Declaration): JsonRecord {
  return { path, pathEncoded, startLine, kind };
}

function usageRecord(usage: Usage): JsonRecord {
  return { ...declarationRecord(usage), required: usage.required, fallback: usage.fallback };
}
