/**
 * The findings of one look at the window: of the text itself and of what is encoded in it, each with its place.
 */

import { isRepositoryKeyAt } from "../allow/repository-key.js";
import { latin1 } from "../detect/bytes.js";
import type { Detector } from "../detect/detector.js";
import type { Match } from "../detect/match.js";
import type { PairedPlace } from "../model/finding.js";
import type { Span } from "../model/location.js";
import { atLeastAsConfident, type Confidence } from "../model/secret-type.js";
import { placeOf } from "./armour.js";
import type { Look } from "./blob-session.js";
import { type Companion, findCompanion } from "./companion.js";
import type { Cursor } from "./cursor.js";
import type { DecodedValues, EncodedFindings } from "./decoded-values.js";
import type { ExceptionJudge } from "./exception-judge.js";
import { makeFinding, maskBytes, type UnplacedFinding } from "./finding-maker.js";
import type { Fingerprinter } from "./fingerprint.js";
import { codeFrame, type MaskedSpan } from "./frame.js";
import { decodeKubernetesValue, isKubernetesSecret } from "./kubernetes-secret.js";
import { mask } from "./mask.js";
import { type Position, positionNear } from "./nearby-position.js";
import { pairFindings } from "./pair-findings.js";
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
  /** What belongs to the secret and is none. */
  readonly companion?: Companion;
}

/** @param failures takes what could not be decoded wholly */
export function windowFindings(look: Look, path: string, tools: WindowTools, failures: string[]): readonly RawFinding[] {
  const { window } = tools.detector.prefilter;
  const encoded = tools.decoded.find(window, look.length, look.encoded, path, failures);
  if (look.matches.length === 0 && encoded.length === 0) return [];
  tools.exceptions.look(window, look.length);
  const plain = plainItems(look, path, encoded, tools);
  const items = [...plain, ...encodedItems(encoded, plain)].sort((a, b) => a.start - b.start || a.end - b.end);
  const places = placesOf(items, look.cursor);
  const findings = items.flatMap((item, index) => {
    if (item.findings.length === 0) return [];
    const frame = codeFrame(window, look.length, items, index);
    const place = { ...places.get(item.start)!, ...ended(places.get(item.end)!) };
    return item.findings.map(({ finding, secret }) => {
      const around = { secret, bytes: window, length: look.length, at: item.start, whole: item.whole };
      const placed = { ...finding, frame, ...place, ...companionOf(item, window, place) };
      return tools.exceptions.judge(placed, tools.detector.ruleOf(finding.ruleId)!, path, around);
    });
  });
  return pairFindings(findings, tools.detector);
}

/** Ids and names of users are no secrets, but nobody's business either. */
const PUBLIC_ID = { publicPrefix: 4, type: "generic" } as const;

function companionOf({ companion, start }: Item, window: Uint8Array, known: Position): { readonly pairedWith?: PairedPlace } {
  if (companion === undefined) return {};
  const first = positionNear(window, companion.start, start, known);
  const last = positionNear(window, companion.end, start, known);
  if (first === undefined || last === undefined) return {};
  const masked = mask(latin1(window, companion.start, companion.end), PUBLIC_ID);
  return { pairedWith: { what: companion.what, ...first, ...ended(last), masked } };
}

/** What the text itself holds. A match whose value turned out to be encoded gives way to what came out of it. */
function plainItems({ matches, length }: Look, path: string, encoded: readonly EncodedFindings[], tools: WindowTools): Item[] {
  const { window } = tools.detector.prefilter;
  const inSecret = matches.length > 0 && isKubernetesSecret(window, length);
  return matches.flatMap((match): Item[] => {
    if (isRepositoryKeyAt(window, match.start, match.end, path)) return [];
    if (encoded.some((text) => givesWay(match, text, tools.detector))) return [];
    const written = window.subarray(match.start, match.end);
    const whole = { start: match.matchStart, end: match.matchEnd };
    const { head, ...place } = placeOf(match, window, length);
    const span = { ...place, whole, masked: head + maskBytes(match, written, tools.detector) };
    if (!atLeastAsConfident(match.confidence, tools.minConfidence)) return [{ ...span, findings: [] }];
    const inner = inSecret && isVague(match, tools.detector) ? decodeKubernetesValue(window, match.start, match.end) : undefined;
    const secret = inner ?? written;
    const finding = makeFinding(match, secret, tools.detector, tools.fingerprinter);
    const companion = findCompanion(window, length, match, tools.detector.ruleOf(match.ruleId)!, path);
    return [
      {
        ...span,
        findings: [{ finding: inner === undefined ? finding : { ...finding, decodedFrom: ["base64"] }, secret }],
        ...(companion === undefined ? {} : { companion }),
      },
    ];
  });
}

/** What came out of encoded texts, except for secrets that can be read there as they stand: a URL has but some of it escaped. */
function encodedItems(encoded: readonly EncodedFindings[], plain: readonly Item[]): Item[] {
  return encoded.flatMap(({ start, end, findings }): Item[] => {
    const within = plain.filter((item) => start <= item.start && item.end <= end).flatMap((item) => item.findings);
    const readable = new Set(within.map(({ finding }) => finding.fingerprint));
    const hidden = findings.filter(({ finding }) => !readable.has(finding.fingerprint));
    if (hidden.length === 0) return [];
    return [{ start, end, whole: { start, end }, findings: hidden, masked: hidden[0]!.finding.masked }];
  });
}

/** Encodings that leave nothing of the text as it was. */
const OPAQUE: ReadonlySet<string | undefined> = new Set(["base64", "base32", "hex", "gzip"]);

/** True for a match whose value is only the cover of what came out of it: one place, one finding. */
function givesWay(match: Match, { start, end, findings }: EncodedFindings, detector: Detector): boolean {
  if (match.end <= start || end <= match.start) return false;
  const isCover = start <= match.start && match.end <= end && OPAQUE.has(findings[0]?.finding.decodedFrom?.[0]);
  return isCover || isVague(match, detector);
}

/** True where only a name or a place made a secret of the value. */
function isVague(match: Match, detector: Detector): boolean {
  const kind = detector.ruleOf(match.ruleId)?.kind;
  return kind === "assigned" || kind === "context";
}

/** Line and column of every start and end, in one way forward. */
function placesOf(items: readonly Item[], cursor: Cursor): ReadonlyMap<number, Position> {
  const offsets = [...new Set(items.flatMap(({ start, end, findings }) => (findings.length === 0 ? [] : [start, end])))];
  const places = new Map<number, Position>();
  for (const offset of offsets.sort((a, b) => a - b)) {
    cursor.moveTo(offset);
    places.set(offset, { startLine: cursor.line, startColumn: cursor.column });
  }
  return places;
}

function ended({ startLine, startColumn }: Position): Pick<RawFinding, "endLine" | "endColumn"> {
  return { endLine: startLine, endColumn: startColumn };
}
