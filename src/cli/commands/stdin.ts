/**
 * `secret-scan stdin`: standard input, as if it were a file.
 */

import { compileAllowlist } from "../../allow/compiled-allowlist.js";
import { fingerprintKey, loadAllowlist } from "../../scan/exceptions.js";
import { scanStream } from "../../scan/scan-stream.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { exitCodeOf } from "../exit-code.js";
import type { Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, writeReports } from "../output.js";
import { loadRuleSet } from "../rule-set.js";
import { resolveSettings } from "../settings.js";

/** What the input is called in reports when no `--path` is given. */
const STDIN_NAME = "<stdin>";

export async function stdinCommand(path: string | undefined, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  checkOutputs(settings.outputs, io.cwd);
  const rules = await loadRuleSet(settings, io);
  const allowlist = await loadAllowlist({
    named: settings.allowlistFile,
    cwd: io.cwd,
    root: rootOf(io.cwd).root,
    knownRuleIds: rules.knownIds,
    now: io.now(),
  });
  const report = await scanStream({
    input: io.stdin,
    path: path ?? STDIN_NAME,
    setup: {
      userRules: rules.userRules,
      only: settings.only,
      excluded: settings.excludeRules,
      minConfidence: settings.minConfidence,
      fingerprintKey: fingerprintKey(allowlist),
      allowlist: compileAllowlist(allowlist.entries),
    },
    allowlist,
    book: rules.book,
    reproducible: settings.reproducible,
    signal: io.signal,
  });
  await writeReports(report, settings, io);
  return exitCodeOf(report, settings.failOn);
}
