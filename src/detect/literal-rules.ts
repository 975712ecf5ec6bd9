/**
 * Rules whose matches hold no run of token characters: the kernel looks for a literal instead.
 */

import { LITERAL_REACH, type RuleCore } from "../model/rule.js";
import { hasLeftBorder } from "./borders.js";
import { judge } from "./judge.js";
import type { Match, TextWindow, Trace } from "./match.js";
import type { RuleMatcher } from "./rule-matcher.js";

export interface LiteralRules {
  /** Lower case, for the kernel; the index of a word is what `judgeWord` takes. */
  readonly words: readonly string[];
  judgeWord(window: TextWindow, at: number, wordIndex: number, out: Match[], trace?: Trace): void;
}

export function createLiteralRules(rules: readonly RuleCore[], matcherOf: (ruleIndex: number) => RuleMatcher): LiteralRules {
  const byWord = new Map<string, number[]>();
  rules.forEach((rule, ruleIndex) => {
    if (rule.kind !== "literal") return;
    for (const literal of rule.literals) byWord.set(literal, [...(byWord.get(literal) ?? []), ruleIndex]);
  });
  const words = [...byWord.keys()].sort();
  const rulesOf = words.map((word) => byWord.get(word)!);
  // a pattern that starts with its literal is tried at the literal alone, others at every place in reach
  const fixed = rulesOf.map((indexes, word) => indexes.map((ruleIndex) => startsWithLiteral(rules[ruleIndex]!, words[word]!)));

  return {
    words,
    judgeWord(window, at, wordIndex, out, trace) {
      rulesOf[wordIndex]!.forEach((ruleIndex, position) => {
        const matcher = matcherOf(ruleIndex);
        const { rule } = matcher;
        const raws = fixed[wordIndex]![position]
          ? [matcher.matchAt(window, at)]
          : matcher.matchAll(window, Math.max(window.start, at - LITERAL_REACH), Math.min(window.end, at + LITERAL_REACH));
        for (const raw of raws) {
          if (raw === undefined) continue;
          // a prefix that the kernel finds as a word still has to begin a token
          if (rule.prefixes.length > 0 && !hasLeftBorder(window, raw.matchStart)) continue;
          const verdict = {
            step: "literal",
            outcome: "pass",
            detail: `stands at "${words[wordIndex]}" and has the rule's shape`,
          } as const;
          const match = judge(window, rule, raw, { verdict, confidence: rule.confidence }, trace);
          if (match !== undefined) out.push(match);
        }
      });
    },
  };
}

/** True when the pattern's text begins with the literal, escapes taken off: `https:\/\/hooks\.x` begins with `https://hooks.`. */
function startsWithLiteral(rule: RuleCore, literal: string): boolean {
  return rule.pattern
    .replaceAll(/\\([^\w\s])/g, "$1")
    .toLowerCase()
    .startsWith(literal);
}
