/**
 * Globs on paths as the whole program means them: from the root, `*` stops at `/`, `**` does not, dotfiles match, a name without `/`
 * matches at the root only, letter case counts, braces yes, `!` no.
 *
 * picomatch does the work, and `linear-glob.ts` where its regular expression could take long; what it reads as a regular expression (`|`, `(…)`, quotes) is a plain character of a path here.
 */

import picomatch from "picomatch";
import { linearMatcher, mayBeSlow } from "./linear-glob.js";

/** Longer than any path. Characters. */
const MOST_LENGTH = 4096;

/** What is wrong with the glob, in words that follow "invalid glob: "; undefined: nothing. */
export function globProblem(glob: string): string | undefined {
  if (glob === "") return "it is empty";
  if (glob.length > MOST_LENGTH) return `it is longer than ${MOST_LENGTH} characters`;
  if (glob.startsWith("/")) return "paths are relative to the root, without a leading /";
  if (/^(?:\.\.?\/)/.test(glob)) return "paths are relative to the root, without ./ or ../";
  let braces = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at];
    if (character === "\\" && ++at === glob.length) return "a \\ at the end escapes nothing";
    if (character === "[") {
      const end = glob.indexOf("]", at + 2);
      if (end < 0) return "a [ is not closed";
      at = end;
    }
    if (character === "{") braces++;
    if (character === "}" && --braces < 0) return "a } has no {";
  }
  if (braces > 0) return "a { is not closed";
  if (mayBeSlow(glob) && linearMatcher(glob) === undefined) return "it has more wildcards than can be matched with such braces";
  return undefined;
}

/** True when the text has no character that means something else than itself in a glob. */
export function isLiteralGlob(glob: string): boolean {
  return !/[*?[\]{}\\]/.test(glob);
}

/** A predicate over whole paths, made once a glob. The glob must have passed `globProblem`. */
export function compileGlob(glob: string): (path: string) => boolean {
  if (isLiteralGlob(glob)) return (path) => path === glob;
  const linear = mayBeSlow(glob) ? linearMatcher(glob) : undefined;
  if (linear !== undefined) return linear;
  const source = picomatch.makeRe(escapeForPicomatch(glob), { dot: true, nonegate: true, noextglob: true }).source;
  // Flag s: a path may hold a line feed.
  const expression = new RegExp(source, "s");
  return (path) => expression.test(path);
}

/** The folder and file names that every path which matches must hold as wholes. */
export function literalSegments(glob: string): readonly string[] {
  return plainParts(glob).filter((part) => part !== "" && isLiteralGlob(part));
}

/** The longest text within one folder or file name that every path which matches must hold; `""` where there is none. */
export function literalRun(glob: string): string {
  const runs = plainParts(glob).flatMap((part) => part.split(/[*?]|\[.*?\]/));
  return runs.reduce((longest, run) => (run.length > longest.length && isLiteralGlob(run) ? run : longest), "");
}

/** The names of the glob, without those that a brace reaches into. Nothing where an escape makes that hard to tell. */
function plainParts(glob: string): readonly string[] {
  if (glob.includes("\\")) return [];
  if (!glob.includes("{")) return glob.split("/");
  let braces = 0;
  return glob.split("/").filter((part) => {
    const outside = braces === 0;
    for (const character of part) braces += character === "{" ? 1 : character === "}" ? -1 : 0;
    return outside && braces === 0 && !part.includes("{");
  });
}

function escapeForPicomatch(glob: string): string {
  let result = "";
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at]!;
    if (character === "\\") {
      result += character + glob[++at]!;
    } else if (character === "[") {
      const end = glob.indexOf("]", at + 2);
      result += glob.slice(at, end + 1).replace(/^\[!/, "[^");
      at = end;
    } else {
      result += /[()|"'`!^$+@]/.test(character) ? `\\${character}` : character;
    }
  }
  return result;
}
