/**
 * The pre-commit hook: the index, as the commit that is being made will have it.
 */

import type { HookCall } from "../commands/hook.js";
import type { Io } from "../io.js";
import { scanStaged } from "../scan-staged.js";
import { endHook } from "./refuse.js";

/** Arguments are passed over: frameworks may hand file names on, and what counts is the index. */
export async function preCommit({ settings, explicit }: HookCall, io: Io): Promise<number> {
  const { report, changedFiles, facts } = await scanStaged(settings, io);
  return endHook(report, changedFiles, "commit", explicit, settings, io, facts);
}
