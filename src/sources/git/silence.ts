/**
 * How long a git is waited for that says nothing. What is done with it then is `run.ts`'.
 */

import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** A git that is waited for and says nothing for this long is taken to hang, and killed. Slow network folders may need more. */
export const PATIENCE_SECONDS: number = Number(process.env["SECRET_SCAN_GIT_TIMEOUT"]) || 120;

/** Calls `onSilence` when all that git has said was taken and nothing comes any more. The timer keeps no process alive. */
export function watchSilence(child: ChildProcess, idle: (() => boolean) | undefined, onSilence: () => void): NodeJS.Timeout {
  const stdout = child.stdout as Readable & { readonly bytesRead?: number };
  let heard = -1;
  let silent = 0;
  const watch = setInterval(() => {
    const isWaitedFor = stdout.readableLength === 0 && idle?.() !== true;
    silent = isWaitedFor && stdout.bytesRead === heard ? silent + 1 : 0;
    heard = stdout.bytesRead ?? -1;
    if (silent < PATIENCE_SECONDS) return;
    clearInterval(watch);
    onSilence();
  }, 1000);
  return watch.unref();
}
