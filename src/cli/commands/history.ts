/**
 * `secret-scan history [REV…]`: everything that was ever committed and can still be reached.
 */

import { SecretScanError } from "../../model/error.js";
import { createBlobHelpers } from "../../scan/git/blob-helpers.js";
import { cacheKey } from "../../scan/git/cache-file.js";
import type { GitScan } from "../../scan/git/git-scan.js";
import { createHistoryAnswer, type HistoryAnswer } from "../../scan/git/history-answer.js";
import { hasHistoryCache } from "../../scan/git/history-cache.js";
import { scanHistory } from "../../scan/git/scan-history.js";
import { startCommitLog } from "../../sources/git/commit-log.js";
import { ALL_COMMITS } from "../../sources/git/early-commands.js";
import { createObjectReader } from "../../sources/git/objects.js";
import { createPackStore, type PackStore } from "../../sources/git/pack-store.js";
import { readRefs, stashes, tipsOf } from "../../sources/git/refs.js";
import { readRepositoryFacts } from "../../sources/git/repository-facts.js";
import { commitOf, countCommits, parseRange } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import { unknownRevision } from "../../sources/git/unknown-revision.js";
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
  const reader = createObjectReader(place);
  let packs: PackStore | undefined;
  const progress = settings.progress ? createProgress(io.stderr, () => performance.now()) : undefined;
  try {
    const repository = described(settings, io);
    // it is waited for below; until then something else may fail first
    repository.catch(() => {});
    const [facts, refs] = await Promise.all([readRepositoryFacts(place), readRefs(place)]);
    const stashed = await stashes(place, refs);
    const revisions = await resolveRevisions(typed, stashed, place, io);
    const everything = typed.revisions.length === 0 && typed.branch === undefined && typed.since === undefined;
    const tips = everything ? tipsOf(refs, facts.head, stashed) : undefined;
    packs = createPackStore(facts.gitFolder, place, "most");
    // it has listed the first commits when the rules are loaded; where there is a cache less may be wanted, or nothing
    const started = hasHistoryCache(facts.gitFolder) ? undefined : startCommitLog(place, revisions);
    const run = await prepareGitRun({ place, reader, revision: facts.head, isWhole: everything }, settings, io);
    const key = await verdictKey(run, io);
    const isSame = tips !== undefined && !typed.unreachable;
    const answer = isSame ? createHistoryAnswer(facts.gitFolder, run.setup, [key, refs.digest, tips]) : undefined;
    const scan = await answered(answer, () =>
      scanHistory({
        ...{
          place,
          packs,
          refs,
          revisions,
          started,
          tips,
          reader,
          shallow: facts.shallow,
          scanner: run.scanner,
          excluded: run.excluded,
        },
        unreachable: typed.unreachable,
        helpers: (onOutcome) =>
          createBlobHelpers({
            ...{ count: settings.threads - 1, workerUrl: io.workerUrl, setup: run.setup },
            ...{ place, gitFolder: facts.gitFolder, onOutcome },
          }),
        cache: { gitFolder: facts.gitFolder, key },
        commitCount: progress === undefined || io.stderr.isTTY !== true ? () => undefined : estimate(place, revisions),
        signal: io.signal,
        onProgress: ({ files, bytes, found }, expected) => progress?.update(files, bytes, found.length, expected),
      }),
    );
    const report = await gitReport(run, scan, { source: "history", ...(await repository) }, settings, io);
    progress?.done();
    const outputs = createOutputs(io);
    await writeReports(report, settings, io, outputs);
    return await exitCodeAfter(exitCodeOf(report, settings.failOn), outputs.failure, report, settings, io);
  } finally {
    progress?.done();
    reader.close();
    packs?.close();
  }
}

/** The earlier answer, where it still is one. */
async function answered(answer: HistoryAnswer | undefined, scan: () => Promise<GitScan>): Promise<GitScan> {
  const known = await answer?.load();
  if (known !== undefined) return known;
  const made = await scan();
  await answer?.save(made);
  return made;
}

/** How many commits there are, as soon as git has said so; without an answer there is no estimate. */
function estimate(place: GitOptions, revisions: readonly string[]): () => number | undefined {
  let commits: number | undefined;
  countCommits(place, revisions).then(
    (count) => {
      commits = count;
    },
    () => {},
  );
  return () => commits;
}

/** Of rules and options: all that decides what a blob holds. */
async function verdictKey(run: GitRun, io: Io): Promise<string> {
  const { only, excluded, minConfidence, matchedConfidence = "", maxDecodeDepth, maxArchiveDepth } = run.setup;
  const { digest } = await run.rules.book();
  const globs = run.settings.exclude.map(({ glob }) => glob);
  return cacheKey([io.version, digest, only, excluded, minConfidence, matchedConfidence, maxDecodeDepth, maxArchiveDepth, globs]);
}

async function resolveRevisions(
  typed: HistoryArguments,
  stashed: readonly string[],
  place: GitOptions,
  io: Io,
): Promise<string[]> {
  const since = typed.since === undefined ? [] : [`--since=${sinceDate(typed.since, io.now())}`];
  if (typed.revisions.length === 0 && typed.branch === undefined) {
    return [...since, ...ALL_COMMITS, ...stashed];
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
  throw await unknownRevision(place, name);
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
