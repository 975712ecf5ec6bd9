/**
 * Scans the versions of a file where they differ from the version that they rest on in the pack.
 *
 * Where that one is clean, another one can hold a secret only where an edit is within reach: of the kernel, for text in which it saw
 * nothing, and of the judges, for the few candidates that it left there and they dropped. Whatever is not as plain as that - a match, a
 * text that may be encoded, an archive, another name - is scanned as any blob.
 *
 * Owns that decision. How far an edit reaches is `version-edits.ts`, what is carried over `carried-places.ts`.
 */

import { fileKind } from "../../detect/assigned/assigned.js";
import type { RuleCore } from "../../model/rule.js";
import { copiesOf } from "../../sources/git/delta-copies.js";
import type { GitObject, Version } from "../../sources/git/git-object.js";
import { IntList } from "../../sources/git/int-list.js";
import { looksLikeArchive } from "../archive-layers.js";
import type { BlobScanner } from "../blob-scanner.js";
import { WINDOW_BYTES } from "../blob-session.js";
import { memoryReader } from "../byte-reader.js";
import { privateKeyBytes } from "../key-store-bytes.js";
import type { BlobResult } from "../raw-finding.js";
import { foreignEncoding } from "../transcoding.js";
import { carryPlaces, type Place, placesIn, wordTest } from "./carried-places.js";
import { editedStretches } from "./version-edits.js";

export interface VersionScanner {
  /** As `BlobScanner.scan`. @param path as reports show it */
  scan(object: GitObject, version: Version, path: string): BlobResult;
}

/** A version that was found clean, and where in it the kernel left something to judge. */
class CleanText {
  readonly path: string;
  readonly size: number;
  readonly places: readonly Place[];

  constructor(path: string, size: number, places: readonly Place[]) {
    this.path = path;
    this.size = size;
    this.places = places;
  }
}

/** Notes of a version that holds something, and of one that cannot be told by what it was made of. */
const UNCLEAN = "unclean";
const UNTOLD = "untold";
const NONE: BlobResult["failures"] = [];

/**
 * @param scanner is used between its scans only
 * @param rules those that it has
 */
export function createVersionScanner(scanner: BlobScanner, rules: readonly RuleCore[]): VersionScanner {
  const { detector } = scanner;
  const { prefilter } = detector;
  const isLiteral = wordTest(rules.flatMap(({ literals }) => literals));
  const copies = new IntList();
  const stretches = new IntList();
  let isEncoded = false;
  const noteEncoded = (): void => {
    isEncoded = true;
  };

  /** Nothing but the text's content can tell of a secret. */
  const isPlain = (bytes: Uint8Array, path: string): boolean =>
    bytes.length < WINDOW_BYTES &&
    foreignEncoding(bytes) === undefined &&
    !looksLikeArchive(bytes, path) &&
    scanner.unopened(bytes, path) === undefined &&
    detector.pathRules.brokenBy(path).length === 0 &&
    privateKeyBytes(bytes) === undefined;

  const holdsNothing = (size: number, from: number, to: number, path: string): boolean =>
    detector.detect(size, from, to, path, noteEncoded).length === 0 && !isEncoded;

  /** Looks at the text in the window. @returns its places; undefined where it cannot be told to be clean */
  const lookAtEdits = (base: CleanText, size: number, path: string): readonly Place[] | undefined => {
    if (!editedStretches(copies, size, base.size, prefilter.window, stretches)) return undefined;
    const kind = fileKind(path);
    const places: Place[] = [];
    for (let i = 0; i < stretches.length; i += 2) {
      const to = stretches.at(i + 1);
      const count = prefilter.scan(stretches.at(i), to, size, kind);
      if (count === 0) continue;
      const seen = placesIn(prefilter, count, size, isLiteral);
      if (seen === undefined) return undefined;
      // a run may begin before the stretch, and its prefixes belong to whoever looks at where they stand
      const from = seen.reduce((least, { start }) => Math.min(least, start), stretches.at(i));
      if (!holdsNothing(size, from, to, path)) return undefined;
      places.push(...seen);
    }
    const isHarmless = ({ start, end }: Place): boolean => holdsNothing(size, start, end, path);
    return carryPlaces(base, copies, stretches, size, places, isHarmless) ? places : undefined;
  };

  /** Undefined where it must be scanned as any blob. */
  const scanEdits = (bytes: Uint8Array, { base, delta }: Version, path: string): CleanText | undefined => {
    const known = base?.note;
    if (delta === undefined || !(known instanceof CleanText) || known.path !== path) return undefined;
    if (copiesOf(delta, copies) !== known.size || !isPlain(bytes, path)) return undefined;
    prefilter.window.set(bytes);
    isEncoded = false;
    detector.begin();
    const places = lookAtEdits(known, bytes.length, path);
    return places === undefined || detector.timedOut.size > 0 ? undefined : new CleanText(path, bytes.length, places);
  };

  /** Where the kernel sees something in the text that stands in the window. */
  const look = (bytes: Uint8Array, path: string): CleanText | typeof UNTOLD => {
    const count = prefilter.scan(0, bytes.length, bytes.length, fileKind(path));
    const places = placesIn(prefilter, count, bytes.length, isLiteral);
    return places === undefined ? UNTOLD : new CleanText(path, bytes.length, places);
  };

  /** Most texts hold nothing that the kernel sees; those that rest on one with a secret, or cannot be told, mostly do. */
  const scanWhole = (bytes: Uint8Array, version: Version, path: string): BlobResult => {
    const of = version.base?.note;
    let note: CleanText | typeof UNTOLD | undefined;
    if (of === UNTOLD || !isPlain(bytes, path)) note = UNTOLD;
    else if (of === undefined) {
      prefilter.window.set(bytes);
      note = look(bytes, path);
      if (note !== UNTOLD && note.places.length === 0) {
        version.note = note;
        return { bytes: bytes.length, findings: [], failures: NONE };
      }
    }
    const result = scanner.scan(memoryReader(bytes), path);
    const isClean = result.findings.length === 0 && result.failures.length === 0 && result.skipped === undefined;
    if (!isClean) version.note = note === UNTOLD ? UNTOLD : UNCLEAN;
    // of a plain text the window still holds all
    else version.note = note ?? (version.hasHeirs ? look(bytes, path) : undefined);
    return result;
  };

  return {
    scan(object, version, path) {
      const bytes = object.readAll();
      const clean = scanEdits(bytes, version, path);
      if (clean === undefined) return scanWhole(bytes, version, path);
      version.note = clean;
      return { bytes: bytes.length, findings: [], failures: NONE };
    },
  };
}
