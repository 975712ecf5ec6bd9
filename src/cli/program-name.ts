/**
 * How the user runs the program, for commands that are printed.
 */

import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join, sep } from "node:path";

const NAME = "secret-scan";

/** What whoever starts the program calls it by, set by `scripts/framework-hook.sh`. */
const COMMAND = "SECRET_SCAN_COMMAND";

/** `secret-scan` where it is on PATH for good; else `npx secret-scan`: npm and hooks put a project's programs on PATH only while they run. */
export function programName(env: Readonly<Record<string, string | undefined>>): string {
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    if (!isAbsolute(folder) || folder.split(sep).includes("node_modules")) continue;
    try {
      accessSync(join(folder, NAME), constants.X_OK);
      return NAME;
    } catch {
      // Not in this folder.
    }
  }
  return env[COMMAND] ?? `npx ${NAME}`;
}
