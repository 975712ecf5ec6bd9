/**
 * `secret-scan range [BASE..HEAD]`: what the commits of a range bring in; in a CI job it works out the range by itself.
 */

import { SecretScanError } from "../../model/error.js";
import type { Report } from "../../model/report.js";
import { prepareBuiltInPack } from "../../rules/built-in-pack.js";
import { emptyScan } from "../../scan/git/git-scan.js";
import { scanRange } from "../../scan/git/scan-range.js";
import { ciRange } from "../../sources/git/ci-range.js";
import { startCommitLog } from "../../sources/git/commit-log.js";
import { saysNothingStaged } from "../../sources/git/nothing-staged.js";
import { createObjectReader, type ObjectReader } from "../../sources/git/objects.js";
import { createPackStore, type PackStore } from "../../sources/git/pack-store.js";
import { factsOfKnown } from "../../sources/git/repository-facts.js";
import { commitsOf, parseRange, shallowCommits } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import { deepeningCommand, unknownRevision } from "../../sources/git/unknown-revision.js";
import { exitCodeAfter } from "../exit-code.js";
import { gitExitCode, gitPlace, gitReport, prepareGitRun } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports } from "../output.js";
import { createProgress } from "../progress.js";
import { protectedChanges } from "../protected-changes.js";
import { described, isDescribed } from "../scan-staged.js";
import { resolveSettings, type Settings } from "../settings.js";

export async function rangeCommand(range: string | undefined, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  checkOutputs(settings.outputs, io.cwd);
  const { report, changedFiles } = await scanGiven(range, settings, io);
  const outputs = createOutputs(io);
  await writeReports(report, settings, io, outputs);
  const code = gitExitCode(report, changedFiles, settings);
  if (code === EXIT.findings) await (await import("../remember-run.js")).rememberRun(report, io);
  return exitCodeAfter(code, outputs.failure, report, settings, io);
}

/** What is scanned; `missing` is a base that a shallow clone does not have. */
interface ResolvedRange {
  readonly head: string;
  readonly base: string | undefined;
  readonly missing?: string;
  readonly deepen?: string;
}

async function scanGiven(
  range: string | undefined,
  settings: Settings,
  io: Io,
): Promise<{ report: Report; changedFiles: readonly string[] }> {
  const place = gitPlace(io);
  const reader = createObjectReader(place);
  let packs: PackStore | undefined;
  const progress = settings.progress ? createProgress(io.stderr, () => performance.now()) : undefined;
  try {
    const resolving = range === undefined ? rangeOfCi(reader, place, settings, io) : rangeAsTyped(range, reader, place);
    // it is waited for below; until then something else may fail first
    resolving.catch(() => {});
    // while git starts
    prepareBuiltInPack();
    const resolved = await resolving;
    const { base, head, missing } = resolved;
    const isUnstaged = isDescribed(settings) && (await saysNothingStaged(place, reader));
    const { gitFolder, shallow } = await factsOfKnown(place);
    packs = createPackStore(gitFolder, place, "few");
    const revisions = base === undefined ? [head] : [head, `^${base}`];
    const started = missing === undefined ? startCommitLog(place, revisions) : undefined;
    // while git starts
    if (started !== undefined) packs.open(head.length);
    const repository = described(settings, io, isUnstaged);
    repository.catch(() => {});
    const run = await prepareGitRun({ place, reader, revision: head, ...(base === undefined ? {} : { base }) }, settings, io);
    if (missing !== undefined) {
      const scan = emptyScan();
      const hint = resolved.deepen === undefined || resolved.deepen === "" ? "run" : resolved.deepen;
      scan.failures.push({
        path: `commit:${missing}`,
        reason: `the base is not in this shallow clone; ${hint}: ${deepeningCommand(missing)}`,
      });
      const facts = { source: "range" as const, ...(await repository) };
      return { report: await gitReport(run, scan, facts, settings, io), changedFiles: [] };
    }
    const { scan } = await scanRange({
      ...{ place, revisions, base, started, packs, shallow },
      reader,
      scanner: run.scanner,
      excluded: run.excluded,
      signal: io.signal,
      onProgress: ({ files, bytes, found }, expected) => progress?.update(files, bytes, found.length, expected),
    });
    const facts = { source: "range" as const, ...(await repository) };
    const changedFiles = await protectedChanges({ changed: run.exceptions.changes.keys(), base, reader }, settings, io);
    return { report: await gitReport(run, scan, facts, settings, io), changedFiles };
  } finally {
    progress?.done();
    reader.close();
    packs?.close();
  }
}

async function rangeAsTyped(text: string, reader: ObjectReader, place: GitOptions): Promise<ResolvedRange> {
  const names = parseRange(text);
  const [base, head] = await commitsOf(reader, place, [names.base, names.head]);
  if (head === undefined) throw await unknownRevision(place, names.head);
  if (base !== undefined) return { base, head };
  const { shallow } = await factsOfKnown(place);
  if (shallow.size === 0) throw await unknownRevision(place, names.base);
  return { base, head, missing: names.base };
}

/** Takes the first of the service's bases that is here, and says which. */
async function rangeOfCi(reader: ObjectReader, place: GitOptions, settings: Settings, io: Io): Promise<ResolvedRange> {
  const ci = await ciRange(io.env);
  if (ci === undefined) {
    throw new SecretScanError(
      "usage",
      "which commits? No CI service was recognised",
      {},
      "Write BASE..HEAD, for example origin/main..HEAD",
    );
  }
  const [named, current, ...bases] = await commitsOf(reader, place, [ci.head, "HEAD", ...ci.bases]);
  const head = named ?? (ci.isHeadElsewhere === true ? undefined : current);
  if (head === undefined) throw await unknownRevision(place, ci.head);
  const say = (what: string): Promise<void> =>
    settings.quiet ? Promise.resolve() : io.stderr.write(`secret-scan: ${ci.service}: scanning ${what}\n`);
  for (const [index, name] of ci.bases.entries()) {
    const base = bases[index];
    if (base === undefined) continue;
    await say(`${short(base)}..${short(head)} (${name} to ${ci.head})`);
    return { base, head };
  }
  const [missing] = ci.bases;
  if (missing !== undefined && (await shallowCommits(place)).size > 0)
    return { head, base: undefined, missing, deepen: ci.deepen };
  await say(`all commits of ${short(head)}: ${missing === undefined ? "there is no base" : `the base ${missing} is gone`}`);
  return { head, base: undefined };
}

function short(id: string): string {
  return /^[0-9a-f]{40,}$/.test(id) ? id.slice(0, 12) : id;
}
