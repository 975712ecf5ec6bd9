/**
 * Texts that look like a rule's match and are none.
 */

import type { Checksum, RuleCore } from "../../model/rule.js";
import type { GeneratedText } from "../generate/generate-text.js";

/** `undefined`: nothing can be said of the secret. */
export type VerifyChecksum = (name: Checksum, secret: string) => "valid" | "invalid" | undefined;

export interface NearMiss {
  readonly name: string;
  readonly text: string;
}

/** What may follow a match; the engine's own borders are at least as strict. */
const BORDER = "(?![A-Za-z0-9]|[_-]+[A-Za-z0-9])";

/** Only those in which the pattern itself matches nothing from the same start: a loose pattern has fewer near misses. */
export function nearMissesOf(rule: RuleCore, match: GeneratedText): NearMiss[] {
  const { text } = match;
  const middle = Math.floor((rule.publicPrefix + text.length) / 2);
  const candidates: NearMiss[] = [
    { name: "one character short", text: text.slice(0, -1) },
    { name: "one character too long", text: /[A-Za-z0-9]$/.test(text) ? text + text.slice(-1) : `${text}a` },
    { name: "with a character that does not belong", text: `${text.slice(0, middle)}!${text.slice(middle + 1)}` },
    { name: "as the start of a longer token", text: `${text}Zq7` },
  ];
  // without a prefix a rule is not tried from its start, so what is before it is not the pattern's business
  const embedded =
    rule.prefixes.length > 0 && /^[A-Za-z0-9]/.test(text) ? [{ name: "as the end of a longer token", text: `Zq7${text}` }] : [];
  const anywhere = new RegExp(`(?:${rule.pattern})${BORDER}`, rule.ignoreCase ? "si" : "s");
  return [...candidates.filter((candidate) => !anywhere.test(candidate.text)), ...embedded];
}

/** The match with a wrong checksum that still has the rule's shape, or undefined where none is found. */
export function withWrongChecksum(rule: RuleCore, match: GeneratedText, verify: VerifyChecksum): GeneratedText | undefined {
  if (rule.checksum === undefined) return undefined;
  const whole = new RegExp(`^(?:${rule.pattern})$`, rule.ignoreCase ? "si" : "s");
  for (let at = match.end - 1; at > match.start + rule.publicPrefix; at--) {
    for (const other of "aZ5f2") {
      if (match.text[at] === other || !/[A-Za-z0-9]/.test(match.text[at]!)) continue;
      const text = match.text.slice(0, at) + other + match.text.slice(at + 1);
      const secret = text.slice(match.start, match.end);
      if (whole.test(text) && verify(rule.checksum, secret) === "invalid") return { ...match, text };
    }
  }
  return undefined;
}
