/**
 * Lists what a scan of folders and files reads. Paths leave in small batches as soon as they are known; nothing is opened here.
 *
 * Owns the order of targets and what is said of those that hold nothing. Listing one of them is `lister.ts`.
 */

import { statSync } from "node:fs";
import { join } from "node:path";
import type { ListedBatch, ListingNotes } from "../listing.js";
import { createQueue } from "../queue.js";
import { createLister, type ListerOptions } from "./lister.js";
import { resolveTargets, type Target } from "./targets.js";

export interface ListOptions extends ListerOptions {
  /** Absolute. */
  readonly cwd: string;
  /** As typed; none: the current folder. */
  readonly paths: readonly string[];
}

export interface Listing {
  readonly targets: readonly Target[];
  /** To be read once, to its end; it throws `SecretScanError` when git refuses a repository that was named. */
  readonly batches: AsyncIterable<ListedBatch>;
  /** Whole when `batches` has ended. */
  readonly notes: ListingNotes;
}

/** @throws SecretScanError `usage` before anything is listed: see `resolveTargets` */
export async function listWorktree(options: ListOptions): Promise<Listing> {
  const targets = await resolveTargets(options.paths, options.cwd);
  const notes: ListingNotes = { skipped: [], failures: [], warnings: [] };
  const queue = createQueue<ListedBatch>();
  const lister = createLister(options, notes, targets.length > 1, queue.push);
  (async () => {
    for (const target of targets) {
      const found = await lister(target);
      if (options.paths.length > 0 && (found === 0 || isSpecial(target)))
        notes.warnings.push(`${target.named}: holds no file that may be read`);
    }
  })().then(queue.close, queue.fail);
  return { targets, batches: queue, notes };
}

/** True for a named pipe, socket or device: it is skipped when it is opened. */
function isSpecial({ kind, root, within }: Target): boolean {
  if (kind !== "file") return false;
  const stats = statSync(join(root, within), { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
