/**
 * One blob's walk, from bytes to masked findings: synchronous, knowing neither threads nor files nor reports.
 *
 * Owns the layers: text encodings, archives, the window. A raw secret lives only in the window and in the locals of this room.
 */

import type { ArchiveSpending } from "../decode/archives/archive.js";
import { createDetector, type Detector } from "../detect/detector.js";
import type { Trace } from "../detect/match.js";
import { createNameChoice } from "../inventory/config/overrides.js";
import type { SecretOverride } from "../inventory/config/secret-override.js";
import type { Reference } from "../inventory/reference.js";
import { findReferencesInBytes } from "../inventory/references/find-in-bytes.js";
import type { RuleCore } from "../model/rule.js";
import type { Confidence } from "../model/secret-type.js";
import {
  looksLikeArchive,
  MAX_ARCHIVE_BYTES,
  nothingSpent,
  readWhole,
  scanArchive,
  TOO_LARGE,
  type Unopened,
  whyUnopened,
  withUnopened,
} from "./archive-layers.js";
import { BlobSession, type SessionListener, WINDOW_BYTES } from "./blob-session.js";
import { brokenNames, withoutNamedKey } from "./broken-names.js";
import { type ByteReader, memoryReader } from "./byte-reader.js";
import { createDecodedValues } from "./decoded-values.js";
import { ESCAPES } from "./escaped-span.js";
import { createExceptionJudge, type ExceptionOptions } from "./exception-judge.js";
import { createFingerprinter } from "./fingerprint.js";
import { packImage } from "./pack-image.js";
import type { BlobResult, RawFinding } from "./raw-finding.js";
import { foreignEncoding, transcodingReader } from "./transcoding.js";
import { type WindowTools, windowFindings } from "./window-findings.js";

export interface ScannerOptions {
  readonly rules: readonly RuleCore[];
  /** They are the built-in ones, all of them. @default false */
  readonly isWholePack?: boolean;
  /** 32 bytes, or undefined for the public default. */
  readonly fingerprintKey: Uint8Array | undefined;
  readonly exceptions: ExceptionOptions;
  /** Matches below it are neither placed nor identified: they only stay masked in the frames of others. */
  readonly minConfidence: Confidence;
  /** See `ScannerSetup`. */
  readonly matchedConfidence?: Confidence;
  /** Encodings within encodings, and archives within archives, that are opened; 0: none. */
  readonly maxDecodeDepth: number;
  readonly maxArchiveDepth: number;
  /** Asks for references to secrets as well; what the configuration says of names. */
  readonly references?: readonly SecretOverride[];
}

export interface BlobScanner {
  /**
   * @param path as reports show it; rules on names look at it
   * @throws whatever the reader throws: the blob could not be read on
   */
  scan(reader: ByteReader, path: string, trace?: Trace): BlobResult;
  /** Why a blob with this head would be scanned as the bytes it has, packed as it is. */
  unopened(head: Uint8Array, path: string): Unopened | undefined;
  /** For text that comes when it comes, in UTF-8. One at a time: it owns the window until its end. */
  begin(path: string): TextScan;
  /** Its judges and their window, which are free between two scans. */
  readonly detector: Detector;
}

/** A text under way. */
export interface TextScan {
  readonly session: BlobSession;
  /** @param bytes how many the blob had */
  end(bytes: number): BlobResult;
}

/** How many archives lie around a text, and what they have cost. */
interface Layer {
  readonly depth: number;
  readonly spent: ArchiveSpending;
}

const NOTHING: BlobResult["failures"] = [];

