/**
 * Secrets of Kubernetes that a workload takes as a whole, joined with their keys where the repository has them: `envFrom` then
 * uses each key, and the Secret's own name is no secret of its own.
 */

import type { FileReference } from "./build-inventory.js";

/** Names of variables; other keys are files, and the Secret is what is known. */
const VARIABLE = /^[A-Za-z_][\w-]*$/;

/** Keys of a Kubernetes Secret that is taken as a whole, in the place of its own name. */
export function joinSecrets(references: readonly FileReference[]): readonly FileReference[] {
  if (!references.some(({ whole }) => whole)) return references;
  const keys = new Map<string, Set<string>>();
  for (const { of, name, role } of references)
    if (of !== undefined && role === "declared" && VARIABLE.test(name)) keys.set(of, (keys.get(of) ?? new Set()).add(name));
  return references.flatMap((reference) => {
    const names = reference.whole ? keys.get(reference.name) : undefined;
    if (names === undefined) return [reference];
    const { whole: _whole, ...place } = reference;
    return reference.role === "declared" ? [] : [...names].map((name) => ({ ...place, name }));
  });
}
