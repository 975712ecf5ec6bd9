/**
 * `secret-scan allow rekey`: another key for the repository's fingerprints, and both files of exceptions in step with it.
 */

import { randomBytes } from "node:crypto";
import { renderBaseline } from "../../allow/baseline-text.js";
import { replaceKey } from "../../allow/edit-allowlist.js";
import { renderNewFile } from "../../allow/render-entry.js";
import { SecretScanError } from "../../model/error.js";
import { EXIT, type Io } from "../io.js";
import { type FoundToday, openExceptions, scanToday } from "../scan-today.js";
import type { Settings } from "../settings.js";
import { writeExceptions } from "../write-exceptions.js";

const KEY_BYTES = 32;

/** @param force goes on where the scan is incomplete or a fingerprint's secret is not found: those exceptions then hide nothing */
export async function allowRekeyCommand(force: boolean, settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  const key = randomBytes(KEY_BYTES).toString("base64");
  const before = await scanToday(context, settings, io);
  const after = await scanToday(context, settings, io, { key });
  const renamed = pairs(before.found, after.found);
  const named = [...context.allowlist.entries, ...context.baseline.rows].flatMap(({ fingerprint }) => fingerprint ?? []);
  const missing = [...new Set(named)].filter((fingerprint) => !renamed.has(fingerprint));
  if (!force && (missing.length > 0 || !before.report.scan.complete)) {
    const what =
      missing.length > 0 ? `${missing[0]} is not found here, and cannot get a new fingerprint` : "the scan is incomplete";
    throw new SecretScanError(
      "usage",
      `rekey: ${what}`,
      {},
      "Nothing was changed. Run `allow prune` and `baseline prune`, or give --force",
    );
  }
  const { allowlistFile, baselineFile, baseline } = context;
  const text = allowlistFile.text?.trim() ? allowlistFile.text : renderNewFile([]);
  const allowlistText = replaceKey(text, allowlistFile.name, key, renamed);
  const rows = baseline.rows.map((row) => ({ ...row, fingerprint: renamed.get(row.fingerprint) ?? row.fingerprint }));
  if (baselineFile.text !== undefined) {
    await writeExceptions(
      baselineFile.path,
      baselineFile.name,
      renderBaseline(rows, baselineFile.text.includes("\r\n") ? "\r\n" : "\n"),
    );
  }
  await writeExceptions(allowlistFile.path, allowlistFile.name, allowlistText);
  const lost = missing.length === 0 ? "" : `, ${missing.length} not found and left as they were`;
  await io.stdout.write(`${allowlistFile.name}: a new key; ${named.length - missing.length} fingerprints rewritten${lost}\n`);
  return EXIT.clean;
}

/** Old fingerprints and their new ones, told by the place: the same tree was scanned twice. */
function pairs(before: readonly FoundToday[], after: readonly FoundToday[]): ReadonlyMap<string, string> {
  const place = ({ path, raw }: FoundToday): string =>
    [path, raw.ruleId, raw.startLine, raw.startColumn, raw.endLine, raw.endColumn, ...(raw.decodedFrom ?? [])].join("\0");
  const renewed = new Map(after.map((found) => [place(found), found.raw.fingerprint]));
  return new Map(
    before.flatMap((found) => {
      const fingerprint = renewed.get(place(found));
      return fingerprint === undefined ? [] : [[found.raw.fingerprint, fingerprint] as const];
    }),
  );
}
