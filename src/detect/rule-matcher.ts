/**
 * One rule at work: its regular expression, made when the rule first has a candidate, on a bounded latin1 window.
 */

import type { RuleCore } from "../model/rule.js";
import { RIGHT_BORDER } from "./borders.js";
import { latin1 } from "./bytes.js";
import { execUnderDeadline } from "./deadline.js";
import type { TextWindow } from "./match.js";

/** Offsets into the window's bytes. */
export interface RawMatch {
  readonly start: number;
  readonly end: number;
  readonly matchStart: number;
  readonly matchEnd: number;
}

export interface RuleMatcher {
  readonly rule: RuleCore;
  /** The match that starts exactly at `at`, or undefined. */
  matchAt(window: TextWindow, at: number): RawMatch | undefined;
  /** The whole of [start, end), nothing before or behind. */
  matchWhole(window: TextWindow, start: number, end: number): RawMatch | undefined;
  /** All matches that start in [from, to). */
  matchAll(window: TextWindow, from: number, to: number): RawMatch[];
}

/** Bytes behind the longest match that the border check looks at. */
const BORDER_BYTES = 24;
/** Bytes before a match that its pattern may look back at. */
const LOOK_BEHIND_BYTES = 128;

/** All of its calls throw `RuleTimeout` when the rule is not proved safe and runs out of time. */
export function createRuleMatcher(rule: RuleCore): RuleMatcher {
  let sticky: RegExp | undefined;
  let whole: RegExp | undefined;
  let global: RegExp | undefined;
  // indices cost an array a match: asked for only where a group is the secret
  const flags = `s${rule.ignoreCase ? "i" : ""}${rule.pattern.includes("(?<secret>") ? "d" : ""}`;
  const exec = (expression: RegExp, text: string): RegExpExecArray | null =>
    rule.safe ? expression.exec(text) : execUnderDeadline(rule.id, expression, text);
  const lookBehind = rule.pattern.includes("(?<=") || rule.pattern.includes("(?<!") ? LOOK_BEHIND_BYTES : 0;
  const bordered = `(?:${rule.pattern})${RIGHT_BORDER}`;

  return {
    rule,
    matchAt(window, at) {
      sticky ??= new RegExp(bordered, `${flags}y`);
      const first = Math.max(window.start, at - lookBehind);
      const text = latin1(window.bytes, first, Math.min(window.end, at + rule.maxLength + BORDER_BYTES));
      sticky.lastIndex = at - first;
      return toRawMatch(exec(sticky, text), first);
    },
    matchWhole(window, start, end) {
      whole ??= new RegExp(`^(?:${rule.pattern})$`, flags);
      return toRawMatch(exec(whole, latin1(window.bytes, start, end)), start);
    },
    matchAll(window, from, to) {
      global ??= new RegExp(bordered, `${flags}g`);
      const first = Math.max(window.start, from - lookBehind);
      const text = latin1(window.bytes, first, Math.min(window.end, to + rule.maxLength + BORDER_BYTES));
      const found: RawMatch[] = [];
      global.lastIndex = from - first;
      for (let match = exec(global, text); match !== null && match.index < to - first; match = exec(global, text)) {
        const raw = toRawMatch(match, first);
        if (raw !== undefined) found.push(raw);
        if (match[0] === "") global.lastIndex++;
      }
      return found;
    },
  };
}

function toRawMatch(match: RegExpExecArray | null, base: number): RawMatch | undefined {
  if (match === null) return undefined;
  const matchStart = match.index;
  const matchEnd = matchStart + match[0].length;
  const [start, end] = match.indices?.groups?.["secret"] ?? [matchStart, matchEnd];
  return { start: base + start, end: base + end, matchStart: base + matchStart, matchEnd: base + matchEnd };
}
