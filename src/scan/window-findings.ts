/**
 * The findings of one look at the window: of the text itself and of what is encoded in it, each with its place.
 */

import { isRepositoryKeyAt } from "../allow/repository-key.js";
import type { Detector } from "../detect/detector.js";
import type { Match } from "../detect/match.js";
import type { Span } from "../model/location.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import type { Look } from "./blob-session.js";
import type { Cursor } from "./cursor.js";
import type { DecodedValues, EncodedFindings } from "./decoded-values.js";
import type { ExceptionJudge } from "./exception-judge.js";
import { makeFinding, maskBytes, type UnplacedFinding } from "./finding-maker.js";
import type { Fingerprinter } from "./fingerprint.js";
import { codeFrame, type MaskedSpan } from "./frame.js";
import { decodeKubernetesValue, isKubernetesSecret } from "./kubernetes-secret.js";
import type { RawFinding } from "./raw-finding.js";

export interface WindowTools {
  readonly detector: Detector;
  readonly decoded: DecodedValues;
  readonly exceptions: ExceptionJudge;
  readonly fingerprinter: Fingerprinter;
  readonly minConfidence: Confidence;
}

interface Item extends MaskedSpan {
  /** What the secret was told by: it may begin on an earlier line and end on a later one, as a private key's does. */
  readonly whole: Span;
  readonly findings: readonly { readonly finding: UnplacedFinding; readonly secret: Uint8Array }[];
}

/** @param failures takes what could not be decoded wholly */
export function windowFindings(look: Look, path: string, tools: WindowTools, failures: string[]): RawFinding[] {
  const { window } = tools.detector.prefilter;
  const encoded = tools.decoded.find(window, look.length, look.encoded, path, failures);
  if (look.matches.length === 0 && encoded.length === 0) return [];
  tools.exceptions.look(window, look.length);
  const items = [...plainItems(look, path, encoded, tools), ...encodedItems(encoded)].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const places = placesOf(items, window, look.cursor);
  return items.flatMap((item, index) => {
    if (item.findings.length === 0) return [];
    const frame = codeFrame(window, look.length, items, index);
    const place = { ...places.get(item.start)!, ...ended(places.get(item.end)!) };
    return item.findings.map(({ finding, secret }) => {
      const around = { secret, bytes: window, length: look.length, at: item.start, whole: item.whole };
      return tools.exceptions.judge({ ...finding, frame, ...place }, tools.detector.ruleOf(finding.ruleId)!, path, around);
    });
  });
}

/** What the text itself holds. A match whose value turned out to be encoded gives way to what came out of it. */
function plainItems({ matches, length }: Look, path: string, encoded: readonly EncodedFindings[], tools: WindowTools): Item[] {
  const { window } = tools.detector.prefilter;
  const inSecret = matches.length > 0 && isKubernetesSecret(window, length);
  return matches.flatMap((match): Item[] => {
    if (isRepositoryKeyAt(window, match.start, match.end, path)) return [];
    if (encoded.some(({ start, end }) => match.start < end && start < match.end && isVague(match, tools.detector))) return [];
    const written = window.subarray(match.start, match.end);
    const whole = { start: match.matchStart, end: match.matchEnd };
    const span = { start: match.start, end: match.end, whole, masked: maskBytes(match, written, tools.detector) };
    if (!atLeastAsConfident(match.confidence, tools.minConfidence)) return [{ ...span, findings: [] }];
    const inner = inSecret && isVague(match, tools.detector) ? decodeKubernetesValue(window, match.start, match.end) : undefined;
    const secret = inner ?? written;
    const finding = makeFinding(match, secret, tools.detector, tools.fingerprinter);
    return [
      { ...span, findings: [{ finding: inner === undefined ? finding : { ...finding, decodedFrom: ["base64"] }, secret }] },
    ];
  });
}

function encodedItems(encoded: readonly EncodedFindings[]): Item[] {
  return encoded.map(({ start, end, findings }) => {
    return { start, end, whole: { start, end }, findings, masked: findings[0]!.finding.masked };
  });
}

/** True where only a name or a place made a secret of the value. */
function isVague(match: Match, detector: Detector): boolean {
  const kind = detector.ruleOf(match.ruleId)?.kind;
  return kind === "assigned" || kind === "context";
}

type Position = Pick<RawFinding, "startLine" | "startColumn">;

/** Line and column of every start and end, in one way forward. */
function placesOf(items: readonly Item[], window: Uint8Array, cursor: Cursor): ReadonlyMap<number, Position> {
  const offsets = [...new Set(items.flatMap(({ start, end, findings }) => (findings.length === 0 ? [] : [start, end])))];
  const places = new Map<number, Position>();
  for (const offset of offsets.sort((a, b) => a - b)) {
    cursor.moveTo(window, offset);
    places.set(offset, { startLine: cursor.line, startColumn: cursor.column });
  }
  return places;
}

function ended({ startLine, startColumn }: Position): Pick<RawFinding, "endLine" | "endColumn"> {
  return { endLine: startLine, endColumn: startColumn };
}
