/**
 * The exceptions of a run: reads `.secrets-allowlist`, and the fingerprint key in it.
 */

import { join, resolve } from "node:path";
import { BASELINE_FILE, type Baseline, emptyBaseline } from "../allow/baseline.js";
import { parseBaseline } from "../allow/baseline-text.js";
import type { Allowlist } from "../allow/entry.js";
import { withNestedAllowlists } from "../allow/nested-allowlist.js";
import { ALLOWLIST_FILE, emptyAllowlist, parseAllowlist } from "../allow/parse-allowlist.js";
import { readExceptionFile } from "../allow/text-file.js";
import { SecretScanError } from "../model/error.js";

export interface AllowlistSource {
  /** A file that was named, relative to `cwd`; undefined: `.secrets-allowlist` at `root`, if there is one. */
  readonly named: string | undefined;
  readonly cwd: string;
  readonly root: string;
  readonly knownRuleIds: ReadonlySet<string>;
  readonly now: Date;
}

/**
 * @throws SecretScanError `usage`: nothing is suppressed by a file that could not be read whole
 */
export async function loadAllowlist(source: AllowlistSource): Promise<Allowlist> {
  const { named, cwd, root, now } = source;
  const file = named ?? ALLOWLIST_FILE;
  const text = await readTheFile(named, file, cwd, root);
  if (text === undefined) {
    if (named === undefined) return emptyAllowlist();
    throw new SecretScanError("usage", "no such allowlist", { file }, "Check the path after --allowlist");
  }
  const { isSafePattern } = await import("./safe-pattern.js");
  const options = { knownRuleIds: source.knownRuleIds, today: now.toISOString().slice(0, 10), isSafePattern };
  return withNestedAllowlists(await parseAllowlist(text, file, options), root, options);
}

/** @throws SecretScanError `usage` for a baseline that could not be read whole */
export async function loadBaseline({ named, cwd, root }: Pick<AllowlistSource, "named" | "cwd" | "root">): Promise<Baseline> {
  const file = named ?? BASELINE_FILE;
  const text = await readTheFile(named, file, cwd, root);
  if (text !== undefined) return parseBaseline(text, file);
  if (named === undefined) return emptyBaseline();
  throw new SecretScanError(
    "usage",
    "no such baseline",
    { file },
    "Check the path after --baseline, or make it with `secret-scan baseline write`",
  );
}

function readTheFile(named: string | undefined, file: string, cwd: string, root: string): Promise<string | undefined> {
  return named === undefined ? readExceptionFile(join(root, file), file, root) : readExceptionFile(resolve(cwd, named), file);
}

/** The 32 bytes that fingerprints are keyed with, or undefined for the public default. */
export function fingerprintKey(allowlist: Allowlist): Uint8Array | undefined {
  return allowlist.key === undefined ? undefined : new Uint8Array(Buffer.from(allowlist.key, "base64"));
}
