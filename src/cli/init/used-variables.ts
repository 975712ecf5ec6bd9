/**
 * Names of the environment variables that a project's files read; for `.env.example`.
 */

import { readFile } from "node:fs/promises";
import { findReferencesInBytes } from "../../inventory/references/find-in-bytes.js";
import { forEachPath } from "../../sources/listing.js";
import { reportPath } from "../../sources/report-path.js";
import { listWorktree } from "../../sources/worktree/list-worktree.js";

/** Names that go into a `.env` file. */
const NAME = /^[A-Z_][A-Z0-9_]*$/;
const LARGEST_FILE = 1 << 20;
/** A script's variables are mostly its own. */
const SHELL = /\.(?:sh|bash|zsh|ksh|bats)$/;
/** What the system, the CI service or npm sets. */
const GIVEN =
  /^(?:PATH|HOME|USER|SHELL|PWD|TMPDIR|TMP|TEMP|TERM|LANG|LC_\w+|CI|EDITOR|NODE_ENV|NO_COLOR|FORCE_COLOR|DEBUG|npm_\w+|GITHUB_\w+|GITLAB_\w+|CI_\w+|RUNNER_\w+)$/;

/** Sorted; what tests and examples read alone is among them, since nobody can tell. */
export async function usedVariables(root: string, signal: AbortSignal): Promise<string[]> {
  const names = new Set<string>();
  const { batches } = await listWorktree({ cwd: root, paths: [], exclude: [], includeIgnored: false, signal });
  for await (const batch of batches) {
    const paths: Buffer[] = [];
    forEachPath(batch, (start, end) => paths.push(Buffer.from(batch.bytes.subarray(start, end))));
    for (const path of paths) {
      const bytes = await readFile(Buffer.concat([batch.root, path])).catch(() => undefined);
      if (bytes === undefined || bytes.length > LARGEST_FILE) continue;
      const { path: name } = reportPath(path);
      if (SHELL.test(name)) continue;
      for (const reference of findReferencesInBytes(name, bytes, (variable) => !GIVEN.test(variable))) {
        const isAsked = reference.role === "used" && (reference.kind === "code" || reference.kind === "compose");
        if (isAsked && NAME.test(reference.name)) names.add(reference.name);
      }
    }
  }
  return [...names].sort();
}
