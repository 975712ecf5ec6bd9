/**
 * Keeps the findings of a run that blocked, for `allow --last`: fingerprints and places, in the repository's own git folder.
 */

import { writeLastRun } from "../allow/last-run.js";
import type { Report } from "../model/report.js";
import { commonGitFolder } from "../scan/git/git-scan.js";
import { rootOf } from "../sources/worktree/targets.js";
import type { Io } from "./io.js";

/**
 * Does nothing outside a repository; a folder that may not be written to is no reason to fail.
 *
 * @param gitFolder the common git folder, where it is known
 */
export async function rememberRun(report: Report, io: Io, gitFolder?: string): Promise<void> {
  // without a repository nothing is remembered, and git need not even be installed
  if (!rootOf(io.cwd).inRepository && io.env["GIT_DIR"] === undefined) return;
  const folder = gitFolder ?? commonGitFolder({ cwd: io.cwd, inheritPlace: true, signal: io.signal })();
  if (folder === undefined) return;
  try {
    writeLastRun(
      folder,
      report.findings.filter(({ isNew }) => isNew !== false),
    );
  } catch (error) {
    // whatever the file system has against it
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
