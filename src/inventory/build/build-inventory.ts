/**
 * The inventory from what a scan saw: references and findings, laid together by name, with owner, type, rotation and status.
 */

import type { Finding } from "../../model/finding.js";
import type { ReportPath } from "../../model/location.js";
import { compareBytes } from "../../model/order.js";
import type { Drift, SecretEntry } from "../../model/secret.js";
import { isGlob } from "../config/name-glob.js";
import { createOverrides } from "../config/overrides.js";
import type { SecretOverride } from "../config/secret-override.js";
import type { OwnersOf } from "../owners/codeowners.js";
import type { Reference } from "../reference.js";
import { buildEntry } from "./build-entry.js";
import { findDrift } from "./drift.js";
import { nameFindings } from "./finding-names.js";
import { createNameKey, shownName } from "./group-names.js";
import { joinSecrets } from "./join-secrets.js";

export interface FileReference extends Reference, ReportPath {}

export interface InventoryInput {
  readonly references: readonly FileReference[];
  /** Of the work tree, suppressed ones left out. A `date` with a `commit` is taken for that of the value's last change. */
  readonly findings: readonly Finding[];
  readonly overrides: readonly SecretOverride[];
  /** Path of the file that the overrides come from. */
  readonly configFile: string;
  readonly owners: OwnersOf;
  /** Asked where nobody is declared; its answers are marked as a guess. */
  readonly guessOwners?: OwnersOf;
  /** `YYYY-MM-DD`, UTC: what is due before it is overdue. */
  readonly today: string;
}

/** All that speaks of one secret. */
export interface SecretParts {
  readonly name: string;
  readonly references: readonly FileReference[];
  readonly findings: readonly Finding[];
  readonly override: Partial<SecretOverride>;
}

export interface Inventory {
  /** Ordered by name, by UTF-8 bytes. */
  readonly secrets: readonly SecretEntry[];
  readonly drift: readonly Drift[];
}

/** From references and findings to entries, ordered by name. */
export function buildInventory(input: InventoryInput): Inventory {
  const overrideOf = createOverrides(input.overrides);
  const joined = { ...input, references: joinSecrets(input.references) };
  const parts = groupParts(joined, overrideOf).filter(({ override }) => override.listed !== false);
  const secrets = parts.map((part) => buildEntry(part, input)).sort((a, b) => compareBytes(a.name, b.name));
  return { secrets, drift: findDrift(secrets) };
}

function groupParts(input: InventoryInput, overrideOf: (name: string) => Partial<SecretOverride>): SecretParts[] {
  const keyOf = createNameKey(input.references);
  const groups = new Map<string, { names: string[]; references: FileReference[]; findings: Finding[] }>();
  const groupOf = (name: string) => {
    const key = keyOf(name);
    const group = groups.get(key) ?? { names: [], references: [], findings: [] };
    group.names.push(name);
    groups.set(key, group);
    return group;
  };
  for (const reference of input.references) groupOf(reference.name).references.push(reference);
  for (const [finding, name] of nameFindings(input.findings, input.references)) groupOf(name).findings.push(finding);
  for (const { name } of input.overrides) if (!isGlob(name)) groupOf(name);
  return [...groups.values()]
    .filter(
      ({ references, findings, names }) => names.length > references.length + findings.length || isOwn(references, findings),
    )
    .map(({ names, references, findings }) => {
      const name = shownName(names);
      return { name, references, findings, override: overrideOf(name) };
    });
}

/** A name of which nothing is known but that the platform issues it for each run, or that a framework may read it, is nobody's to keep. */
function isOwn(references: readonly FileReference[], findings: readonly Finding[]): boolean {
  return findings.length > 0 || references.some(({ automatic, hint }) => !automatic && !hint);
}
