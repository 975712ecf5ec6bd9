/**
 * Matches of a rule: texts of its pattern, with the checksum completed and the entropy that it asks for.
 */

import type { Checksum, RuleCore } from "../../model/rule.js";
import { parsePattern } from "../pattern/parse-pattern.js";
import { type GeneratedText, generateText, type Shape } from "./generate-text.js";
import type { Random } from "./random.js";

/** Puts the right checksum into a secret; `detect/checksums` has one. */
export type CompleteChecksum = (name: Checksum, secret: string) => string;

export interface MatchGenerator {
  /** Undefined when no try gave a match (look-around that rarely holds, a checksum that the pattern does not allow). */
  generate(shape: Shape): GeneratedText | undefined;
}

const TRIES = 40;

/** Texts that the rule matches, checksum included; the same seed gives the same texts. */
export function createMatchGenerator(rule: RuleCore, random: Random, complete: CompleteChecksum): MatchGenerator {
  const pattern = parsePattern(rule.pattern, rule.ignoreCase);
  const whole = new RegExp(`^(?:${rule.pattern})$`, rule.ignoreCase ? "si" : "s");
  const isGood = ({ text, start, end }: GeneratedText): boolean =>
    whole.test(text) && shannon(text.slice(start + rule.publicPrefix, end)) >= rule.entropy;
  return {
    generate(shape) {
      for (let tries = 0; tries < TRIES; tries++) {
        const made = generateText(pattern, shape, random);
        const match = rule.checksum === undefined ? made : withChecksum(made, rule.checksum, complete);
        if (isGood(match)) return match;
      }
      return undefined;
    },
  };
}

function withChecksum(made: GeneratedText, checksum: Checksum, complete: CompleteChecksum): GeneratedText {
  const secret = complete(checksum, made.text.slice(made.start, made.end));
  const text = made.text.slice(0, made.start) + secret + made.text.slice(made.end);
  return { text, start: made.start, end: made.start + secret.length };
}

/** Bits a character. */
function shannon(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
