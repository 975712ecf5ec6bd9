/**
 * `secret-scan allow list|check|prune`: what the exceptions do today, which of them are at their end, and their removal.
 */

import { join } from "node:path";
import { daysLeft } from "../../allow/dates.js";
import { removeEntries } from "../../allow/edit-allowlist.js";
import type { AllowlistEntry } from "../../allow/entry.js";
import { readExceptionFile } from "../../allow/text-file.js";
import type { StaleEntry } from "../../model/report.js";
import { visible } from "../../report/text/visible.js";
import { EXIT, type Io } from "../io.js";
import { type ExceptionContext, type FoundToday, openExceptions, type ScanOfToday, scanToday } from "../scan-today.js";
import type { Settings } from "../settings.js";
import { writeExceptions } from "../write-exceptions.js";

/** Places of an entry that are written out. */
const SHOWN_PLACES = 3;

const WHY: Readonly<Record<StaleEntry["why"], string>> = {
  expired: "expired",
  "matches-nothing": "matches nothing",
  "needs-expiry": "needs an expiry date or a fingerprint to hide critical findings",
};

/** Every entry with what it hides now, its owner and the days that it has left. */
export async function allowListCommand(settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  const scan = await scanToday(context, settings, io);
  const { entries } = context.allowlist;
  if (entries.length === 0) await io.stdout.write(`${context.allowlistFile.name} has no entries\n`);
  for (const [index, entry] of entries.entries()) {
    await io.stdout.write(`${describe(entry, context, hiddenBy(index, entry, scan.found), whyStale(entry, scan))}\n`);
  }
  return incompleteOr(EXIT.clean, scan, settings, io);
}

/** For CI: 1 when an entry is stale, has expired or will within `days`. */
export async function allowCheckCommand(days: number, settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  const scan = await scanToday(context, settings, io);
  let code: number = EXIT.clean;
  for (const entry of context.allowlist.entries) {
    const why = whyStale(entry, scan) ?? endsWithin(entry, days, context.today);
    if (why === undefined) continue;
    code = EXIT.findings;
    await io.stdout.write(`${entry.source}:${entry.line}: ${conditions(entry)}: ${why}${ownerOf(entry)}\n`);
  }
  return incompleteOr(code, scan, settings, io);
}

/** Takes out what has expired, and in a complete scan what matches nothing, after showing it; nested files included. */
export async function allowPruneCommand(settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  const scan = await scanToday(context, settings, io);
  const { name } = context.allowlistFile;
  const sources = [...new Set([name, ...context.allowlist.entries.map(({ source }) => source)])];
  for (const source of sources) {
    const entries = context.allowlist.entries.filter((entry) => entry.source === source);
    const gone = new Set<number>();
    for (const [index, entry] of entries.entries()) {
      const why = staleOf(entry, scan)?.why;
      if (why !== "expired" && why !== "matches-nothing") continue;
      gone.add(index);
      await io.stdout.write(`removed ${visible(source)}:${entry.line}: ${conditions(entry)}: ${WHY[why]}\n`);
    }
    const path = source === name ? context.allowlistFile.path : join(context.root, source);
    if (gone.size > 0)
      await writeExceptions(path, source, removeEntries((await readExceptionFile(path, source)) ?? "", source, gone));
    await io.stdout.write(`${visible(source)}: ${counted(entries.length - gone.size)}, was ${entries.length}\n`);
  }
  return incompleteOr(EXIT.clean, scan, settings, io);
}

function describe(
  entry: AllowlistEntry,
  context: ExceptionContext,
  hidden: readonly FoundToday[],
  stale: string | undefined,
): string {
  const left = entry.expires === undefined ? "no end" : endText(daysLeft(entry.expires, context.today), entry.expires);
  const places = hidden.slice(0, SHOWN_PLACES).map(({ path, raw }) => `      ${visible(path)}:${raw.startLine} ${raw.ruleId}`);
  const more = hidden.length > SHOWN_PLACES ? [`      and ${hidden.length - SHOWN_PLACES} more`] : [];
  return [
    `${entry.source}:${entry.line}: ${conditions(entry)}`,
    `    ${visible(entry.reason)}`,
    `    owner ${visible(entry.owner ?? "none")}, ${left}${stale === undefined ? "" : `, ${stale}`}`,
    `    hides ${hidden.length === 1 ? "1 finding" : `${hidden.length} findings`}`,
    ...places,
    ...more,
  ].join("\n");
}

function hiddenBy(index: number, entry: AllowlistEntry, found: readonly FoundToday[]): FoundToday[] {
  return found.filter(
    ({ raw }) => !entry.expired && raw.entries?.used.includes(index) && !raw.entries.needsExpiry.includes(index),
  );
}

function conditions({ fingerprint, rule, path, value }: AllowlistEntry): string {
  const parts = [
    fingerprint,
    rule === undefined ? undefined : `rule ${rule}`,
    path === undefined ? undefined : `path ${path}`,
    value === undefined ? undefined : `value ${value}`,
  ];
  return visible(parts.filter((part) => part !== undefined).join(", "));
}

function ownerOf({ owner }: AllowlistEntry): string {
  return owner === undefined ? "" : ` (${visible(owner)})`;
}

function endsWithin({ expires }: AllowlistEntry, days: number, today: string): string | undefined {
  const left = expires === undefined ? Number.POSITIVE_INFINITY : daysLeft(expires, today);
  return left <= days ? endText(left, expires!) : undefined;
}

function endText(left: number, expires: string): string {
  if (left < 0) return `ended on ${expires}`;
  return left === 0 ? "ends today" : `${left} ${left === 1 ? "day" : "days"} left (${expires})`;
}

function staleOf({ source, line }: AllowlistEntry, { report }: ScanOfToday): StaleEntry | undefined {
  return report.stale.find(({ entry }) => entry.source === source && entry.line === line);
}

function whyStale(entry: AllowlistEntry, scan: ScanOfToday): string | undefined {
  const stale = staleOf(entry, scan);
  return stale === undefined ? undefined : WHY[stale.why];
}

function counted(entries: number): string {
  return entries === 1 ? "1 entry" : `${entries} entries`;
}

/** An incomplete scan says so, and is 3 where nothing else is wrong. */
export async function incompleteOr(code: number, { report }: ScanOfToday, settings: Settings, io: Io): Promise<number> {
  if (report.scan.complete) return code;
  const { warn } = await import("../warn.js");
  const [first] = report.failures;
  await warn(io, settings, `the scan is incomplete, so nothing is called unused: ${first!.path}: ${first!.reason}`);
  return code === EXIT.clean ? EXIT.incomplete : code;
}
