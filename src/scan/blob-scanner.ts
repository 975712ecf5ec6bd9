/**
 * One blob's walk, from bytes to masked findings: synchronous, knowing neither threads nor files nor reports.
 *
 * Owns the window that slides over a blob of any size. A raw secret lives only in that window and in the locals here.
 */

import { createDetector, type Detector } from "../detect/detector.js";
import type { Match, Trace } from "../detect/match.js";
import type { RuleCore } from "../model/rule.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import type { ByteReader } from "./byte-reader.js";
import { type Cursor, createCursor } from "./cursor.js";
import { createExceptionJudge, type ExceptionOptions } from "./exception-judge.js";
import { createFingerprinter, type Fingerprinter } from "./fingerprint.js";
import { codeFrame } from "./frame.js";
import { mask } from "./mask.js";
import { isOwnReport } from "./own-report.js";
import type { BlobResult, RawFinding } from "./raw-finding.js";
import { foreignEncoding, transcodingReader } from "./transcoding.js";

export interface ScannerOptions {
  readonly rules: readonly RuleCore[];
  /** 32 bytes, or undefined for the public default. */
  readonly fingerprintKey: Uint8Array | undefined;
  readonly exceptions: ExceptionOptions;
  /** Matches below it are neither placed nor identified: they only stay masked in the frames of others. */
  readonly minConfidence: Confidence;
}

export interface BlobScanner {
  /**
   * @param path as reports show it; rules on names look at it
   * @throws whatever the reader throws: the blob could not be read on
   */
  scan(reader: ByteReader, path: string, trace?: Trace): BlobResult;
  /** For bytes that come when they come. One session at a time: it owns the window until its end. */
  begin(path: string, trace?: Trace): BlobSession;
}

/** A blob that is being written into the window, piece by piece. */
export interface BlobSession {
  readonly window: Uint8Array;
  /** Where the next bytes belong, and how many fit. */
  readonly offset: number;
  readonly room: number;
  /** `count` bytes were written at `offset`. */
  wrote(count: number): void;
  end(): BlobResult;
}

/** Bytes of a blob at hand at once. Nearly every file fits whole. */
export const WINDOW_BYTES: number = 1 << 20;
/** What a candidate may need to its right (a private key of 16 KiB and some) and to its left (its statement). */
const LOOKAHEAD = 24 << 10;
const LOOKBACK = 2 << 10;
const BOM = [0xef, 0xbb, 0xbf];
const CR = 0x0d;

