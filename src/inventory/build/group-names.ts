/**
 * Which mentions speak of the same secret: one entry a name, whatever its letter case where the platform ignores it.
 */

import { compareBytes } from "../../model/order.js";
import type { Reference } from "../reference.js";

/** A name as a platform without letter case compares it; .NET's `A__B` in the environment is `A:B`. */
function folded(name: string): string {
  return name.replace(/__/g, ":").toLowerCase();
}

/** Terraform takes `var.x` from the variable `TF_VAR_x`. */
function bare(name: string): string {
  return name.replace(/^TF_VAR_/, "");
}

/** Gives the key by which names are one. */
export function createNameKey(references: readonly Reference[]): (name: string) => string {
  const caseless = new Set(references.filter((reference) => reference.caseless).map(({ name }) => folded(bare(name))));
  return (name) => {
    const key = folded(bare(name));
    return caseless.has(key) ? key : bare(name);
  };
}

/** The spelling that is shown: the one used most, capitals before others where it is a draw. */
export function shownName(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(bare(name), (counts.get(bare(name)) ?? 0) + 1);
  const capitals = (name: string): number => (name === name.toUpperCase() ? 0 : 1);
  const [best] = [...counts].sort(([a, x], [b, y]) => capitals(a) - capitals(b) || y - x || compareBytes(a, b));
  return best?.[0] ?? "";
}
