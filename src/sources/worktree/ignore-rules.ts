/**
 * `.gitignore` files outside git: one parsed file a folder, the nearest that speaks decides, as in git.
 */

import { readFileSync } from "node:fs";
import ignore, { type Ignore } from "ignore";

/** The ignore files that hold in a folder: its own and, by `above`, those of the folders around it. */
export interface IgnoreRules {
  /** Latin1 path of the folder relative to the walk's start, "" or ending in `/`. */
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | undefined;
}

/** Reads a folder's `.gitignore`; one that cannot be read holds no rules, so that more is scanned, not less. */
export function readIgnoreRules(file: Buffer, folder: string, above: IgnoreRules | undefined): IgnoreRules | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return above;
  }
  // `allowRelativePaths`: a file may be called `..x`, which the library takes for a way out of the folder.
  return { folder, rules: ignore({ ignorecase: false, allowRelativePaths: true }).add(text.replace(/^\uFEFF/, "")), above };
}

/**
 * @param path latin1, relative to the walk's start, ending in `/` for a folder. Its parents are known not to be ignored.
 */
export function isIgnored(path: string, rules: IgnoreRules | undefined): boolean {
  for (let at = rules; at !== undefined; at = at.above) {
    const verdict = at.rules.test(utf8(path.slice(at.folder.length)));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function utf8(latin1: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the same in both
  return /^[\x00-\x7f]*$/.test(latin1) ? latin1 : Buffer.from(latin1, "latin1").toString("utf8");
}
