/**
 * From "the shape fits" to "this is a secret": the filters that every rule's matches pass, in the order of their worth.
 *
 * Owns the order and the confidence that comes out. What each filter knows is in its own file.
 */

import type { Verdict } from "../model/finding.js";
import type { RuleCore } from "../model/rule.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { latin1 } from "./bytes.js";
import { isArmoured, verifyChecksum } from "./checksums/verify.js";
import { entropy } from "./entropy.js";
import { isMachineMade } from "./machine-made.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { isCodeName } from "./non-secret/code-name.js";
import { misplacedReason } from "./non-secret/misplaced.js";
import { nonSecretReason } from "./non-secret/placeholder.js";
import { bitsPerCharacter } from "./randomness/randomness.js";
import type { RawMatch } from "./rule-matcher.js";

/** How a candidate came to its rule; the first verdict of a match. `confidence`: the most that this way allows. */
export interface Found {
  readonly verdict: Verdict;
  readonly confidence: Confidence;
  readonly assignedTo?: string;
}

/** Returns the match with its confidence and verdicts, or undefined when a filter says that it is no secret. */
export function judge(window: TextWindow, rule: RuleCore, raw: RawMatch, found: Found, trace?: Trace): Match | undefined {
  const verdicts: Verdict[] = [found.verdict];
  const { bytes } = window;
  let confidence = found.confidence;
  const drop = (verdict: Verdict): undefined => {
    trace?.(rule.id, raw.start, raw.end, verdict);
    return undefined;
  };

  if (raw.end <= raw.start) return drop({ step: "pattern", outcome: "drop", detail: "the secret is empty" });

  const checked = rule.checksum === undefined ? undefined : verifyChecksum(rule.checksum, latin1(bytes, raw.start, raw.end));
  if (checked === "valid")
    verdicts.push({ step: "checksum", outcome: "raise", detail: `the ${rule.checksum} checksum is right` });

  const reason =
    nonSecretReason(bytes, raw.start + Math.min(rule.publicPrefix, raw.end - raw.start), raw.end) ??
    misplacedReason(window, rule, raw, found.assignedTo);
  if (reason !== undefined) return drop({ step: "non-secret", outcome: "drop", detail: reason });

  if (checked === "invalid" && isArmoured(rule.checksum!) && !isCode(latin1(bytes, raw.start, raw.end))) {
    confidence = atLeastAsConfident(confidence, "medium") ? "medium" : confidence;
    verdicts.push({ step: "checksum", outcome: "pass", detail: NOT_A_KEY });
  } else if (checked === "invalid") {
    confidence = "low";
    verdicts.push({
      step: "checksum",
      outcome: "lower",
      detail: `the ${rule.checksum} checksum is wrong: mistyped, cut short or made up`,
    });
  }

  if (rule.kind === "context" && isAmongNuls(window, raw)) {
    confidence = "low";
    verdicts.push({
      step: "binary",
      outcome: "lower",
      detail: "it stands among the strings of a program, where names stand beside anything",
    });
  }

  if (rule.entropy > 0) {
    const bits = entropy(bytes, raw.start + rule.publicPrefix, raw.end);
    const measured = `${bits.toFixed(1)} bits a character, the rule asks for ${rule.entropy}`;
    if (bits < rule.entropy) return drop({ step: "entropy", outcome: "drop", detail: measured });
    verdicts.push({ step: "entropy", outcome: "pass", detail: measured });
  }

  const isNamed =
    (rule.randomness || rule.kind === "context") &&
    isCodeName(latin1(bytes, raw.start, raw.end), rule.publicPrefix, rule.kind === "context" ? rule.context : []);
  if (isNamed && !rule.randomness) return drop({ step: "non-secret", outcome: "drop", detail: "a name of program code" });

  if (rule.randomness && checked !== "valid") {
    const from = Math.min(raw.start + rule.publicPrefix, raw.end);
    const measured = `${bitsPerCharacter(bytes, from, raw.end).toFixed(1)} bits a character by the n-gram model`;
    if (!isMachineMade(bytes, from, raw.end, hasDigit(bytes, from, raw.end)) || isNamed)
      return drop({ step: "randomness", outcome: "drop", detail: `reads like words: ${measured}` });
    verdicts.push({ step: "randomness", outcome: "pass", detail: `random: ${measured}` });
  }

  const match: Match = {
    ruleId: rule.id,
    ...raw,
    confidence,
    verdicts,
    ...(found.assignedTo === undefined ? {} : { assignedTo: found.assignedTo }),
  };
  if (trace !== undefined) for (const verdict of verdicts) trace(rule.id, raw.start, raw.end, verdict);
  return match;
}

/** Between the two lines of a block that a program writes stands what no key has: words of its language, and no line of base64. */
function isCode(body: string): boolean {
  return (
    !/[A-Za-z0-9+/]{40}/.test(body) &&
    /\b(?:const|let|var|final|static|define|string|char|return|if|private|public|export|strn?cmp)\b/.test(body)
  );
}

const NOT_A_KEY = "what stands in the armour has not a key's structure: changed, cut short or made up";

/** Bytes on either side in which a NUL tells the strings of a compiled program from text. */
const NUL_REACH = 64;

function isAmongNuls({ bytes, start, end }: TextWindow, { matchStart, matchEnd }: RawMatch): boolean {
  const before = bytes.subarray(Math.max(start, matchStart - NUL_REACH), matchStart).includes(0);
  return before || bytes.subarray(matchEnd, Math.min(end, matchEnd + NUL_REACH)).includes(0);
}

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= 0x30 && bytes[i]! <= 0x39) return true;
  return false;
}
