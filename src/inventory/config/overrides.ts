/**
 * The configuration's word on a name: all that concern it laid over each other.
 */

import type { NameChoice } from "../references/find-references.js";
import { compileNameGlob, isGlob } from "./name-glob.js";
import type { SecretOverride } from "./secret-override.js";

/** An exact name stands above a glob, a later entry above an earlier one, field by field. */
export function createOverrides(overrides: readonly SecretOverride[]): (name: string) => Partial<SecretOverride> {
  const globs = overrides
    .filter(({ name }) => isGlob(name))
    .map((override) => ({ override, matches: compileNameGlob(override.name) }));
  const exact = overrides.filter(({ name }) => !isGlob(name));
  return (name) => {
    const layers = [
      ...globs.filter(({ matches }) => matches(name)).map(({ override }) => override),
      ...exact.filter((entry) => entry.name === name),
    ];
    const merged: Partial<SecretOverride> = Object.assign({}, ...layers);
    return layers.some(({ rotation }) => rotation)
      ? { ...merged, rotation: Object.assign({}, ...layers.map(({ rotation }) => rotation)) }
      : merged;
  };
}

/** For `findReferences`: what is named exactly is listed unless it says otherwise; a glob decides only by its `listed`. */
export function createNameChoice(overrides: readonly SecretOverride[]): NameChoice {
  if (overrides.length === 0) return () => undefined;
  const merged = createOverrides(overrides);
  const named = new Set(overrides.filter(({ name }) => !isGlob(name)).map(({ name }) => name));
  return (name) => merged(name).listed ?? (named.has(name) ? true : undefined);
}
