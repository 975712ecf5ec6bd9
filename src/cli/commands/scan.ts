/**
 * `secret-scan [PATH…]`: the work tree.
 */

import { resolve } from "node:path";
import type { SecretOverride } from "../../inventory/config/secret-override.js";
import type { Report } from "../../model/report.js";
import type { BatchResult } from "../../scan/batch.js";
import { loadAllowlist, loadBaseline } from "../../scan/exceptions.js";
import { scanWorktree } from "../../scan/scan-worktree.js";
import { describeRepository } from "../../sources/git/describe.js";
import { resolveTargets, rootOf } from "../../sources/worktree/targets.js";
import { configured, loadConfiguration } from "../configuration.js";
import { exitCodeAfter, exitCodeOf } from "../exit-code.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports } from "../output.js";
import { createProgress } from "../progress.js";
import { loadRuleSet, type RuleSet } from "../rule-set.js";
import { scannerSetup } from "../scanner-setup.js";
import { resolveSettings, type Settings } from "../settings.js";
import { warn } from "../warn.js";

/** @returns the exit code */
export async function scanCommand(paths: readonly string[], given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  checkOutputs(settings.outputs, io.cwd);
  const report = await scanPaths(paths, settings, io);
  const outputs = createOutputs(io);
  await writeReports(report, settings, io, outputs);
  const code = exitCodeOf(report, settings.failOn);
  if (code === EXIT.findings) await (await import("../remember-run.js")).rememberRun(report, io);
  return exitCodeAfter(code, outputs.failure, report, settings, io);
}

/** What the inventory wants of a scan besides findings. It is of the whole work tree, whatever folder it is run in. */
export interface InventoryWishes {
  /** Absolute. */
  readonly root: string;
  /** Paths of its own reports: they make no work tree dirty. */
  readonly own: ReadonlySet<string>;
  readonly references: readonly SecretOverride[];
  onBatch(result: BatchResult): void;
}

/**
 * The report of a scan of these paths.
 *
 * @param known the settings' rules where they have been read already
 */
export async function scanPaths(
  paths: readonly string[],
  given: Settings,
  io: Io,
  inventory?: InventoryWishes,
  known?: RuleSet,
): Promise<Report> {
  const rules = known ?? (await loadRuleSet(given, io));
  const [first] = await resolveTargets(paths, io.cwd);
  const { root, inRepository } = rootOf(first?.root ?? resolve(io.cwd));
  const settings = configured(given, await loadConfiguration(given, io.cwd, root));
  const allowlist = await loadAllowlist({
    named: settings.allowlistFile,
    cwd: io.cwd,
    root,
    get knownRuleIds() {
      return rules.knownIds;
    },
    now: io.now(),
  });
  const baseline = await loadBaseline({ named: settings.baselineFile, cwd: io.cwd, root });
  const progress = settings.progress ? createProgress(io.stderr, () => performance.now()) : undefined;
  const told = inventory !== undefined || settings.outputs.some(({ format }) => format !== "pretty");
  const repository = told && inRepository ? await describeRepository(root, { signal: io.signal }, inventory?.own) : undefined;
  try {
    return await scanWorktree({
      cwd: inventory?.root ?? io.cwd,
      paths,
      exclude: settings.exclude,
      includeIgnored: settings.includeIgnored,
      threads: settings.threads,
      setup: {
        ...scannerSetup(settings, rules, allowlist, io),
        ...(inventory === undefined ? {} : { references: inventory.references }),
      },
      ...(inventory === undefined ? {} : { onBatch: inventory.onBatch }),
      exceptions: { allowlist, baseline },
      allRules: settings.only.length === 0 && settings.excludeRules.length === 0,
      book: rules.book,
      repository,
      reproducible: settings.reproducible,
      workerUrl: io.workerUrl,
      signal: io.signal,
      onProgress: ({ files, bytes, findings }) => progress?.update(files, bytes, findings),
      onWarning: (warning) => void warn(io, settings, warning),
    });
  } finally {
    progress?.done();
  }
}
