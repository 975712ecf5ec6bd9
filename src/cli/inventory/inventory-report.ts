/**
 * The report of `inventory`: a scan with its references, laid together by name and held against a base.
 */

import { allowlistChange } from "../../allow/exception-change.js";
import { ALLOWLIST_FILE } from "../../allow/parse-allowlist.js";
import { readExceptionFile } from "../../allow/text-file.js";
import { buildInventory, type FileReference, type InventoryInput } from "../../inventory/build/build-inventory.js";
import { compareInventories } from "../../inventory/compare.js";
import type { Report } from "../../model/report.js";
import { scanPaths } from "../commands/scan.js";
import { type Configuration, countedPaths } from "../configuration.js";
import type { Io } from "../io.js";
import { loadRuleSet } from "../rule-set.js";
import type { Settings } from "../settings.js";
import { inventoryAt } from "./base-inventory.js";
import { withDates } from "./dated-findings.js";
import { findBase } from "./find-base.js";
import { mainAuthors, worktreeOwners } from "./owners.js";
import { todayOf } from "./today.js";

export interface InventoryScope {
  /** Absolute. */
  readonly root: string;
  readonly inRepository: boolean;
  /** As typed: a revision, or `ci`. */
  readonly base: string | undefined;
  readonly blame: boolean;
  /** Paths of the reports, which count for nothing. */
  readonly own: ReadonlySet<string>;
}

/** @param settings with what the configuration adds @throws SecretScanError `usage` when there is no such base */
export async function inventoryReport(
  scope: InventoryScope,
  settings: Settings,
  configuration: Configuration,
  io: Io,
): Promise<Report> {
  const { root, base, own } = scope;
  const against = base === undefined ? undefined : await findBase(base, root, io);
  const references: FileReference[] = [];
  const counts = countedPaths(configuration);
  let uncounted = 0;
  const scanned = await scanPaths([], { ...settings, configFile: false }, io, {
    root,
    own,
    references: configuration.secrets,
    onBatch: ({ found }) => {
      for (const { references: some = [], path, pathEncoded } of found)
        if (!counts(path)) uncounted += some.length;
        else for (const reference of some) references.push({ ...reference, path, ...(pathEncoded ? { pathEncoded } : {}) });
    },
  });
  const input: InventoryInput = {
    references,
    findings: scanned.findings,
    overrides: configuration.secrets,
    configFile: configuration.file,
    owners: worktreeOwners(root),
    today: todayOf(settings, io),
  };
  const blame = scope.blame && scope.inRepository;
  const globs = configuration.inventoryExclude.map(({ glob }) => glob);
  const report: Report = {
    ...scanned,
    ...buildInventory(blame ? await blamed(input, root) : input),
    ...(globs.length === 0 ? {} : { uncounted: { globs, references: uncounted } }),
  };
  if (against === undefined) return report;
  if (against.commit === undefined) return withoutBase(report, against.name);
  const before = await inventoryAt(against.commit, root, settings, await loadRuleSet(settings, io), configuration, io);
  // the history is asked of neither side
  const now = blame ? buildInventory(input).secrets : (report.secrets ?? []);
  const after = await readExceptionFile(`${root}/${ALLOWLIST_FILE}`, ALLOWLIST_FILE);
  const change = await allowlistChange(before.allowlist, after);
  const known = new Set(report.failures.map(({ path, reason }) => `${path}\n${reason}`));
  const failures = [...report.failures, ...before.failures.filter(({ path, reason }) => !known.has(`${path}\n${reason}`))];
  return {
    ...report,
    failures,
    scan: {
      ...report.scan,
      complete: failures.length === 0,
      ...(change.added + change.removed === 0 ? {} : { allowlistChange: change }),
    },
    changes: compareInventories(before.secrets, now, against.name),
  };
}

async function blamed(input: InventoryInput, root: string): Promise<InventoryInput> {
  const paths = [...input.references, ...input.findings].map(({ path }) => path);
  return { ...input, findings: await withDates(input.findings, root), guessOwners: await mainAuthors(root, paths) };
}

/** What cannot be compared is not called unchanged. */
function withoutBase(report: Report, base: string): Report {
  const failure = { path: `commit:${base}`, reason: "the base is not in this shallow clone; deepen it: git fetch --unshallow" };
  return { ...report, scan: { ...report.scan, complete: false }, failures: [...report.failures, failure] };
}
