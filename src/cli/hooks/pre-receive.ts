/**
 * The pre-receive hook: the server's last word. Nothing that comes with a push is trusted: no exception, no marker in the text.
 */

import { SecretScanError } from "../../model/error.js";
import { createObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import { commitOf } from "../../sources/git/revisions.js";
import type { HookCall } from "../commands/hook.js";
import { gitPlace, gitReport, prepareGitRun } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import { protectedChanges } from "../protected-changes.js";
import { readMovedRefs } from "./pushed-refs.js";
import { endHook } from "./refuse.js";
import { requireWords, scanPushed } from "./scan-pushed.js";

/** What the whole hook may take when the server says nothing. */
const DEFAULT_SECONDS = 300;

/** Trusts nothing that comes with the push, unless the server says so. */
export async function preReceive({ words, settings, explicit, options }: HookCall, io: Io): Promise<number> {
  requireWords("pre-receive", words, 0, "secret-scan hook pre-receive");
  const seconds = readSeconds(options.timeout);
  const refs = (await readMovedRefs("pre-receive", io.stdin)).filter(({ to }) => !isZeroOid(to));
  if (refs.length === 0) {
    // outside of a repository nothing calls this hook that should be let through
    await commitOf(gitPlace(io), "HEAD");
    return EXIT.clean;
  }
  const deadline = AbortSignal.timeout(seconds * 1000);
  const signal = firstOf(io.signal, deadline);
  const place = { ...gitPlace(io), signal };
  const reader = createObjectReader(place);
  try {
    const [first] = refs;
    const trusted = options.trustPushed ? first?.to : undefined;
    // a ref that is new goes on from what the repository has, if anything
    const base = first === undefined || isZeroOid(first.from) ? "HEAD" : first.from;
    const run = await prepareGitRun({ place, reader, revision: trusted, base, inline: options.trustPushed }, settings, io);
    // No ref has moved yet: all that they lead to was here before.
    const scan = await scanPushed({ refs, known: ["--not", "--all"], run, reader, signal });
    // A git that was stopped looks like one that found nothing.
    signal.throwIfAborted();
    const report = await gitReport(run, scan, { source: "range" }, settings, io);
    const changedFiles = await protectedChanges({ changed: run.exceptions.changes.keys(), base, reader }, settings, io);
    return await endHook(report, changedFiles, "receive", explicit, settings, io);
  } catch (error) {
    if (!deadline.aborted || io.signal.aborted) throw error;
    throw new SecretScanError(
      "git",
      `the push was not scanned within ${seconds} s`,
      {},
      "Push in smaller steps, or ask for a larger --timeout on the server",
    );
  } finally {
    reader.close();
  }
}

/** `AbortSignal.any`, which Node 20.0 lacks. */
function firstOf(...signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

function readSeconds(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SECONDS;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400) return seconds;
  throw new SecretScanError("usage", "--timeout takes a number of seconds up to 86400", {}, "Leave it out for 300");
}
