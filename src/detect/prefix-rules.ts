/**
 * Rules with a known prefix: the shapes that providers made to be recognised.
 *
 * Owns where in and before a run a prefix may stand. What follows is the rule's pattern and `judge`.
 */

import type { RuleCore } from "../model/rule.js";
import { escapedStart, hasLeftBorder } from "./borders.js";
import { isTokenByte } from "./bytes.js";
import { judge } from "./judge.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { createPrefixTable } from "./prefix-table.js";
import type { RuleMatcher } from "./rule-matcher.js";

export interface PrefixRules {
  /** Judges a run of token characters in or before which the kernel saw a prefix; pushes what it finds. */
  judgeRun(window: TextWindow, runStart: number, runEnd: number, out: Match[], trace?: Trace): void;
}

const UNDERSCORE = 0x5f;
const DASH = 0x2d;
/** A prefix behind a joint counts only when it is this long or holds a joint itself: `my-sk_live_…` yes, `some-key…` no. */
const JOINT_PREFIX_BYTES = 5;

export function createPrefixRules(rules: readonly RuleCore[], matcherOf: (ruleIndex: number) => RuleMatcher): PrefixRules {
  const table = createPrefixTable(rules);
  const tryAt = (window: TextWindow, at: number, behindJoint: boolean, out: Match[], trace?: Trace): void => {
    table.at(window.bytes, at, window.end, ({ bytes: prefix, ruleIndex }) => {
      if (behindJoint && prefix.length < JOINT_PREFIX_BYTES && !prefix.includes(UNDERSCORE) && !prefix.includes(DASH)) return;
      const { rule, matchAt } = matcherOf(ruleIndex);
      const shown = String.fromCharCode(...prefix);
      const raw = matchAt(window, at);
      if (raw === undefined) {
        trace?.(rule.id, at, at + prefix.length, {
          step: "pattern",
          outcome: "drop",
          detail: `begins with ${shown} but has not the rule's shape`,
        });
        return;
      }
      const verdict = { step: "prefix", outcome: "pass", detail: `begins with ${shown} and has the rule's shape` } as const;
      const match = judge(window, rule, raw, { verdict, confidence: rule.confidence }, trace);
      if (match !== undefined) out.push(match);
    });
  };

  return {
    judgeRun(window, runStart, runEnd, out, trace) {
      const { bytes, start } = window;
      const escaped = escapedStart(window, runStart);
      if (escaped !== runStart) tryAt(window, escaped, false, out, trace);
      if (hasLeftBorder(window, runStart)) tryAt(window, runStart, false, out, trace);
      for (let at = runStart + 1; at < runEnd - 4; at++) {
        const before = bytes[at - 1];
        if (before === UNDERSCORE || before === DASH) tryAt(window, at, true, out, trace);
      }
      // `SG.` and `dt0c01.` end before the run that made the candidate
      if (runStart > start && table.breakers[bytes[runStart - 1]!] === 1) {
        const first = Math.max(start, runStart - table.longest);
        for (let at = runStart - 1; at >= first; at--) {
          const byte = bytes[at]!;
          if (!isTokenByte(byte) && table.breakers[byte] === 0) break;
          if (hasLeftBorder(window, at)) tryAt(window, at, false, out, trace);
        }
      }
    },
  };
}
