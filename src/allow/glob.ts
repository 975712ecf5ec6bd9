/**
 * Globs on paths as the whole program means them: from the root, `*` stops at `/`, `**` does not, dotfiles match, a name without `/`
 * matches at the root only, letter case counts, braces yes, `!` no.
 *
 * picomatch does the work; what it reads as a regular expression (`|`, `(…)`, quotes) is a plain character of a path here.
 */

import picomatch from "picomatch";

/** What is wrong with the glob, in words that follow "invalid glob: "; undefined: nothing. */
export function globProblem(glob: string): string | undefined {
  if (glob === "") return "it is empty";
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
  return braces > 0 ? "a { is not closed" : undefined;
}

/** True when the text has no character that means something else than itself in a glob. */
export function isLiteralGlob(glob: string): boolean {
  return !/[*?[\]{}\\]/.test(glob);
}

/** A predicate over whole paths, made once a glob. The glob must have passed `globProblem`. */
export function compileGlob(glob: string): (path: string) => boolean {
  if (isLiteralGlob(glob)) return (path) => path === glob;
  const source = picomatch.makeRe(escapeForPicomatch(glob), { dot: true, nonegate: true, noextglob: true }).source;
  // Flag s: a path may hold a line feed.
  const expression = new RegExp(source, "s");
  return (path) => expression.test(path);
}

/**
 * Folder and file names of the glob that every matching path must hold as a whole, the last (most telling) one;
 * undefined where there is none.
 */
export function literalSegment(glob: string): string | undefined {
  let found: string | undefined;
  let braces = 0;
  for (const segment of glob.split("/")) {
    const before = braces;
    for (const character of segment) braces += character === "{" ? 1 : character === "}" ? -1 : 0;
    if (before === 0 && segment !== "" && isLiteralGlob(segment)) found = segment;
  }
  // An escaped brace upsets the count, so a glob with a backslash is not searched.
  return glob.includes("\\") ? undefined : found;
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
