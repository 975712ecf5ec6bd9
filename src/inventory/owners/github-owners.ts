/**
 * GitHub's CODEOWNERS: patterns like gitignore's without `!`, `[ ]` and `\#`; the last that matches decides, and may clear.
 */

import type { OwnersOf } from "./codeowners.js";
import { compilePathGlob } from "./path-glob.js";

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Lines that GitHub does not take are left out, as it does. */
export function parseGithubOwners(text: string): OwnersOf {
  const rules = text.split(/\r\n|\n|\r/).flatMap((line) => ruleOf(line.replace(/^\ufeff/, "")));
  return (path) => rules.findLast(({ matches }) => matches(path))?.owners ?? [];
}

function ruleOf(line: string): Rule[] {
  const words = line.trim().match(/(?:\\.|\S)+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  const [pattern, ...owners] = comment === -1 ? words : words.slice(0, comment);
  if (pattern === undefined || pattern.startsWith("!") || pattern.includes("[")) return [];
  return [{ matches: compileGithubPattern(pattern.replace(/\\ /g, " ")), owners }];
}

/** A pattern with a slash before its end is bound to the root; without one it holds at any depth. A folder holds all beneath it. */
function compileGithubPattern(pattern: string): (path: string) => boolean {
  const core = pattern.replace(/^\//, "").replace(/\/$/, "");
  // `docs/*` holds files right in `docs`, not those of folders beneath
  const beneath = pattern.endsWith("/") ? "only" : /(?:^|\/)\*$/.test(core) && core !== "*" ? "none" : "too";
  return compilePathGlob(core, { bound: pattern.slice(0, -1).includes("/"), beneath });
}
