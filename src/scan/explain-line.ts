/**
 * Every step's verdict on one line of a file, reported or not.
 */

import { createTranscoder, sniffEncoding } from "../decode/text.js";
import { isOfNoLiteral } from "../detect/assigned/assigned.js";
import { createDetector, type Detector } from "../detect/detector.js";
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

/** Bytes on either side of what is judged that detection may look at, and of a line that are judged at once. */
const AROUND = 256 << 10;
const STRETCH = 1 << 20;
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
  const detector = createDetector(rules, 2 * AROUND + STRETCH);
  const judgements: Judgement[] = [];
  // a line of many mebibytes is judged piece by piece; an empty one has a piece as well, what spans lines may lie across it
  for (let start = span.start; start === span.start || start < span.end; start += STRETCH)
    judgements.push(...judgePiece(detector, text, { line: span, start, end: Math.min(span.end, start + STRETCH) }, path));
  // a name without a literal is worth a word only where the line has nothing else
  const told = judgements.filter(({ verdicts }) => !verdicts.some(isOfNoLiteral));
  return told.length > 0 ? told : judgements;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offsets in the file's text. */
interface Piece extends Span {
  readonly line: Span;
}

/** What begins in the piece; in the line's first one also what begins before the line. */
function judgePiece(detector: Detector, text: Uint8Array, { line, start, end }: Piece, path: string): Judgement[] {
  const from = Math.max(0, start - AROUND);
  const around = text.subarray(from, Math.min(text.length, end + AROUND));
  const { window } = detector.prefilter;
  window.set(around);
  const isFirst = start === line.start;
  const isHere = (at: number, till: number): boolean => from + at < end && (isFirst ? from + till > start : from + at >= start);
  const seen = new Map<string, { ruleId: string; start: number; end: number; verdicts: Verdict[] }>();
  const matches = detector.detect(around.length, 0, around.length, path, undefined, (ruleId, at, till, verdict) => {
    if (!isHere(at, till)) return;
    const key = `${ruleId} ${at} ${till}`;
    const entry = seen.get(key) ?? { ruleId, start: at, end: till, verdicts: [] };
    seen.set(key, entry);
    if (!entry.verdicts.some(({ detail }) => detail === verdict.detail)) entry.verdicts.push(verdict);
  });
  for (const { ruleId, start: at, end: till, verdicts } of matches) {
    if (isHere(at, till)) seen.set(`${ruleId} ${at} ${till}`, { ruleId, start: at, end: till, verdicts: [...verdicts] });
  }
  const found = new Map(matches.map(({ ruleId, start: at, end: till, confidence }) => [`${ruleId} ${at} ${till}`, confidence]));
  const first = 1 + utf16Units(text, line.start, start);
  const column = (at: number): number => first + utf16Units(text, start, Math.min(line.end, Math.max(start, from + at)));
  return [...seen]
    .sort(([, a], [, b]) => a.start - b.start || a.end - b.end || (a.ruleId < b.ruleId ? -1 : 1))
    .map(
      ([key, { ruleId, start: at, end: till, verdicts }]): Judgement => ({
        ruleId,
        startColumn: column(at),
        endColumn: column(till),
        masked: mask(Buffer.from(window.subarray(at, till)).toString("latin1"), detector.ruleOf(ruleId)),
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
