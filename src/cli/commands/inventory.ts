/**
 * `secret-scan inventory`: all secrets that the work tree holds or depends on, as the four files of the inventory.
 */

import { mkdirSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { compileGlob } from "../../allow/glob.js";
import { buildInventory, type FileReference } from "../../inventory/build/build-inventory.js";
import { compareInventories } from "../../inventory/compare.js";
import { DEFAULT_POLICY, policyBreaches } from "../../inventory/policy.js";
import { SecretScanError } from "../../model/error.js";
import type { Report } from "../../model/report.js";
import { writeBadge } from "../../report/inventory/badge.js";
import { writeCalendar } from "../../report/inventory/calendar.js";
import { INVENTORY_FILES } from "../../report/inventory/files.js";
import { writeChangeComment } from "../../report/inventory/markdown.js";
import type { ReportWriter } from "../../report/writer.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { type Configuration, configured, loadConfiguration } from "../configuration.js";
import { exitCodeOf } from "../exit-code.js";
import { inventoryAt } from "../inventory/base-inventory.js";
import { withDates } from "../inventory/dated-findings.js";
import { mainAuthors, worktreeOwners } from "../inventory/owners.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, writeReports, writerOptions, writeWhole } from "../output.js";
import { loadRuleSet } from "../rule-set.js";
import { resolveSettings, type Settings } from "../settings.js";
import { warn } from "../warn.js";
import { scanPaths } from "./scan.js";

export interface InventoryOptions {
  readonly out: string | undefined;
  readonly base: string | undefined;
  /** Guess owners and dates by the history. */
  readonly blame: boolean;
  /** Exit 1 by policy. */
  readonly check: boolean;
  /** Further files: what they are called and who writes them. */
  readonly calendar: string | undefined;
  readonly comment: string | undefined;
  readonly badge: string | undefined;
}

export async function inventoryCommand(options: InventoryOptions, given: GivenOptions, io: Io): Promise<number> {
  const { root, inRepository } = rootOf(io.cwd);
  const typed = resolveSettings({ ...given, format: given.format ?? [] }, io);
  const configuration = await loadConfiguration(typed, io.cwd, root);
  const folder = resolve(io.cwd, options.out ?? ".");
  const settings = configured(withoutOwnFiles(typed, root, folder), configuration);
  const targets = fileTargets(options, folder);
  if (options.base !== undefined && !inRepository) {
    throw new SecretScanError("usage", "--base needs a git repository", {}, "Run it in one, or leave --base out");
  }
  makeFolder(folder, options.out);
  checkOutputs([...settings.outputs, ...targets.map(({ path }) => ({ format: "json" as const, file: path }))], io.cwd);

  const report = await inventoryReport(options, settings, configuration, root, io);
  const writing = writerOptions(settings, io);
  for (const { path, write } of targets) await writeWhole(path, write(report, { ...writing, color: false }));
  await writeReports(report, settings, io);
  if (!settings.quiet)
    await io.stdout.write(
      summary(
        report,
        targets.map(({ path }) => relative(io.cwd, path) || path),
      ),
    );
  const breaches = options.check ? policyBreaches(report.secrets ?? [], DEFAULT_POLICY, io.now().toISOString().slice(0, 10)) : [];
  for (const breach of breaches) await warn(io, { quiet: false }, breach);
  return breaches.length > 0 ? EXIT.findings : exitCodeOf(report, settings.failOn);
}

async function inventoryReport(
  options: InventoryOptions,
  settings: Settings,
  configuration: Configuration,
  root: string,
  io: Io,
): Promise<Report> {
  const references: FileReference[] = [];
  const scanned = await scanPaths([], { ...settings, configFile: false }, io, {
    references: configuration.secrets,
    onBatch: ({ found }) => {
      for (const { references: some = [], path } of found) for (const reference of some) references.push({ ...reference, path });
    },
  });
  const { inRepository } = rootOf(io.cwd);
  const blame = options.blame && inRepository;
  const today = io.now().toISOString().slice(0, 10);
  const { secrets, drift } = buildInventory({
    references,
    findings: blame ? withDates(scanned.findings, root) : scanned.findings,
    overrides: configuration.secrets,
    configFile: configuration.file,
    owners: worktreeOwners(root),
    ...(blame ? { guessOwners: mainAuthors(root) } : {}),
    today,
  });
  const report: Report = { ...scanned, secrets, drift };
  if (options.base === undefined) return report;
  const base = await inventoryAt(options.base, root, settings, await loadRuleSet(settings, io), io);
  return { ...report, changes: compareInventories(base, secrets, options.base) };
}

interface FileTarget {
  readonly path: string;
  readonly write: ReportWriter;
}

function fileTargets(options: InventoryOptions, folder: string): FileTarget[] {
  const further: readonly (readonly [string | undefined, ReportWriter])[] = [
    [options.calendar, writeCalendar],
    [options.comment, writeChangeComment],
    [options.badge, writeBadge],
  ];
  return [
    ...Object.entries(INVENTORY_FILES).map(([name, write]) => ({ path: resolve(folder, name), write })),
    ...further.flatMap(([file, write]) => (file === undefined ? [] : [{ path: resolve(file), write }])),
  ];
}

/** The inventory does not read its own four files, wherever they were written before. */
function withoutOwnFiles(settings: Settings, root: string, folder: string): Settings {
  const prefix = relative(root, folder).split(sep).join("/");
  const own = Object.keys(INVENTORY_FILES).map((name) => (prefix === "" || prefix.startsWith("..") ? name : `${prefix}/${name}`));
  return { ...settings, exclude: [...settings.exclude, ...own.map((glob) => ({ glob, matches: compileGlob(glob) }))] };
}

function makeFolder(folder: string, named: string | undefined): void {
  if (named === undefined) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const { code } = cause as NodeJS.ErrnoException;
    throw new SecretScanError("usage", `the folder cannot be made (${code})`, { file: named }, "Choose another --out", { cause });
  }
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