export function createBlobScanner(options: ScannerOptions): BlobScanner {
  const detector = createDetector(options.rules, WINDOW_BYTES);
  const fingerprinter = createFingerprinter(options.fingerprintKey);
  const exceptions = createExceptionJudge(options.exceptions, options.rules);
  const window = detector.prefilter.window;

  const begin = (path: string, trace?: Trace): BlobSession => {
    detector.begin();
    const findings: RawFinding[] = [];
    const cursor = createCursor((start, end) => detector.prefilter.countLines(start, end));
    let total = 0;
    let length = 0;
    let first = true;
    // matches are wanted whose candidate stands at `from` or later and that begin where the last one ended
    let from = 0;
    let seen = 0;
    const look = (to: number): Match[] => {
      if (first) {
        first = false;
        if (BOM.every((byte, i) => i < length && window[i] === byte)) cursor.skip(BOM.length);
        for (const finding of brokenNames(detector, fingerprinter, path, window.subarray(0, length)))
          findings.push(exceptions.judge(finding, detector.ruleOf(finding.ruleId)!, path));
      }
      const matches = detector.detect(length, from, to, path, trace).filter((match) => match.start >= seen);
      for (const finding of place(matches, length, cursor, path)) findings.push(finding);
      return matches;
    };
    /** Keeps what the next candidates may need of the text before them. */
    const slide = (): void => {
      const to = length - LOOKAHEAD;
      const matches = look(to);
      const kept = slideStart(window, to - LOOKBACK);
      cursor.moveTo(window, kept);
      cursor.rebase(kept);
      window.copyWithin(0, kept, length);
      length -= kept;
      from = to - kept;
      seen = Math.max(0, (matches.at(-1)?.end ?? 0) - kept);
    };
    return {
      window,
      get offset() {
        return length;
      },
      get room() {
        return WINDOW_BYTES - length;
      },
      wrote(count) {
        length += count;
        total += count;
        if (length === WINDOW_BYTES) slide();
      },
      end() {
        look(length);
        return { bytes: total, findings, failures: timeouts(detector) };
      },
    };
  };

  return {
    begin,
    scan(reader, path, trace) {
      const session = begin(path, trace);
      const count = reader.read(window, 0, WINDOW_BYTES);
      const head = window.subarray(0, count);
      const encoding = foreignEncoding(head);
      if (encoding === undefined) {
        if (count > 0) session.wrote(count);
        return pour(reader, session);
      }
      const utf8 = transcodingReader(reader, head.slice(), encoding);
      return { ...pour(utf8, session), bytes: utf8.consumed };
    },
  };

  function place(matches: readonly Match[], length: number, cursor: Cursor, path: string): RawFinding[] {
    if (matches.length === 0) return [];
    exceptions.look(window, length);
    const spans = matches.map(({ start, end, ruleId }) => {
      const secret = Buffer.from(window.buffer, window.byteOffset + start, end - start).toString("latin1");
      return { start, end, masked: mask(secret, detector.ruleOf(ruleId)) };
    });
    const wanted = (match: Match): boolean => atLeastAsConfident(match.confidence, options.minConfidence);
    return matches.flatMap((match, index) => {
      if (!wanted(match)) return [];
      cursor.moveTo(window, match.start);
      const { line: startLine, column: startColumn } = cursor;
      cursor.moveTo(window, match.end);
      const secret = window.subarray(match.start, match.end);
      const finding: RawFinding = {
        ruleId: match.ruleId,
        confidence: match.confidence,
        fingerprint: fingerprinter.ofSecret(secret),
        masked: spans[index]!.masked,
        verdicts: match.verdicts,
        frame: codeFrame(window, length, spans, index),
        ...(match.assignedTo === undefined ? {} : { assignedTo: match.assignedTo }),
        startLine,
        startColumn,
        endLine: cursor.line,
        endColumn: cursor.column,
      };
      return exceptions.judge(finding, detector.ruleOf(match.ruleId)!, path, {
        bytes: window,
        length,
        start: match.start,
        end: match.end,
      });
    });
  }
}

function timeouts(detector: Detector): BlobResult["failures"] {
  return [...detector.timedOut].sort().map((id) => ({ path: "", reason: `rule ${id} ran out of time and was left out` }));
}

/** Fills the session's window until the reader is empty. */
function pour(reader: ByteReader, session: BlobSession): BlobResult {
  for (;;) {
    const count = reader.read(session.window, session.offset, session.room);
    if (count === 0) return session.end();
    session.wrote(count);
  }
}

/** The place nearest to `at` where the text may be cut: neither inside CRLF nor inside a UTF-8 sequence. */
function slideStart(window: Uint8Array, at: number): number {
  let start = at;
  while (start > 1 && window[start - 1] === CR) start--;
  for (let back = 0; back < 3 && start > 0 && (window[start]! & 0xc0) === 0x80; back++) start--;
  return start;
}

function brokenNames(detector: Detector, fingerprinter: Fingerprinter, path: string, head: Uint8Array): RawFinding[] {
  const broken = detector.pathRules.brokenBy(path);
  if (broken.length === 0 || isOwnReport(head)) return [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  return broken.slice(0, 1).map((rule) => ({
    ruleId: rule.id,
    confidence: rule.confidence,
    fingerprint: fingerprinter.ofName(path),
    masked: name,
    verdicts: [{ step: "path", outcome: "pass", detail: "the file's name alone" }],
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  }));
}
