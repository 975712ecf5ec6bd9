/**
 * What a merge request does to the inventory: two inventories laid beside each other.
 */

import { compareBytes } from "../model/order.js";
import type { InventoryChanges, SecretChange, SecretEntry, Usage } from "../model/secret.js";

/** @param baseName how the base is called in reports: a revision */
export function compareInventories(
  base: readonly SecretEntry[],
  head: readonly SecretEntry[],
  baseName: string,
): InventoryChanges {
  const before = new Map(base.map((secret) => [secret.id, secret]));
  const after = new Set(head.map(({ id }) => id));
  const changed = head.flatMap((secret) => {
    const old = before.get(secret.id);
    const what = old ? differences(old, secret) : [];
    return what.length > 0 ? [changeOf(secret, what)] : [];
  });
  return {
    base: baseName,
    added: head.filter(({ id }) => !before.has(id)),
    removed: base.filter(({ id }) => !after.has(id)),
    changed,
  };
}

function changeOf({ id, name, criticality }: SecretEntry, what: readonly string[]): SecretChange {
  return { id, name, criticality, what };
}

function differences(old: SecretEntry, now: SecretEntry): string[] {
  const what: string[] = [];
  const listed = (label: string, before: readonly string[], after: readonly string[]): void => {
    const had = new Set(before);
    const has = new Set(after);
    for (const value of [...has].filter((entry) => !had.has(entry)).sort(compareBytes)) what.push(`new ${label} ${value}`);
    for (const value of [...had].filter((entry) => !has.has(entry)).sort(compareBytes)) what.push(`${label} ${value} gone`);
  };
  if (old.status !== now.status) what.push(`status ${old.status} is now ${now.status}`);
  if (old.criticality !== now.criticality) what.push(`criticality ${old.criticality} is now ${now.criticality}`);
  if (old.type !== now.type) what.push(`type ${old.type} is now ${now.type}`);
  if (old.rotation.intervalDays !== now.rotation.intervalDays)
    what.push(`rotation every ${old.rotation.intervalDays} days is now every ${now.rotation.intervalDays}`);
  if (old.rotation.lastRotated !== now.rotation.lastRotated && now.rotation.lastRotated)
    what.push(`rotated on ${now.rotation.lastRotated}`);
  listed("owner", old.owners, now.owners);
  listed("literal fallback in", fallbacks(old.usedIn), fallbacks(now.usedIn));
  listed("use in", files(old.usedIn), files(now.usedIn));
  listed("declaration in", files(old.declaredIn), files(now.declaredIn));
  listed("hard-coded value", old.findings, now.findings);
  return what;
}

/** Files, not lines: a line that moved is no change. */
function files(places: readonly { path: string }[]): string[] {
  return places.map(({ path }) => path);
}

function fallbacks(uses: readonly Usage[]): string[] {
  return files(uses.filter(({ fallback }) => fallback === "literal"));
}
