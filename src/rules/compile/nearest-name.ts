/**
 * "Did you mean …": the known name nearest to a mistyped one.
 */

import { editDistance } from "../../model/edit-distance.js";

/** `Did you mean "pattern"?`, or a list of the known names when none is near and they are few, or `""`. */
export function suggestion(name: string, known: readonly string[]): string {
  const ranked = known.map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }));
  ranked.sort((a, b) => a.distance - b.distance);
  const nearest = ranked[0];
  if (nearest !== undefined && nearest.distance <= Math.max(2, Math.floor(name.length / 3)))
    return `Did you mean "${nearest.candidate}"?`;
  return known.length > 0 && known.length <= 24 ? `Known: ${known.join(", ")}` : "";
}
