/**
 * `secret-scan history [REV…]`: everything that was ever committed and can still be reached.
 */

import { SecretScanError } from "../../model/error.js";
import { createBlobHelpers } from "../../scan/git/blob-helpers.js";
import { commonGitFolder } from "../../scan/git/git-scan.js";
import { cacheKey } from "../../scan/git/history-cache.js";
import { type HistoryScan, scanHistory } from "../../scan/git/scan-history.js";
import { createObjectReader } from "../../sources/git/objects.js";
import { stashes, tipsOf } from "../../sources/git/refs.js";
import { commitOf, countCommits, parseRange } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import { exitCodeAfter, exitCodeOf } from "../exit-code.js";
import { type GitRun, gitPlace, gitReport, prepareGitRun } from "../git-run.js";
import type { Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs, createOutputs, writeReports } from "../output.js";
import { createProgress } from "../progress.js";
import { described } from "../scan-staged.js";
import { resolveSettings } from "../settings.js";

/** As typed. */
export interface HistoryArguments {
  readonly revisions: readonly string[];
  readonly since: string | undefined;
  readonly branch: string | undefined;
  readonly unreachable: boolean;
}

export async function historyCommand(typed: HistoryArguments, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  checkOutputs(settings.outputs, io.cwd);
  const place = gitPlace(io);
  const everything = typed.revisions.length === 0 && typed.branch === undefined && typed.since === undefined;
  const revisions = await resolveRevisions(typed, place, io);
  const reader = createObjectReader(place);
  const progress = settings.progress ? createProgress(io.stderr, () => performance.now()) : undefined;
  let commits: number | undefined;
  if (progress !== undefined && io.stderr.isTTY === true) {
    // Asked while the scan runs; without an answer there is no estimate.
    countCommits(place, revisions).then(
      (count) => {
        commits = count;
      },
      () => {},
    );
  }
  try {
    const head = await commitOf(place, "HEAD");
    const run = await prepareGitRun({ place, reader, revision: head }, settings, io);
    const scan = await scanHistory({
      place,
      revisions,
      tips: everything ? await tipsOf(place) : undefined,
      unreachable: typed.unreachable,
      reader,
      scanner: run.scanner,
      excluded: run.excluded,
      helpers: (onOutcome) =>
        createBlobHelpers({ count: settings.threads - 1, workerUrl: io.workerUrl, setup: run.setup, place, onOutcome }),
      cache: await cacheOf(place, run, io),
      commitCount: () => commits,
      signal: io.signal,
      onProgress: ({ files, bytes, found }, expected) => progress?.update(files, bytes, found.length, expected),
    });
    const report = await gitReport(run, scan, { source: "history", ...(await described(settings, io)) }, settings, io);
    progress?.done();
    const outputs = createOutputs(io);
    await writeReports(report, settings, io, outputs);
    return await exitCodeAfter(exitCodeOf(report, settings.failOn), outputs.failure, report, settings, io);
  } finally {
    progress?.done();
    reader.close();
  }
}

/** What was looked at is remembered per rules and options: all that decides what a blob holds. */
async function cacheOf(place: GitOptions, run: GitRun, io: Io): Promise<HistoryScan["cache"]> {
  const gitFolder = commonGitFolder(place)();
  if (gitFolder === undefined) return undefined;
  const { only, excluded, minConfidence, maxDecodeDepth, maxArchiveDepth } = run.setup;
  const { digest } = await run.rules.book();
  const globs = run.settings.exclude.map(({ glob }) => glob);
  return {
    gitFolder,
    key: cacheKey([io.version, digest, only, excluded, minConfidence, maxDecodeDepth, maxArchiveDepth, globs]),
  };
}

async function resolveRevisions(typed: HistoryArguments, place: GitOptions, io: Io): Promise<string[]> {
  const since = typed.since === undefined ? [] : [`--since=${sinceDate(typed.since, io.now())}`];
  if (typed.revisions.length === 0 && typed.branch === undefined) {
    return [...since, "--exclude=refs/notes/*", "--all", ...(await stashes(place))];
  }
  const resolved: string[] = [...since];
  if (typed.branch !== undefined) {
    const { branch } = typed;
    const id = (await commitOf(place, `refs/heads/${branch}`)) ?? (await commitOf(place, `refs/remotes/${branch}`));
    if (id === undefined) throw new SecretScanError("usage", `no branch is called "${branch}"`, {}, "`git branch -a` lists them");
    resolved.push(id);
  }
  for (const revision of typed.revisions) {
    if (revision.includes("..")) {
      const { base, head } = parseRange(revision);
      resolved.push(await known(place, head), `^${await known(place, base)}`);
    } else resolved.push(revision.startsWith("^") ? `^${await known(place, revision.slice(1))}` : await known(place, revision));
  }
  return resolved;
}

async function known(place: GitOptions, name: string): Promise<string> {
  const id = await commitOf(place, name);
  if (id !== undefined) return id;
  throw new SecretScanError(
    "usage",
    `no commit is called "${name}" here`,
    {},
    "`git log` and `git branch -a` show what there is",
  );
}

const AGO = /^\s*(\d+)[ .](second|minute|hour|day|week|month|year)s?[ .]ago\s*$/i;
const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86400,
  week: 604800,
  month: 2629746,
  year: 31556952,
};

/** git takes any text for a date, a misspelt one for now; so dates are read here. */
function sinceDate(text: string, now: Date): string {
  const [, count, unit] = AGO.exec(text) ?? [];
  const milliseconds =
    count !== undefined && unit !== undefined
      ? now.getTime() - Number(count) * (SECONDS[unit.toLowerCase()] ?? 0) * 1000
      : /^yesterday$/i.test(text)
        ? now.getTime() - 86_400_000
        : /^\d{4}-\d{2}/.test(text)
          ? Date.parse(text)
          : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new SecretScanError("usage", `--since: "${text}" is no date`, {}, 'Write 2026-01-31, or "3 months ago"');
  }
  return new Date(milliseconds).toISOString();
}
