/**
 * The exceptions of the current repository and a scan of its whole work tree: what the commands on exceptions hold against each other.
 */

import { join, resolve } from "node:path";
import { BASELINE_FILE, type Baseline, emptyBaseline } from "../allow/baseline.js";
import { parseBaseline } from "../allow/baseline-text.js";
import type { Allowlist, AllowlistEntry } from "../allow/entry.js";
import { withNestedAllowlists } from "../allow/nested-allowlist.js";
import { ALLOWLIST_FILE, emptyAllowlist, parseAllowlist } from "../allow/parse-allowlist.js";
import { readExceptionFile } from "../allow/text-file.js";
import type { Report } from "../model/report.js";
import type { RawFinding } from "../scan/raw-finding.js";
import { scanWorktree } from "../scan/scan-worktree.js";
import { rootOf } from "../sources/worktree/targets.js";
import type { Io } from "./io.js";
import { createProgress } from "./progress.js";
import { loadRuleSet, type RuleSet } from "./rule-set.js";
import { scannerSetup } from "./scanner-setup.js";
import type { Settings } from "./settings.js";
import { warn } from "./warn.js";

/** A file of exceptions: where it is, what it is called, and its text if there is one. */
export interface ExceptionFile {
  readonly path: string;
  readonly name: string;
  readonly text: string | undefined;
}

export interface ExceptionContext {
  /** Absolute path of what report paths are relative to. */
  readonly root: string;
  readonly inRepository: boolean;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  readonly rules: RuleSet;
  readonly allowlistFile: ExceptionFile;
  /** The root's entries first, then those of nested files. */
  readonly allowlist: Allowlist;
  readonly baselineFile: ExceptionFile;
  readonly baseline: Baseline;
}

/** A finding with the path that it stands in. */
export interface FoundToday {
  readonly path: string;
  readonly raw: RawFinding;
}

export interface ScanOfToday {
  /** Every finding, hidden or not. */
  readonly found: readonly FoundToday[];
  readonly report: Report;
}

export interface ScanChanges {
  /** As typed, relative to the current folder; none: the whole tree. */
  readonly paths?: readonly string[];
  /** In place of the allowlist's own. */
  readonly entries?: readonly AllowlistEntry[];
  /** Base64 of 32 bytes, in place of the allowlist's own. */
  readonly key?: string;
}

/** Reads both files. @throws SecretScanError `usage` where one of them is broken */
export async function openExceptions(settings: Settings, io: Io): Promise<ExceptionContext> {
  const { root, inRepository } = rootOf(io.cwd);
  const rules = await loadRuleSet(settings, io);
  const today = io.now().toISOString().slice(0, 10);
  const allowlistFile = await openFile(settings.allowlistFile, ALLOWLIST_FILE, root, io);
  const baselineFile = await openFile(settings.baselineFile, BASELINE_FILE, root, io);
  const { isSafePattern } = await import("../scan/safe-pattern.js");
  const options = { knownRuleIds: rules.knownIds, today, isSafePattern };
  return {
    root,
    inRepository,
    today,
    rules,
    allowlistFile,
    allowlist:
      allowlistFile.text === undefined
        ? emptyAllowlist(allowlistFile.name)
        : await withNestedAllowlists(await parseAllowlist(allowlistFile.text, allowlistFile.name, options), root, options),
    baselineFile,
    baseline:
      baselineFile.text === undefined ? emptyBaseline(baselineFile.name) : parseBaseline(baselineFile.text, baselineFile.name),
  };
}

/** Findings of every confidence, since an exception may be for any. */
export async function scanToday(
  context: ExceptionContext,
  settings: Settings,
  io: Io,
  changes: ScanChanges = {},
): Promise<ScanOfToday> {
  const { paths = [], entries = context.allowlist.entries, key = context.allowlist.key } = changes;
  const allowlist: Allowlist = { ...context.allowlist, entries, key };
  const found: FoundToday[] = [];
  const progress = settings.progress ? createProgress(io.stderr, () => performance.now()) : undefined;
  try {
    const report = await scanWorktree({
      cwd: paths.length === 0 ? context.root : io.cwd,
      paths,
      exclude: settings.exclude,
      includeIgnored: settings.includeIgnored,
      threads: settings.threads,
      setup: { ...scannerSetup(settings, context.rules, allowlist, io), minConfidence: "low" },
      exceptions: { allowlist, baseline: context.baseline },
      allRules: settings.only.length === 0 && settings.excludeRules.length === 0,
      book: context.rules.book,
      repository: undefined,
      reproducible: settings.reproducible,
      workerUrl: io.workerUrl,
      signal: io.signal,
      onBatch: (result) => {
        for (const { path, findings } of result.found) for (const raw of findings) found.push({ path, raw });
      },
      onProgress: ({ files, bytes, findings }) => progress?.update(files, bytes, findings),
      onWarning: (warning) => void warn(io, settings, warning),
    });
    return { found: found.sort(byPlace), report };
  } finally {
    progress?.done();
  }
}

function byPlace(a: FoundToday, b: FoundToday): number {
  return (
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)) ||
    a.raw.startLine - b.raw.startLine ||
    a.raw.startColumn - b.raw.startColumn
  );
}

async function openFile(named: string | undefined, usual: string, root: string, io: Io): Promise<ExceptionFile> {
  const name = named ?? usual;
  const path = named === undefined ? join(root, usual) : resolve(io.cwd, named);
  return { path, name, text: await readExceptionFile(path, name, named === undefined ? root : undefined) };
}
