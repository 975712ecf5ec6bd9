/**
 * What every scan of git objects needs before it starts: rules, the exceptions of the revision that is scanned, and a scanner.
 *
 * git is started first: it works while the rules are loaded.
 */

import { emptyBaseline } from "../allow/baseline.js";
import type { Allowlist } from "../allow/entry.js";
import { ALLOWLIST_FILE, emptyAllowlist } from "../allow/parse-allowlist.js";
import type { Report, ScanFacts } from "../model/report.js";
import { assembleReport } from "../scan/assemble.js";
import { loadAllowlist } from "../scan/exceptions.js";
import { sortFindings } from "../scan/findings.js";
import { commonGitFolder, type GitScan } from "../scan/git/git-scan.js";
import { createObjectScanner, type ObjectScanner } from "../scan/git/object-scanner.js";
import { exceptionsAt } from "../scan/git/revision-exceptions.js";
import type { ObjectReader } from "../sources/git/objects.js";
import type { GitOptions } from "../sources/git/run.js";
import type { Io } from "./io.js";
import { loadRuleSet, type RuleSet } from "./rule-set.js";
import { scannerSetup } from "./scanner-setup.js";
import type { Settings } from "./settings.js";
import { warn } from "./warn.js";

export interface GitRun {
  readonly place: GitOptions;
  readonly scanner: ObjectScanner;
  readonly rules: RuleSet;
  readonly allowlist: Allowlist;
  readonly allowlistChange: ScanFacts["allowlistChange"];
  readonly startedAt: Date;
}

export interface GitRunOptions {
  readonly place: GitOptions;
  readonly reader: ObjectReader;
  /** Commit whose exceptions hold, "" for the index; undefined: none do. */
  readonly revision: string | undefined;
  /** What a change of the exceptions is judged against. */
  readonly base?: string;
}

/** Where git looks: the current folder, as the environment of a hook may have it. */
export function gitPlace(io: Io): GitOptions {
  return { cwd: io.cwd, inheritPlace: true, signal: io.signal };
}

/** @throws SecretScanError `usage` for broken rules and exceptions */
export async function prepareGitRun(
  { place, reader, revision, base }: GitRunOptions,
  settings: Settings,
  io: Io,
): Promise<GitRun> {
  const startedAt = io.now();
  const rules = await loadRuleSet(settings, io);
  const { allowlist, change } = await exceptions(reader, revision, base, rules, settings, io);
  const scanner = createObjectScanner(scannerSetup(settings, rules, allowlist, io), commonGitFolder(place));
  if (change !== undefined) {
    await warn(io, settings, `${ALLOWLIST_FILE} changes here: ${change.added} added, ${change.removed} removed`);
  }
  return { place, scanner, rules, allowlist, allowlistChange: change, startedAt };
}

async function exceptions(
  reader: ObjectReader,
  revision: string | undefined,
  base: string | undefined,
  rules: RuleSet,
  settings: Settings,
  io: Io,
): Promise<{ allowlist: Allowlist; change: ScanFacts["allowlistChange"] }> {
  if (settings.allowlistFile !== undefined) {
    const named = { named: settings.allowlistFile, cwd: io.cwd, root: io.cwd, knownRuleIds: rules.knownIds, now: io.now() };
    return { allowlist: await loadAllowlist(named), change: undefined };
  }
  if (revision === undefined) return { allowlist: emptyAllowlist(), change: undefined };
  const today = io.now().toISOString().slice(0, 10);
  return exceptionsAt(reader, revision, base, { knownRuleIds: rules.knownIds, today });
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
  const timing = { startedAt: run.startedAt.toISOString(), durationMs: io.now().getTime() - run.startedAt.getTime() };
  const allRules = settings.only.length === 0 && settings.excludeRules.length === 0;
  const wholeHistory = facts.source === "history" && allRules && scan.failures.length === 0;
  return assembleReport(book, {
    facts: {
      ...facts,
      files: scan.files,
      blobs: scan.blobs,
      bytes: scan.bytes,
      ...(run.allowlistChange === undefined ? {} : { allowlistChange: run.allowlistChange }),
      ...(settings.reproducible ? {} : { run: timing }),
    },
    ...sortFindings(book, scan.found, { allowlist: run.allowlist, baseline: emptyBaseline() }, wholeHistory),
    skipped: scan.skipped,
    failures: scan.failures,
  });
}
