/**
 * Warnings on standard error: one line each, none with `--quiet`.
 */

import { visible } from "../report/text/visible.js";
import type { Io } from "./io.js";
import type { Settings } from "./settings.js";

/** One line on standard error; nothing with `--quiet`. */
export function warn(io: Io, settings: Pick<Settings, "quiet">, text: string): Promise<void> {
  return settings.quiet ? Promise.resolve() : io.stderr.write(`secret-scan: warning: ${visible(text)}\n`);
}
