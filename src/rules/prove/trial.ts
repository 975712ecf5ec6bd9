/**
 * A trial: generated matches of a rule in one context, and whether detection finds exactly them.
 *
 * Owns what counts as found. Which contexts and matches are tried is `prove-rule.ts`'s.
 */

import type { RuleCore } from "../../model/rule.js";
import type { Confidence } from "../../model/secret-type.js";
import type { MatchGenerator } from "../generate/generate-match.js";
import type { GeneratedText, Shape } from "../generate/generate-text.js";
import type { Context } from "./contexts.js";

/** A secret that detection found; offsets in the text, one character a byte. */
export interface Detected {
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  /** True for a rule without a shape of its own (`assigned`): it must not take another rule's match. */
  readonly isGeneric: boolean;
}

export interface Detection {
  readonly found: readonly Detected[];
  /** Why candidates were dropped, for the message; never holds a secret. */
  readonly dropped: readonly { readonly ruleId: string; readonly reason: string }[];
}

/** Runs all rules over a text (latin1, one character a byte) as if it were the file `path`, at the lowest confidence. */
export type DetectText = (text: string, path: string) => Detection;

export interface Tally {
  readonly tried: number;
  readonly missed: number;
  /** Why the last one was missed. */
  readonly reason: string;
  /** Rules that took a match and found the same secret: nothing is lost, but it goes by another name. */
  readonly shadows: readonly string[];
}

/** Tries a match of each shape that can stand in the context. */
export function tryIn(
  rule: RuleCore,
  generator: MatchGenerator,
  context: Context,
  shapes: readonly Shape[],
  detect: DetectText,
): Tally {
  let tried = 0;
  let missed = 0;
  let reason = "";
  const shadows: string[] = [];
  for (const shape of shapes) {
    const match = generator.generate(shape);
    if (match === undefined || !canStandIn(rule, match, context)) continue;
    tried++;
    const outcome = outcomeOf(rule, match, context, detect);
    if ("shadow" in outcome) shadows.push(outcome.shadow);
    else if ("fault" in outcome) {
      missed++;
      reason = outcome.fault;
    }
  }
  return { tried, missed, reason, shadows };
}

type Outcome = { readonly fault: string } | { readonly shadow: string } | Record<never, never>;

/** Empty when the rule found exactly the secret. */
function outcomeOf(rule: RuleCore, match: GeneratedText, { before, after, path }: Context, detect: DetectText): Outcome {
  const start = before.length + match.start;
  const end = before.length + match.end;
  const { found, dropped } = detect(before + match.text + after, path);
  const isWhole = (detected: Detected): boolean => detected.start === start && detected.end === end;
  const own = found.find((detected) => detected.ruleId === rule.id);
  if (own !== undefined && isWhole(own)) {
    if (rule.checksum === undefined || own.confidence !== "low" || rule.confidence === "low") return {};
    return { fault: "the checksum of a generated match is called wrong" };
  }
  if (own !== undefined) return { fault: `found ${own.end - own.start} bytes in place of ${end - start}` };
  const taken = found.find((detected) => detected.start < end && start < detected.end);
  if (taken !== undefined && isWhole(taken) && !taken.isGeneric) return { shadow: taken.ruleId };
  if (taken !== undefined) return { fault: `rule ${taken.ruleId} takes it` };
  return { fault: dropped.find(({ ruleId }) => ruleId === rule.id)?.reason ?? "no candidate of the prefilter leads to it" };
}

/** False when the pattern itself would match on into what follows, or the text cannot stand there unescaped. */
export function canStandIn(rule: RuleCore, match: GeneratedText, context: Context): boolean {
  if (!context.fits.test(match.text)) return false;
  const sticky = new RegExp(`(?:${rule.pattern})`, rule.ignoreCase ? "siy" : "sy");
  const whole = sticky.exec(match.text + context.after);
  return whole !== null && whole[0].length === match.text.length;
}
