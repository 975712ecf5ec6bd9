/**
 * The program's own detection as a function of a text, for the proof of rules: prefilter, judges and overlaps as in a scan.
 */

import { createDetector } from "../../detect/detector.js";
import type { RuleCore } from "../../model/rule.js";
import type { DetectText } from "../../rules/prove/trial.js";

/** Bytes: a proof's text is a match with some lines around it. */
const CAPACITY = 1 << 16;

/** The detector over one text, for the proofs of rules. */
export function createDetectText(rules: readonly RuleCore[]): DetectText {
  const detector = createDetector(rules, CAPACITY);
  const generic = new Set(rules.flatMap(({ id, kind }) => (kind === "assigned" ? [id] : [])));
  const known = new Set(rules.map(({ id }) => id));
  return (text, path) => {
    const bytes = Buffer.from(text.slice(0, CAPACITY), "latin1");
    detector.prefilter.window.set(bytes);
    detector.begin();
    const dropped: { ruleId: string; reason: string }[] = [];
    const matches = detector.detect(
      bytes.length,
      0,
      bytes.length,
      path,
      undefined,
      (ruleId, _start, _end, { step, outcome, detail }) => {
        if (outcome === "drop") dropped.push({ ruleId, reason: `${step}: ${detail}` });
      },
    );
    const found = matches.map(({ ruleId, start, end, confidence }) => ({
      ruleId,
      start,
      end,
      confidence,
      isGeneric: generic.has(ruleId) || !known.has(ruleId),
    }));
    return { found, dropped };
  };
}
