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

export function createPathRules(rules: readonly RuleCore[]): PathRules {
  const tests = rules.map((rule) =>
    rule.paths.length === 0 && rule.notPaths.length === 0
      ? undefined
      : { is: lazily(() => matcherOf(rule.paths)), not: lazily(() => matcherOf(rule.notPaths)) },
  );
  const named = rules.flatMap((rule, index) => (rule.kind === "path" ? [index] : []));
  const mayBreak = nameFilter(named.flatMap((index) => rules[index]!.paths));

  const looksAt = (ruleIndex: number, path: string): boolean => {
    const test = tests[ruleIndex];
    if (test === undefined) return true;
    return (test.is()?.(path) ?? true) && !(test.not()?.(path) ?? false);
  };
  return {
    looksAt,
    brokenBy: (path) => (mayBreak(path) ? named.filter((index) => looksAt(index, path)).map((index) => rules[index]!) : []),
  };
}

/** Most files break no rule, and their last part says so without a glob: `NAME`, `*.EXT`, or one expression for the rest. */
function nameFilter(globs: readonly string[]): (path: string) => boolean {
  const names = new Set<string>();
  const extensions = new Set<string>();
  const others: string[] = [];
  for (const glob of globs) {
    const last = glob.slice(glob.lastIndexOf("/") + 1).toLowerCase();
    if (/^[\w.-]+$/.test(last)) names.add(last);
    else if (/^\*\.\w+$/.test(last)) extensions.add(last.slice(1));
    else others.push(last);
  }
  const other = lazily(() => matcherOf(others));
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    return names.has(name) || extensions.has(name.slice(name.lastIndexOf("."))) || (other()?.(name) ?? false);
  };
}

function matcherOf(globs: readonly string[]): ((path: string) => boolean) | undefined {
  if (globs.length === 0) return undefined;
  const expression = new RegExp(globs.map((glob) => picomatch.makeRe(glob, OPTIONS).source).join("|"), "i");
  return (path) => expression.test(path);
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
