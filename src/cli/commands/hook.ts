/**
 * `secret-scan hook NAME …`: what git calls. A hook that cannot do its work refuses, and says how to go on.
 */

import { didYouMean } from "../../allow/nearest.js";
import { SecretScanError } from "../../model/error.js";
import { BYPASS, type RefusalStage } from "../../report/refusal/refusal.js";
import { visible } from "../../report/text/visible.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { checkOutputs } from "../output.js";
import { resolveSettings, type Settings } from "../settings.js";

/** A hook's own options, beside those of a scan. */
export interface HookOptions {
  /** Seconds; the server's limit for `pre-receive`. */
  readonly timeout: string | undefined;
  /** The server trusts exceptions that come with a push. */
  readonly trustPushed: boolean;
}

/** One run of a hook. */
export interface HookCall {
  /** What stands behind the hook's name. */
  readonly words: readonly string[];
  readonly settings: Settings;
  /** Formats were asked for. */
  readonly explicit: boolean;
  readonly options: HookOptions;
}

type Hook = (call: HookCall, io: Io) => Promise<number>;

const HOOKS: Readonly<Record<string, { readonly stage: RefusalStage; load(): Promise<Hook> }>> = {
  "pre-commit": { stage: "commit", load: async () => (await import("../hooks/pre-commit.js")).preCommit },
  "commit-msg": { stage: "message", load: async () => (await import("../hooks/commit-msg.js")).commitMessage },
  "pre-push": { stage: "push", load: async () => (await import("../hooks/pre-push.js")).prePush },
  "pre-receive": { stage: "receive", load: async () => (await import("../hooks/pre-receive.js")).preReceive },
};

/** @param words the hook's name and its arguments */
export async function hookCommand(words: readonly string[], given: GivenOptions, options: HookOptions, io: Io): Promise<number> {
  const [name = "", ...rest] = words;
  const hook = Object.hasOwn(HOOKS, name) ? HOOKS[name] : undefined;
  if (hook === undefined) {
    throw new SecretScanError(
      "usage",
      `no hook is called "${name}"`,
      {},
      didYouMean(name, Object.keys(HOOKS), `Known: ${Object.keys(HOOKS).join(", ")}`),
    );
  }
  try {
    const settings = resolveSettings(given, io);
    checkOutputs(settings.outputs, io.cwd);
    const run = await hook.load();
    return await run({ words: rest, settings, explicit: given.format !== undefined, options }, io);
  } catch (error) {
    if (!(error instanceof SecretScanError) || io.signal.aborted) throw error;
    const way = BYPASS[hook.stage];
    await io.stderr.write(`secret-scan: ${visible(error.describe())}\n`);
    await io.stderr.write(
      `secret-scan: ${name} could not do its work, so it refuses${way === "" ? "" : `; to go on without it: ${way}`}\n`,
    );
    return error.code === "output" ? EXIT.incomplete : EXIT.usage;
  }
}
