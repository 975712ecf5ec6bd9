/**
 * What a shallow clone hides: the parents of the commits at which it is cut off, by their ids.
 */

import type { ObjectReader } from "../../sources/git/objects.js";
import type { GitScan } from "./git-scan.js";

const PARENT = /^parent ([0-9a-f]{40,64})$/gm;

/** Notes each missing parent as a failure; git's log hides them, the commit's own text does not. */
export async function noteCutOff(scan: GitScan, cutAt: readonly string[], reader: ObjectReader): Promise<void> {
  const missing = new Map<string, string>();
  await reader.read([cutAt.map((id) => ({ id }))], (object, { id }) => {
    if ("missing" in object || object.type !== "commit") return;
    const text = object.readAll().toString("latin1");
    const head = text.slice(0, (text.indexOf("\n\n") + 1 || text.length + 1) - 1);
    for (const [, parent = ""] of head.matchAll(PARENT)) if (!missing.has(parent)) missing.set(parent, id);
  });
  for (const [parent, child] of missing) {
    const reason = `parent of ${child}, not in this shallow clone: git fetch --unshallow`;
    scan.failures.push({ path: `commit:${parent}`, reason });
  }
}
