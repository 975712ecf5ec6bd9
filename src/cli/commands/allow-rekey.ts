/**
 * `secret-scan allow rekey`: another key for the repository's fingerprints, and both files of exceptions in step with it.
 */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type RekeyRequest, rekeySteps } from "../../allow/rekey-steps.js";
import { renderNewFile } from "../../allow/render-entry.js";
import { readExceptionFile } from "../../allow/text-file.js";
import { SecretScanError } from "../../model/error.js";
import { EXIT, type Io } from "../io.js";
import { type ExceptionContext, type FoundToday, openExceptions, scanToday } from "../scan-today.js";
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
  const { allowlistFile } = context;
  for (const { path, name, text } of rekeySteps(await requestOf(context, key, renamed))) await writeExceptions(path, name, text);
  const lost = missing.length === 0 ? "" : `, ${missing.length} not found and left as they were`;
  await io.stdout.write(`${allowlistFile.name}: a new key; ${named.length - missing.length} fingerprints rewritten${lost}\n`);
  return EXIT.clean;
}

async function requestOf(context: ExceptionContext, key: string, renamed: ReadonlyMap<string, string>): Promise<RekeyRequest> {
  const { root, allowlistFile, allowlist, baselineFile, baseline } = context;
  const nested: RekeyRequest["nested"][number][] = [];
  for (const name of new Set(allowlist.entries.flatMap(({ source, folder }) => (folder === undefined ? [] : [source])))) {
    const path = join(root, name);
    const entries = allowlist.entries.filter(({ source }) => source === name);
    nested.push({ path, name, text: (await readExceptionFile(path, name, root)) ?? "", entries });
  }
  const { text } = baselineFile;
  return {
    key,
    renamed,
    allowlist: { ...allowlistFile, text: allowlistFile.text?.trim() ? allowlistFile.text : renderNewFile([]) },
    nested,
    baseline: text === undefined ? undefined : { ...baselineFile, text, rows: baseline.rows },
  };
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
