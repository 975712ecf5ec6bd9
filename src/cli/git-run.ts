/**
 * What every scan of git objects needs before it starts: rules, the exceptions of the revision that is scanned, and a scanner.
 *
 * git is started first: it works while the rules are loaded.
 */

import { emptyBaseline } from "../allow/baseline.js";
import { NO_NEW_EXCEPTIONS } from "../allow/exception-change.js";
import { ALLOWLIST_FILE, emptyAllowlist } from "../allow/parse-allowlist.js";
import { decodeExceptionFile } from "../allow/text-file.js";
import type { Report, ScanFacts } from "../model/report.js";
import { newlyAllowedText } from "../report/text/newly-allowed.js";
import { assembleReport } from "../scan/assemble.js";
import { loadAllowlist, loadBaseline } from "../scan/exceptions.js";
import { sortFindings } from "../scan/findings.js";
import { commonGitFolder, type GitScan } from "../scan/git/git-scan.js";
import { createObjectScanner, type ObjectScanner } from "../scan/git/object-scanner.js";
import { exceptionsAt, filesAt, type RevisionExceptions } from "../scan/git/revision-exceptions.js";
import { newlyAllowed } from "../scan/newly-allowed.js";
import type { ScannerSetup } from "../scan/setup.js";
import type { ObjectReader } from "../sources/git/objects.js";
import type { GitOptions } from "../sources/git/run.js";
import { createExclusion, type PathExclusion } from "../sources/worktree/exclusion.js";
import {
  CONFIGURATION_FILE,
  type Configuration,
  configured,
  EMPTY_CONFIGURATION,
  loadConfiguration,
  parseConfiguration,
} from "./configuration.js";
import { exitCodeOf } from "./exit-code.js";
import { EXIT, type Io } from "./io.js";
import { loadRuleSet, type RuleSet } from "./rule-set.js";
import { scannerSetup } from "./scanner-setup.js";
import type { Settings } from "./settings.js";
import { withUncommittedKey } from "./uncommitted-key.js";
import { warn } from "./warn.js";

export interface GitRun {
  readonly place: GitOptions;
  readonly scanner: ObjectScanner;
  readonly setup: ScannerSetup;
  /** Options and configuration together. */
  readonly settings: Settings;
  readonly rules: RuleSet;
  readonly exceptions: RevisionExceptions;
  readonly startedAt: Date;
  readonly isWhole: boolean;
  /** Of options and configuration together. */
  readonly excluded: PathExclusion | undefined;
}

export interface GitRunOptions {
  readonly place: GitOptions;
  readonly reader: ObjectReader;
  /** Commit whose exceptions hold, "" for the index; undefined: none do. */
  readonly revision: string | undefined;
  /** What a change of the exceptions is judged against. */
  readonly base?: string;
  /** True where everything is looked at that an exception may be for: then one that matches nothing is told. @default false */
  readonly isWhole?: boolean;
  /** False: markers in what is scanned make no exception. @default true */
  readonly inline?: boolean;
}

/** Where git looks: the current folder, as the environment of a hook may have it. */
export function gitPlace(io: Io): GitOptions {
  return { cwd: io.cwd, inheritPlace: true, signal: io.signal };
}

/** @throws SecretScanError `usage` for broken rules and exceptions */
export async function prepareGitRun(options: GitRunOptions, given: Settings, io: Io): Promise<GitRun> {
  const { place, inline = true, isWhole = false } = options;
  const startedAt = io.now();
  const settings = configured(given, await configurationOf(options, given, io));
  const rules = await loadRuleSet(settings, io);
  const exceptions = await exceptionsOf(options, rules, settings, io);
  const mayBeStale = isWhole && exceptions.allowlist.entries.length + exceptions.baseline.rows.length > 0;
  const setup: ScannerSetup = {
    ...scannerSetup(settings, rules, exceptions.allowlist, io, inline),
    // an exception may be for a finding that is not shown
    ...(mayBeStale ? { matchedConfidence: "low" } : {}),
  };
  const scanner = createObjectScanner(setup, commonGitFolder(place));
  for (const [file, { added, removed }] of exceptions.changes) {
    await warn(io, settings, `${file} changes here: ${added} added, ${removed} removed`);
  }
  return { place, scanner, setup, settings, rules, exceptions, startedAt, isWhole, excluded: createExclusion(settings.exclude) };
}

