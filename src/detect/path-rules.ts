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
      : { is: matcherOf(rule.paths), not: matcherOf(rule.notPaths) },
  );
  const named = rules.flatMap((rule, index) => (rule.kind === "path" ? [index] : []));
  // most files break none of them: one expression answers for all
  const any = named.length === 0 ? undefined : matcherOf(named.flatMap((index) => rules[index]!.paths));

  const looksAt = (ruleIndex: number, path: string): boolean => {
    const test = tests[ruleIndex];
    if (test === undefined) return true;
    return (test.is?.(path) ?? true) && !(test.not?.(path) ?? false);
  };
  return {
    looksAt,
    brokenBy: (path) =>
      any === undefined || !any(path) ? [] : named.filter((index) => looksAt(index, path)).map((index) => rules[index]!),
  };
}

function matcherOf(globs: readonly string[]): ((path: string) => boolean) | undefined {
  if (globs.length === 0) return undefined;
  const expression = new RegExp(globs.map((glob) => picomatch.makeRe(glob, OPTIONS).source).join("|"), "i");
  return (path) => expression.test(path);
}
