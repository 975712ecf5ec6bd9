/**
 * "Did you mean": the known name that a mistyped one is closest to.
 */

import { editDistance } from "../model/edit-distance.js";

/** The nearest of `names`, at most a third of the letters away; undefined: none is close. Ties go to the first. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.floor(Math.max(name.length, 3) / 3) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** A remedy that names the nearest, or else what `otherwise` says. */
export function didYouMean(name: string, names: Iterable<string>, otherwise: string): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? otherwise : `Did you mean "${nearest}"?`;
}
