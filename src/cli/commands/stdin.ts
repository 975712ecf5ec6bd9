/**
 * `secret-scan stdin`: standard input, as if it were a file.
 */

import { SecretScanError } from "../../model/error.js";
import { loadAllowlist, loadBaseline } from "../../scan/exceptions.js";
import { scanStream } from "../../scan/scan-stream.js";
import { createExclusion } from "../../sources/worktree/exclusion.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { configured, loadConfiguration } from "../configuration.js";
import { exitCodeAfter, exitCodeOf } from "../exit-code.js";
import type { Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports } from "../output.js";
import { loadRuleSet } from "../rule-set.js";
import { scannerSetup } from "../scanner-setup.js";
import { resolveSettings } from "../settings.js";

/** What the input is called in reports when no `--path` is given. */
const STDIN_NAME = "<stdin>";

/** @param path the name that the input goes by; undefined: it has none */
export async function stdinCommand(path: string | undefined, given: GivenOptions, io: Io): Promise<number> {
  const { root } = rootOf(io.cwd);
  const typed = resolveSettings(given, io);
  const settings = configured(typed, await loadConfiguration(typed, io.cwd, root));
  checkOutputs(settings.outputs, io.cwd);
  const rules = await loadRuleSet(settings, io);
  const baseline = await loadBaseline({ named: settings.baselineFile, cwd: io.cwd, root });
  const allowlist = await loadAllowlist({
    ...{ named: settings.allowlistFile, cwd: io.cwd, root, now: io.now() },
    get knownRuleIds() {
      return rules.knownIds;
    },
  });
  if (path === "") throw new SecretScanError("usage", "--path: its value is missing", {}, "Write --path NAME");
  const name = path ?? STDIN_NAME;
  const glob = createExclusion(settings.exclude)?.(name);
  const report = await scanStream({
    input: io.stdin,
    path: name,
    ...(glob === undefined ? {} : { leftOut: `excluded by ${glob}` }),
    setup: scannerSetup(settings, rules, allowlist, io),
    exceptions: { allowlist, baseline },
    book: rules.book,
    reproducible: settings.reproducible,
    signal: io.signal,
  });
  const outputs = createOutputs(io);
  await writeReports(report, settings, io, outputs);
  return exitCodeAfter(exitCodeOf(report, settings.failOn), outputs.failure, report, settings, io);
}
