/**
 * Rules on names: files that should not be in a repository whatever they hold, and the paths that content rules keep to.
 */

import picomatch from "picomatch";
import type { RuleCore } from "../model/rule.js";

export interface PathRules {
  /** The rules that the name alone breaks, in the pack's order. `path` with `/`, relative. */
  brokenBy(path: string): readonly RuleCore[];
  /** Whether a content rule looks at this file. */
  looksAt(ruleIndex: number, path: string): boolean;
}

const OPTIONS = { dot: true, nocase: true } as const;

/** Matchers are made when a path is first held against them: a short run asks few of the rules. */
export function createPathRules(rules: readonly RuleCore[]): PathRules {
  const inside = new Map<number, Matcher | undefined>();
  const outside = new Map<number, Matcher | undefined>();
  const named: number[] = [];
  for (let index = 0; index < rules.length; index++) if (rules[index]!.kind === "path") named.push(index);
  const mayBreak = nameFilter(named.flatMap((index) => rules[index]!.paths));

  const looksAt = (ruleIndex: number, path: string): boolean => {
    const { paths, notPaths } = rules[ruleIndex]!;
    if (paths.length === 0 && notPaths.length === 0) return true;
    if (!inside.has(ruleIndex)) inside.set(ruleIndex, matcherOf(paths));
    if (inside.get(ruleIndex)?.(path) === false) return false;
    if (!outside.has(ruleIndex)) outside.set(ruleIndex, matcherOf(notPaths));
    return outside.get(ruleIndex)?.(path) !== true;
  };
  // the versions of a file come one behind the other
  let lastPath: string | undefined;
  let lastBroken: readonly RuleCore[] = [];
  return {
    looksAt,
    brokenBy(path) {
      if (path !== lastPath) {
        lastPath = path;
        lastBroken = mayBreak(path) ? named.filter((index) => looksAt(index, path)).map((index) => rules[index]!) : [];
      }
      return lastBroken;
    },
  };
}

type Matcher = (path: string) => boolean;

/**
 * Most files break no rule, and their last part says so without a glob: `NAME`, `*.EXT`, or one expression for the rest, which may let
 * through what the glob does not.
 */
function nameFilter(globs: readonly string[]): Matcher {
  const names = new Set<string>();
  const extensions = new Set<string>();
  const others: string[] = [];
  for (const glob of globs) {
    const last = glob.slice(glob.lastIndexOf("/") + 1).toLowerCase();
    if (/^[\w.-]+$/.test(last)) names.add(last);
    else if (/^\*\.\w+$/.test(last)) extensions.add(last.slice(1));
    else others.push(last);
  }
  let other: Matcher | undefined;
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    if (names.has(name) || extensions.has(name.slice(name.lastIndexOf(".")))) return true;
    other ??= lastPartMatcher(others);
    return other(name);
  };
}

/** Of a name alone; what is no plain glob lets everything through. */
function lastPartMatcher(globs: readonly string[]): Matcher {
  const sources = globs.map((glob) => (/^[\w .*?-]+$/.test(glob) ? glob.replaceAll(/[.*?]/g, (sign) => PLAIN[sign]!) : ".*"));
  const expression = new RegExp(`^(?:${sources.join("|")})$`, "s");
  return (name) => sources.length > 0 && expression.test(name);
}

const PLAIN: Readonly<Record<string, string>> = { ".": "\\.", "*": ".*", "?": "." };

function matcherOf(globs: readonly string[]): Matcher | undefined {
  if (globs.length === 0) return undefined;
  const expression = new RegExp(globs.map((glob) => picomatch.makeRe(glob, OPTIONS).source).join("|"), "i");
  return (path) => expression.test(path);
}
