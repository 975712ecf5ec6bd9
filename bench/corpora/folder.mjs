/** Where corpora are kept. */

import { mkdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Folder of all corpora, absolute and without symbolic links: SECRET_SCAN_BENCH_CORPORA, else in the user's cache. Not in this
 * repository: every scan in it would ask git about us as well.
 */
export const CORPORA = corporaFolder();

function corporaFolder() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = process.env.SECRET_SCAN_BENCH_CORPORA ?? join(cache, "secret-scan-bench");
  mkdirSync(folder, { recursive: true });
  return realpathSync(folder);
}
