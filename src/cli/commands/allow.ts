/**
 * `secret-scan allow FINGERPRINT|PATH:LINE… --reason TEXT`: writes exceptions for findings, by their fingerprints.
 */

import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isDay } from "../../allow/dates.js";
import { appendEntries } from "../../allow/edit-allowlist.js";
import type { AllowlistEntry } from "../../allow/entry.js";
import { type LastFinding, readLastRun } from "../../allow/last-run.js";
import { SecretScanError } from "../../model/error.js";
import { visible } from "../../report/text/visible.js";
import { commonGitFolder } from "../../scan/git/git-scan.js";
import { encodedPathBytes } from "../../sources/encoded-path.js";
import { reportPath } from "../../sources/report-path.js";
import { EXIT, type Io } from "../io.js";
import { type ExceptionContext, openExceptions, scanToday } from "../scan-today.js";
import type { Settings } from "../settings.js";
import { writeExceptions } from "../write-exceptions.js";

export interface AllowRequest {
  /** Fingerprints and places, as typed. */
  readonly targets: readonly string[];
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  readonly expires: string | undefined;
  /** Takes a fingerprint that is not found. */
  readonly force: boolean;
  /** Takes the findings of the last run that blocked. */
  readonly last: boolean;
}

const FINGERPRINT = /^ss\d+:\S+$/;

/** @throws SecretScanError `usage` for what is not found, but with `force` */
export async function allowCommand(request: AllowRequest, settings: Settings, io: Io): Promise<number> {
  const reason = request.reason?.trim();
  if (request.targets.length === 0 && !request.last) {
    throw new SecretScanError("usage", "allow: nothing is named", {}, "Name a FINGERPRINT or PATH:LINE, or give --last");
  }
  if (!reason) throw new SecretScanError("usage", "allow: no reason is given", {}, "Say by --reason why this is no leak");
  const context = await openExceptions(settings, io);
  checkEnd(request.expires, context.today);
  const chosen = await chooseFindings(request, context, settings, io);
  const entries: LastFinding[] = [];
  for (const finding of chosen.values()) {
    const known = entryOf(context, finding.fingerprint);
    if (known === undefined) entries.push(finding);
    else await io.stdout.write(`${finding.fingerprint} is allowed already (${known.source}:${known.line})\n`);
  }
  if (entries.length === 0) return EXIT.clean;
  const { path, name, text } = context.allowlistFile;
  const common = { reason, owner: request.owner, expires: request.expires };
  const added = entries.map(({ fingerprint }) => ({ fingerprint, ...common }));
  await writeExceptions(path, name, appendEntries(text, name, added));
  for (const { fingerprint, path: where, startLine, ruleId } of entries) {
    const what = where === "" ? "" : ` (${ruleId} at ${visible(where)}:${startLine})`;
    await io.stdout.write(`allowed ${fingerprint}${what} in ${name}\n`);
  }
  return EXIT.clean;
}

/** @throws SecretScanError `usage` for a day that is none, or over */
export function checkEnd(expires: string | undefined, today: string): void {
  if (expires === undefined) return;
  if (!isDay(expires)) {
    throw new SecretScanError("usage", `--expires: unreadable date "${expires}"`, {}, "Write it as YYYY-MM-DD");
  }
  if (expires < today) throw new SecretScanError("usage", `--expires: ${expires} is over`, {}, `Today is ${today}, UTC`);
}

/** By fingerprint, in the order in which they were named. */
async function chooseFindings(
  request: AllowRequest,
  context: ExceptionContext,
  settings: Settings,
  io: Io,
): Promise<ReadonlyMap<string, LastFinding>> {
  const chosen = new Map<string, LastFinding>();
  const last = await lastRun(context, io);
  if (request.last) {
    if (last === undefined) {
      throw new SecretScanError("usage", "--last: no run has blocked here yet", {}, "Name what to allow by its fingerprint");
    }
    for (const finding of last) chosen.set(finding.fingerprint, finding);
  }
  const fingerprints = request.targets.filter((target) => FINGERPRINT.test(target));
  const places = request.targets.filter((target) => !FINGERPRINT.test(target));
  for (const finding of await findPlaces(places, context, settings, io)) chosen.set(finding.fingerprint, finding);
  for (const finding of await findFingerprints(fingerprints, request.force, last ?? [], context, settings, io)) {
    chosen.set(finding.fingerprint, finding);
  }
  return chosen;
}

