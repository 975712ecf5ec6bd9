/**
 * The key of the fingerprints where `.secrets-allowlist` is there and not committed yet.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ALLOWLIST_FILE } from "../allow/parse-allowlist.js";
import { SecretScanError } from "../model/error.js";
import { loadAllowlist } from "../scan/exceptions.js";
import type { RevisionExceptions } from "../scan/git/revision-exceptions.js";
import { rootOf } from "../sources/worktree/targets.js";
import type { Io } from "./io.js";
import type { RuleSet } from "./rule-set.js";

/**
 * Before the first commit of `.secrets-allowlist` the key that `init` has put there counts already: else the fingerprint that a
 * blocked commit names would be another once that file is added, and what was allowed by it would be lost.
 */
export async function withUncommittedKey(found: RevisionExceptions, rules: RuleSet, io: Io): Promise<RevisionExceptions> {
  const { allowlist, baseline } = found;
  const { root, inRepository } = rootOf(io.cwd);
  // looked for at once: the first asynchronous look at the file system starts four threads
  if (
    !inRepository ||
    !existsSync(join(root, ALLOWLIST_FILE)) ||
    allowlist.key !== undefined ||
    allowlist.entries.length > 0 ||
    baseline.rows.length > 0
  )
    return found;
  try {
    const { key } = await loadAllowlist({ named: undefined, cwd: root, root, knownRuleIds: rules.knownIds, now: io.now() });
    return { ...found, allowlist: { ...allowlist, key } };
  } catch (error) {
    // a file that does not count yet need not be right yet
    if (error instanceof SecretScanError) return found;
    throw error;
  }
}