/** A file that was named, else the one of the revision. */
async function configurationOf({ reader, revision }: GitRunOptions, settings: Settings, io: Io): Promise<Configuration> {
  if (typeof settings.configFile === "string") return loadConfiguration(settings, io.cwd, io.cwd);
  if (settings.configFile === false || revision === undefined) return EMPTY_CONFIGURATION;
  const [bytes] = await filesAt(reader, [`${revision}:${CONFIGURATION_FILE}`]);
  return bytes === undefined
    ? EMPTY_CONFIGURATION
    : parseConfiguration(decodeExceptionFile(bytes, CONFIGURATION_FILE), CONFIGURATION_FILE);
}

async function exceptionsOf(
  { place, reader, revision, base }: GitRunOptions,
  rules: RuleSet,
  settings: Settings,
  io: Io,
): Promise<RevisionExceptions> {
  const today = io.now().toISOString().slice(0, 10);
  const found: RevisionExceptions =
    revision === undefined
      ? { allowlist: emptyAllowlist(), baseline: emptyBaseline(), changes: new Map(), added: NO_NEW_EXCEPTIONS }
      : await withUncommittedKey(
          await exceptionsAt(reader, revision, base, {
            get knownRuleIds() {
              return rules.knownIds;
            },
            today,
            place,
          }),
          rules,
          io,
        );
  // A file that was named stands in place of what was committed.
  const here = { cwd: io.cwd, root: io.cwd };
  const added = { entries: settings.allowlistFile ? new Set<number>() : found.added.entries, rows: found.added.rows };
  const list = settings.allowlistFile;
  const rows = settings.baselineFile;
  return {
    ...found,
    added: settings.baselineFile ? { ...added, rows: new Set() } : added,
    ...(list === undefined
      ? {}
      : { allowlist: await loadAllowlist({ ...here, named: list, knownRuleIds: rules.knownIds, now: io.now() }) }),
    ...(rows === undefined ? {} : { baseline: await loadBaseline({ ...here, named: rows }) }),
  };
}

/** The report of what was gathered. */
export async function gitReport(
  run: GitRun,
  scan: GitScan,
  facts: Pick<ScanFacts, "source" | "repository">,
  settings: Settings,
  io: Io,
): Promise<Report> {
  const book = await run.rules.book();
  const change = run.exceptions.changes.get(ALLOWLIST_FILE);
  const allowed = newlyAllowed(scan.found, run.exceptions.added, run.exceptions.baseline);
  const told = newlyAllowedText(allowed);
  if (told !== undefined) await warn(io, settings, told);
  const timing = { startedAt: run.startedAt.toISOString(), durationMs: io.now().getTime() - run.startedAt.getTime() };
  const allRules = settings.only.length === 0 && settings.excludeRules.length === 0;
  const wholeHistory = run.isWhole && allRules && scan.failures.length === 0;
  return assembleReport(book, {
    facts: {
      ...facts,
      files: scan.files,
      blobs: scan.blobs,
      bytes: scan.bytes,
      ...(change === undefined ? {} : { allowlistChange: change }),
      ...(allowed.length === 0 ? {} : { newlyAllowed: allowed }),
      ...(settings.reproducible ? {} : { run: timing }),
    },
    ...sortFindings(book, scan.found, run.exceptions, wholeHistory, run.setup.minConfidence),
    skipped: scan.skipped,
    failures: scan.failures,
  });
}

/** As for any scan; with `--protect-allowlist` a change of the exceptions blocks as a finding does. */
export function gitExitCode(report: Report, changedFiles: readonly string[], settings: Settings): number {
  const code = exitCodeOf(report, settings.failOn);
  return settings.protectAllowlist && changedFiles.length > 0 ? EXIT.findings : code;
}