async function findFingerprints(
  fingerprints: readonly string[],
  force: boolean,
  last: readonly LastFinding[],
  context: ExceptionContext,
  settings: Settings,
  io: Io,
): Promise<LastFinding[]> {
  const byFingerprint = new Map(last.map((finding) => [finding.fingerprint, finding]));
  if (fingerprints.some((fingerprint) => !byFingerprint.has(fingerprint))) {
    const { found } = await scanToday(context, settings, io);
    for (const { path, raw } of found) byFingerprint.set(raw.fingerprint, { ...raw, path });
  }
  return fingerprints.map((fingerprint) => {
    const finding = byFingerprint.get(fingerprint);
    if (finding !== undefined) return finding;
    if (force) return { fingerprint, ruleId: "", path: "", startLine: 0 };
    throw new SecretScanError("usage", `${fingerprint}: no such finding here`, {}, "Check it, or give --force");
  });
}

async function findPlaces(
  places: readonly string[],
  context: ExceptionContext,
  settings: Settings,
  io: Io,
): Promise<LastFinding[]> {
  if (places.length === 0) return [];
  const wanted = places.map((place) => ({ place, ...parsePlace(place, context.root, io.cwd) }));
  const paths = [...new Set(wanted.map(({ typed }) => typed))];
  const { found } = await scanToday(context, settings, io, { paths });
  return wanted.flatMap(({ place, path, line }) => {
    // a secret stands for what belongs to it
    const there = found.filter(
      ({ path: at, raw }) =>
        at === path && ((raw.startLine <= line && line <= raw.endLine) || raw.pairedWith?.startLine === line),
    );
    if (there.length > 0) return there.map(({ raw }) => ({ ...raw, path }));
    throw new SecretScanError("usage", "nothing is found there", { file: place }, "`secret-scan` lists what is found, and where");
  });
}

function parsePlace(place: string, root: string, cwd: string): { typed: string; path: string; line: number } {
  const parts = /^(.+?):(\d+)(?::\d+)?$/s.exec(place);
  if (parts === null) {
    throw new SecretScanError("usage", `"${place}" is neither a fingerprint nor PATH:LINE`, {}, "A fingerprint begins with ss1:");
  }
  const typed = parts[1]!;
  const absolute = resolve(cwd, typed);
  const below = relative(root, absolute).split(sep).join("/");
  const bytes = existsSync(absolute) ? undefined : encodedPathBytes(below);
  return { typed, path: bytes === undefined ? below : reportPath(bytes).path, line: Number(parts[2]) };
}

/** The entry for the fingerprint alone. @throws SecretScanError `usage` when it has expired: it must not be given twice */
function entryOf({ allowlist }: ExceptionContext, fingerprint: string): AllowlistEntry | undefined {
  const entry = allowlist.entries.find(
    (one) => one.fingerprint === fingerprint && one.rule === undefined && one.path === undefined && one.value === undefined,
  );
  if (!entry?.expired) return entry;
  const place = { file: entry.source, line: entry.line };
  throw new SecretScanError(
    "usage",
    `the entry for ${fingerprint} ended on ${entry.expires}`,
    place,
    "Change its date, or run `allow prune`",
  );
}

async function lastRun({ inRepository }: ExceptionContext, io: Io): Promise<readonly LastFinding[] | undefined> {
  const folder = inRepository ? commonGitFolder({ cwd: io.cwd, inheritPlace: true, signal: io.signal })() : undefined;
  return folder === undefined ? undefined : readLastRun(folder);
}
