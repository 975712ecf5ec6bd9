/**
 * `secret-scan inventory`: all secrets that the work tree holds or depends on, as the four files of the inventory.
 */

import { policyBreaches } from "../../inventory/policy.js";
import { SecretScanError } from "../../model/error.js";
import type { Report } from "../../model/report.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { configured, loadConfiguration } from "../configuration.js";
import { exitCodeAfter, exitCodeOf } from "../exit-code.js";
import {
  type InventoryTargets,
  inventoryFiles,
  makeFolder,
  ownFileMatcher,
  ownPaths,
  withoutOwnFiles,
} from "../inventory/inventory-files.js";
import { inventoryReport } from "../inventory/inventory-report.js";
import { todayOf } from "../inventory/today.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports, writerOptions } from "../output.js";
import { resolveSettings } from "../settings.js";
import { warn } from "../warn.js";

export interface InventoryOptions extends InventoryTargets {
  readonly base: string | undefined;
  /** Guess owners and dates by the history. */
  readonly blame: boolean;
  /** Exit 1 by policy. */
  readonly check: boolean;
}

/** Exits as a scan does, and 1 where the policy refuses. */
export async function inventoryCommand(options: InventoryOptions, given: GivenOptions, io: Io): Promise<number> {
  const { root, inRepository } = rootOf(io.cwd);
  const typed = resolveSettings({ ...given, format: given.format ?? [] }, io);
  const configuration = await loadConfiguration(typed, io.cwd, root);
  if (options.base !== undefined && !inRepository) {
    throw new SecretScanError("usage", "--base needs a git repository", {}, "Run it in one, or leave --base out");
  }
  const files = inventoryFiles(options);
  makeFolder(options.out, io.cwd);
  checkOutputs([...files, ...typed.outputs], io.cwd);
  const named = typed.outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const own = ownPaths([...files.map(({ file }) => file), ...named], io.cwd, root);
  const settings = configured({ ...typed, exclude: [ownFileMatcher(own), ...typed.exclude] }, configuration);

  const scanned = await inventoryReport({ ...options, root, inRepository, own }, settings, configuration, io);
  const report: Report = { ...scanned, skipped: withoutOwnFiles(scanned.skipped, own) };
  const outputs = createOutputs(io);
  const writing = { ...writerOptions(settings, io), color: false };
  for (const { file, write } of files) await outputs.write(file, write(report, writing));
  await writeReports(report, settings, io, outputs);
  const breaches = options.check ? policyBreaches(report, configuration.policy, todayOf(settings, io)) : [];
  if (!settings.quiet) {
    // beside a report on standard output it would be a part of it
    const toError = settings.outputs.some(({ file }) => file === undefined);
    const text = summary(
      report,
      files.map(({ file }) => file),
    );
    await (toError ? io.stderr.write(text) : outputs.print(text));
  }
  for (const breach of breaches) await warn(io, { quiet: false }, breach);
  const code = exitCodeOf(report, settings.failOn);
  if (code === EXIT.findings) await (await import("../remember-run.js")).rememberRun(report, io);
  return exitCodeAfter(breaches.length > 0 ? EXIT.findings : code, outputs.failure, report, settings, io);
}

function summary({ secrets = [], drift = [], findings, changes }: Report, files: readonly string[]): string {
  const count = (status: string): number => secrets.filter((secret) => secret.status === status).length;
  const facts = [
    `${secrets.length} secrets`,
    ...["hard-coded", "fallback", "overdue", "undeclared", "unused"].flatMap((status) =>
      count(status) > 0 ? [`${count(status)} ${status}`] : [],
    ),
    `${findings.length} findings`,
    ...(drift.length > 0 ? [`${drift.length} that do not fit together`] : []),
  ];
  const change =
    changes === undefined
      ? ""
      : `since ${changes.base}: ${changes.added.length} new, ${changes.removed.length} gone, ${changes.changed.length} changed\n`;
  return `${facts.join(" · ")}\n${change}${files.map((file) => `  ${file}\n`).join("")}`;
}
