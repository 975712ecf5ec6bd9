/**
 * Rules with a known prefix: the shapes that providers made to be recognised.
 *
 * Owns where in and before a run a prefix may stand. What follows is the rule's pattern and `judge`.
 */

import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import { escapedStart, hasLeftBorder } from "./borders.js";
import { isTokenByte } from "./bytes.js";
import { judge } from "./judge.js";
import { isMachineMade } from "./machine-made.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { createPrefixTable } from "./prefix-table.js";
import type { RuleMatcher } from "./rule-matcher.js";

export interface PrefixRules {
  /**
   * Judges a run of token characters in or before which the kernel saw a prefix; pushes what it finds.
   *
   * @param places of these in the run, and of the run's start; of a very long run the others belong to another look at the text
   */
  judgeRun(window: TextWindow, run: Span, places: Span, out: Match[], trace?: Trace): void;
}

const UNDERSCORE = 0x5f;
const DASH = 0x2d;
/** A shorter prefix behind a joint counts only when it holds one itself or the whole match is random: `my-AKIA…` yes, `some-key…` no. */
const JOINT_PREFIX_BYTES = 5;
/** Characters that must follow a joint at least, and those of a prefix there. */
const SHORTEST_BEHIND_JOINT = 4;

export function createPrefixRules(rules: readonly RuleCore[], matcherOf: (ruleIndex: number) => RuleMatcher): PrefixRules {
  const table = createPrefixTable(rules);
  const tryAt = (window: TextWindow, at: number, runEnd: number, behindJoint: boolean, out: Match[], trace?: Trace): void => {
    if (!table.mayStandAt(window.bytes, at, window.end)) return;
    table.at(window.bytes, at, window.end, ({ bytes: prefix, ruleIndex, tail }) => {
      const isPlain = prefix.length < JOINT_PREFIX_BYTES && !prefix.includes(UNDERSCORE) && !prefix.includes(DASH);
      if (behindJoint && isPlain && prefix.length < SHORTEST_BEHIND_JOINT) return;
      // the trace says why
      if (trace === undefined && !tail.mayFollow(window.bytes, at, window.end, runEnd)) return;
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
      if (behindJoint && isPlain && !isMachineMade(window.bytes, raw.start, raw.end, true)) return;
      const verdict = { step: "prefix", outcome: "pass", detail: `begins with ${shown} and has the rule's shape` } as const;
      const match = judge(window, rule, raw, { verdict, confidence: rule.confidence }, trace);
      if (match !== undefined) out.push(match);
    });
  };

  return {
    judgeRun(window, run, places, out, trace) {
      const { bytes, start } = window;
      let runEnd = run.end;
      while (runEnd > run.start && (bytes[runEnd - 1] === UNDERSCORE || bytes[runEnd - 1] === DASH)) runEnd--;
      if (run.start >= places.start && run.start < places.end) {
        const escaped = escapedStart(window, run.start);
        if (escaped !== run.start) tryAt(window, escaped, runEnd, false, out, trace);
        if (hasLeftBorder(window, run.start)) tryAt(window, run.start, runEnd, false, out, trace);
      }
      const last = Math.min(run.end - SHORTEST_BEHIND_JOINT, places.end);
      for (let at = Math.max(run.start + 1, places.start); at < last; at++) {
        const before = bytes[at - 1];
        if (before === UNDERSCORE || before === DASH) tryAt(window, at, runEnd, true, out, trace);
      }
      // `SG.` and `dt0c01.` end before the run that made the candidate
      if (run.start < places.start || run.start >= places.end) return;
      if (run.start > start && table.breakers[bytes[run.start - 1]!] === 1) {
        const first = Math.max(start, run.start - table.longest);
        for (let at = run.start - 1; at >= first; at--) {
          const byte = bytes[at]!;
          if (!isTokenByte(byte) && table.breakers[byte] === 0) break;
          // nothing is known of where a run ends that begins before this one
          if (table.mayStandAt(bytes, at, window.end) && hasLeftBorder(window, at)) tryAt(window, at, at, false, out, trace);
        }
      }
    },
  };
}
