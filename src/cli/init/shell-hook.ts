/**
 * A hook that is a shell script: ours, or a block of ours in the user's, before anything that might end the script.
 */

import { changeOf, type FileChange, type Plan } from "./change.js";
import { blockIn, withBlockAfter, withoutBlock } from "./marked-block.js";

const SHEBANG = "#!/bin/sh";

export interface ShellHook {
  readonly path: string;
  readonly before: string | undefined;
  readonly lines: readonly string[];
  /** False where another program runs the file with `sh`, as husky does. */
  readonly standsAlone: boolean;
}

/** @param undo true: takes the block out again */
export function planShellHook({ path, before, lines, standsAlone }: ShellHook, undo: boolean): Plan {
  const change = (after: string | undefined): FileChange => ({
    path,
    before,
    after,
    ...(standsAlone ? { executable: true } : {}),
    purpose: "runs secret-scan before each commit",
  });
  if (undo) {
    if (before === undefined || blockIn(before) === undefined) return { changes: [], notes: [] };
    const rest = withoutBlock(before);
    return changeOf(change(rest.replace(SHEBANG, "").trim() === "" ? undefined : rest));
  }
  if (before === undefined)
    return changeOf(change(withBlockAfter(standsAlone ? `${SHEBANG}\n` : "", standsAlone ? 1 : 0, lines)));
  if (blockIn(before) !== undefined || /(^|[\s/])secret-scan(\.js)? hook pre-commit/m.test(before))
    return { changes: [], notes: [] };
  if (standsAlone && !/^#!.*\b(?:ba|da|k|z)?sh\b/.test(before)) {
    return { changes: [], notes: [`${path} is no shell script: call \`secret-scan hook pre-commit\` in it yourself`] };
  }
  return changeOf(change(withBlockAfter(before, preambleLength(before), lines)));
}

/** Lines that must stay first: the shebang, comments, options of the shell, husky's own start of older versions. */
function preambleLength(text: string): number {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex(
    (line, index) => !(line.startsWith("#") || /^\s*$/.test(line) || /^(?:set -|\. .*husky\.sh)/.test(line)) || index > 20,
  );
  const count = first < 0 ? lines.length - 1 : first;
  return Math.max(count, 0);
}
