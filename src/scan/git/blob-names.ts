/**
 * What of a blob's name counts when it is asked whether the blob was looked at: its last part, since rules look at names.
 */

import type { IdSet } from "../../sources/git/id-set.js";

/** Stands for the size of a blob that could not be read. */
export const UNREAD = -1;

/** FNV-1a of a path's last part; never 0, which stands for the blob itself. @param path latin1 */
export function nameHash(path: string): number {
  return hashOf(path, path.lastIndexOf("/") + 1) | 1;
}

/** FNV-1a of a path, or of what stands there from an offset on. */
export function hashOf(path: string, from = 0): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return hash;
}

/** Which blobs are known to hold no secret, under names with the same last part. @param path latin1 */
export type CleanCheck = (id: string, path: string) => boolean;

/** @param scans what has been looked at, now or by an earlier run */
export function createCleanCheck(
  ...scans: readonly { readonly seen: IdSet; readonly secret: ReadonlySet<string> }[]
): CleanCheck {
  return (id, path) => {
    if (scans.some(({ secret }) => secret.has(id))) return false;
    const name = nameHash(path);
    return scans.some(({ seen }) => (seen.valueOf(id, name) ?? UNREAD) !== UNREAD);
  };
}
