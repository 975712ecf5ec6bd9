/**
 * `secret-scan baseline write|prune`: what was there when a repository began to use the program.
 */

import type { BaselineRow } from "../../allow/baseline.js";
import { renderBaseline } from "../../allow/baseline-text.js";
import { updateBaseline } from "../../allow/baseline-update.js";
import { SecretScanError } from "../../model/error.js";
import { atLeastAsConfident } from "../../model/secret-type.js";
import { EXIT, type Io } from "../io.js";
import { addMergeAttribute } from "../merge-attribute.js";
import { type ExceptionContext, openExceptions, type ScanOfToday, scanToday } from "../scan-today.js";
import type { Settings } from "../settings.js";
import { warn } from "../warn.js";
import { writeExceptions } from "../write-exceptions.js";

/** The first time everything goes in; later on only what is gone comes out, unless `add` is true. */
export async function baselineWriteCommand(add: boolean, settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  return update(context, add || context.baselineFile.text === undefined, settings, io);
}

/** Takes out what is gone, and says how many rows there were and are. */
export async function baselinePruneCommand(settings: Settings, io: Io): Promise<number> {
  const context = await openExceptions(settings, io);
  return update(context, false, settings, io);
}

async function update(context: ExceptionContext, add: boolean, settings: Settings, io: Io): Promise<number> {
  const scan = await scanToday(context, settings, io);
  const before: readonly BaselineRow[] = context.baseline.rows;
  const { complete } = scan.report.scan;
  const found = [...rowsOf(context, scan, settings), ...(complete ? [] : before)];
  const { rows, added, removed, leftOut } = updateBaseline(before, found, add);
  const { path, name, text } = context.baselineFile;
  const lineEnd = text?.includes("\r\n") ? "\r\n" : "\n";
  // A file that says the same in another layout stays as it is.
  const isSame = renderBaseline(rows) === renderBaseline(before);
  if (text === undefined ? add : !isSame) await writeExceptions(path, name, renderBaseline(rows, lineEnd));
  if (text === undefined && add) await letMerge(context, settings, io);
  const changes = [added.length > 0 ? `${added.length} added` : "", removed.length > 0 ? `${removed.length} gone` : ""];
  const told = changes.filter((change) => change !== "").join(", ");
  const were = text === undefined ? "" : `, were ${before.length}${told === "" ? "" : ` (${told})`}`;
  await io.stdout.write(`${name}: ${rows.length === 1 ? "1 finding" : `${rows.length} findings`}${were}\n`);
  if (leftOut.length > 0) {
    const they =
      leftOut.length === 1 ? "1 finding is not in it and blocks" : `${leftOut.length} findings are not in it and block`;
    await io.stdout.write(`${they}: mend them, or take them in by \`baseline write --add\`\n`);
  }
  if (complete) return EXIT.clean;
  const [first] = scan.report.failures;
  await warn(io, settings, `the scan is incomplete, so nothing is taken out: ${first!.path}: ${first!.reason}`);
  return EXIT.incomplete;
}

/** The first time only: whoever takes the line out again means it. */
async function letMerge({ inRepository, root, baselineFile }: ExceptionContext, settings: Settings, io: Io): Promise<void> {
  if (!inRepository) return;
  try {
    const line = await addMergeAttribute(root, baselineFile.path);
    if (line !== undefined && !settings.quiet) {
      await io.stderr.write(`.gitattributes: "${line}", so that the baselines of two branches merge; commit it as well\n`);
    }
  } catch (error) {
    if (!(error instanceof SecretScanError)) throw error;
    await warn(io, settings, `branches may conflict in ${baselineFile.name}: ${error.message}`);
  }
}

/** What would be reported if there were no baseline; what is in it already counts whatever its confidence. */
function rowsOf({ baseline }: ExceptionContext, { found }: ScanOfToday, settings: Settings): BaselineRow[] {
  return found
    .filter(({ raw }) => raw.suppression === undefined)
    .filter(({ raw }) => atLeastAsConfident(raw.confidence, settings.minConfidence) || baseline.fingerprints.has(raw.fingerprint))
    .map(({ path, raw }) => ({ fingerprint: raw.fingerprint, rule: raw.ruleId, path, line: raw.startLine }));
}