export function createBlobScanner(options: ScannerOptions): BlobScanner {
  const escapes = options.maxDecodeDepth > 0 ? ESCAPES : [];
  const image = options.isWholePack === true && escapes === ESCAPES ? packImage() : undefined;
  const detector = createDetector(options.rules, WINDOW_BYTES, escapes, image);
  const fingerprinter = createFingerprinter(options.fingerprintKey);
  const exceptions = createExceptionJudge(options.exceptions, options.rules);
  const decoded = createDecodedValues(detector, { ...options, maxDepth: options.maxDecodeDepth }, fingerprinter);
  const tools: WindowTools = {
    detector,
    decoded,
    exceptions,
    fingerprinter,
    minConfidence: options.matchedConfidence ?? options.minConfidence,
  };
  const { window } = detector.prefilter;
  const choose = options.references === undefined ? undefined : createNameChoice(options.references);

  const scanLayer = (reader: ByteReader, path: string, outer: Layer, trace?: Trace): BlobResult => {
    const { depth } = outer;
    // a pipe gives what it has: what a blob is must not depend on how much that was
    let count = 0;
    for (let more = 1; more > 0 && count < WINDOW_BYTES; count += more) more = reader.read(window, count, WINDOW_BYTES - count);
    const head = window.subarray(0, count);
    const encoding = foreignEncoding(head);
    if (encoding !== undefined) {
      const utf8 = transcodingReader(reader, head.slice(), encoding);
      return { ...scanText(utf8, path, 0, depth, trace), bytes: utf8.consumed };
    }
    if (depth < options.maxArchiveDepth && looksLikeArchive(head, path))
      return scanPacked(reader, head.slice(), path, outer, trace);
    const unopened = whyUnopened(head, path, depth, options.maxArchiveDepth);
    return withUnopened(scanText(reader, path, count, depth, trace), unopened);
  };

  /** The file's own name counts as well, as for any other. */
  const scanPacked = (reader: ByteReader, head: Uint8Array, path: string, { depth, spent }: Layer, trace?: Trace): BlobResult => {
    const bytes = readWhole(reader, head, MAX_ARCHIVE_BYTES);
    const own = (): RawFinding[] => (depth > 0 ? [] : named(path, head));
    if (bytes === undefined) return withUnopened({ bytes: head.length, findings: own(), failures: [] }, TOO_LARGE);
    const inside = scanArchive(bytes, path, spent, (entry, name) =>
      scanLayer(memoryReader(entry), name, { depth: depth + 1, spent }, trace),
    );
    if (inside === undefined) return scanText(memoryReader(bytes), path, 0, depth, trace);
    return { ...inside, findings: [...own(), ...inside.findings] };
  };

  const named = (path: string, head: Uint8Array): RawFinding[] =>
    brokenNames(detector, fingerprinter, path, head).map((finding) =>
      exceptions.judge(finding, detector.ruleOf(finding.ruleId)!, path),
    );

  const session = new BlobSession(detector);
  const begin = (path: string, depth: number, trace?: Trace): TextScan => {
    const findings: RawFinding[] = [];
    const failures: string[] = [];
    let references: readonly Reference[] = [];
    const listener: SessionListener = {
      onStart(head) {
        if (depth > 0) return;
        for (const finding of named(path, head)) findings.push(finding);
        // what is longer than the window is data, not code that asks for a secret
        if (choose !== undefined && head.length < WINDOW_BYTES) references = findReferencesInBytes(path, head, choose);
      },
      onLook(look) {
        for (const finding of windowFindings(look, path, tools, failures)) findings.push(finding);
      },
    };
    session.start(path, listener, trace);
    return {
      session,
      end(bytes) {
        session.end();
        for (const id of detector.timedOut) failures.push(`rule ${id} ran out of time and was left out`);
        const reasons = failures.length === 0 ? NOTHING : [...new Set(failures)].sort().map((reason) => ({ path: "", reason }));
        const told = withoutNamedKey(findings, detector);
        return { bytes, findings: told, failures: reasons, ...(references.length === 0 ? {} : { references }) };
      },
    };
  };

  /** @param ready bytes of the blob that stand in the window already */
  const scanText = (reader: ByteReader, path: string, ready: number, depth: number, trace?: Trace): BlobResult => {
    const scan = begin(path, depth, trace);
    return scan.end(pour(reader, scan.session, ready));
  };

  return {
    scan: (reader, path, trace) => scanLayer(reader, path, { depth: 0, spent: nothingSpent() }, trace),
    unopened: (head, path) => whyUnopened(head, path, 0, options.maxArchiveDepth),
    begin: (path) => begin(path, 0),
    detector,
  };
}

/** Fills the session's window until the reader is empty; returns how many bytes went through. */
function pour(reader: ByteReader, session: BlobSession, ready: number): number {
  let total = ready;
  if (ready > 0) session.wrote(ready);
  for (;;) {
    const count = reader.read(session.window, session.offset, session.room);
    if (count === 0) return total;
    total += count;
    session.wrote(count);
  }
}
