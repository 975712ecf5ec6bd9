/**
 * Whether a value can be a context rule's by its length alone: asked before the rule's expression is, or is even made.
 */

import type { RuleCore } from "../model/rule.js";

/** One class of token characters, so many of it: most context rules are that. */
const PLAIN = /^\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|\w)+-?\]\{[0-9]+(?:,[0-9]+)?\}$/;

/** @param isWhole no token character stands right before or behind the value */
export type LengthCheck = (ruleIndex: number, length: number, isWhole: boolean) => boolean;

/** False where a rule surely matches no text that begins at or before the value's start and ends at or behind its end. */
export function createLengthCheck(rules: readonly RuleCore[]): LengthCheck {
  const least = Uint32Array.from(rules, (rule) => (rule.kind === "context" && PLAIN.test(rule.pattern) ? rule.minLength : 0));
  const most = Uint32Array.from(rules, ({ maxLength }) => maxLength);
  // beyond a value that no token character goes on from, a rule of token characters cannot match
  return (ruleIndex, length, isWhole) => length <= most[ruleIndex]! && !(isWhole && length < least[ruleIndex]!);
}
