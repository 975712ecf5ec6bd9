/**
 * The commit-msg hook: the message of the commit that is being made.
 */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { emptyScan, noteResult } from "../../scan/git/git-scan.js";
import { createObjectReader } from "../../sources/git/objects.js";
import type { HookCall } from "../commands/hook.js";
import { gitPlace, gitReport, prepareGitRun } from "../git-run.js";
import type { Io } from "../io.js";
import { endHook } from "./refuse.js";
import { requireWords } from "./scan-pushed.js";

/** What reports call the message. */
const PATH = "COMMIT_EDITMSG";
/** Below it git shows the change itself (`commit --verbose`) and takes everything off. */
const SCISSORS = /^.? ?-{8,} >8 -{8,}$/m;

/** A message has no base: every finding in it is new. */
export async function commitMessage({ words, settings, explicit }: HookCall, io: Io): Promise<number> {
  requireWords("commit-msg", words, 1, "secret-scan hook commit-msg FILE");
  const message = await readMessage(resolve(io.cwd, words[0] ?? ""), words[0] ?? "");
  const place = gitPlace(io);
  const reader = createObjectReader(place);
  try {
    const run = await prepareGitRun({ place, reader, revision: "" }, settings, io);
    const scan = emptyScan();
    const result = run.scanner.scanText(message, PATH);
    noteResult(scan, { path: PATH }, result);
    scan.files = 1;
    if (result.findings.length > 0)
      scan.found.push({ path: PATH, findings: result.findings.map((finding) => ({ ...finding, isNew: true })) });
    const report = await gitReport(run, scan, { source: "index" }, settings, io);
    return await endHook(report, [], "message", explicit, settings, io);
  } finally {
    reader.close();
  }
}

async function readMessage(path: string, file: string): Promise<Buffer> {
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SecretScanError(
      "usage",
      `the commit message cannot be read (${code})`,
      { file },
      "git calls it as: secret-scan hook commit-msg FILE",
      { cause },
    );
  }
  const cut = SCISSORS.exec(text.toString("latin1"));
  return cut === null ? text : text.subarray(0, cut.index);
}
