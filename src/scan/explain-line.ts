/**
 * Every step's verdict on one line of a file, reported or not.
 */

import { createTranscoder, sniffEncoding } from "../decode/text.js";
import { isOfNoLiteral } from "../detect/assigned/assigned.js";
import { createDetector } from "../detect/detector.js";
import type { Verdict } from "../model/finding.js";
import type { RuleCore } from "../model/rule.js";
import type { Confidence } from "../model/secret-type.js";
import { utf16Units } from "./cursor.js";
import { mask } from "./mask.js";

/** What one rule made of one candidate. */
export interface Judgement {
  readonly ruleId: string;
  /** 1-based, in UTF-16 units; `endColumn` exclusive. */
  readonly startColumn: number;
  readonly endColumn: number;
  readonly masked: string;
  readonly verdicts: readonly Verdict[];
  /** Of the finding that it became; absent where it became none. */
  readonly confidence?: Confidence;
}

/** Bytes on either side of the line that detection may look at. */
const AROUND = 256 << 10;
const LF = 0x0a;
const CR = 0x0d;

/**
 * @param bytes the whole file
 * @param line 1-based
 * @returns undefined when the file has no such line
 */
export function explainLine(rules: readonly RuleCore[], bytes: Uint8Array, path: string, line: number): Judgement[] | undefined {
  const text = createTranscoder(sniffEncoding(bytes)).push(bytes, true);
  const span = lineSpan(text, line);
  if (span === undefined) return undefined;
  const from = Math.max(0, span.start - AROUND);
  const piece = text.subarray(from, Math.min(text.length, span.end + AROUND));
  const lineStart = span.start - from;
  const lineEnd = span.end - from;

  const detector = createDetector(rules, 2 * AROUND + (1 << 20));
  const window = detector.prefilter.window;
  window.set(piece.subarray(0, window.length));
  const length = Math.min(piece.length, window.length);
  const seen = new Map<string, { ruleId: string; start: number; end: number; verdicts: Verdict[] }>();
  const matches = detector.detect(length, 0, length, path, undefined, (ruleId, start, end, verdict) => {
    if (end <= lineStart || start >= lineEnd) return;
    const key = `${ruleId} ${start} ${end}`;
    const entry = seen.get(key) ?? { ruleId, start, end, verdicts: [] };
    seen.set(key, entry);
    if (!entry.verdicts.some(({ detail }) => detail === verdict.detail)) entry.verdicts.push(verdict);
  });
  for (const { ruleId, start, end, verdicts } of matches) {
    if (end > lineStart && start < lineEnd)
      seen.set(`${ruleId} ${start} ${end}`, { ruleId, start, end, verdicts: [...verdicts] });
  }
  const found = new Map(matches.map(({ ruleId, start, end, confidence }) => [`${ruleId} ${start} ${end}`, confidence]));
  // a name without a literal is worth a word only where the line has nothing else
  const told = [...seen].filter(([, { verdicts }]) => !verdicts.some(isOfNoLiteral));
  return (told.length > 0 ? told : [...seen])
    .sort(([, a], [, b]) => a.start - b.start || a.end - b.end || (a.ruleId < b.ruleId ? -1 : 1))
    .map(
      ([key, { ruleId, start, end, verdicts }]): Judgement => ({
        ruleId,
        startColumn: 1 + utf16Units(window, lineStart, Math.max(start, lineStart)),
        endColumn: 1 + utf16Units(window, lineStart, Math.min(end, lineEnd)),
        masked: mask(Buffer.from(window.subarray(start, end)).toString("latin1"), detector.ruleOf(ruleId)),
        verdicts,
        ...(found.has(key) ? { confidence: found.get(key)! } : {}),
      }),
    );
}

function lineSpan(text: Uint8Array, line: number): { start: number; end: number } | undefined {
  let start = 0;
  for (let current = 1; ; current++) {
    let end = start;
    while (end < text.length && text[end] !== LF && text[end] !== CR) end++;
    if (current === line) return { start, end };
    if (end >= text.length) return undefined;
    start = text[end] === CR && text[end + 1] === LF ? end + 2 : end + 1;
  }
}
