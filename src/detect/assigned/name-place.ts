/**
 * A name and what its surroundings say about how to read on: the common argument of the parsers of places.
 */

import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import type { FileKind } from "./file-kind.js";

/** Shorter literals are flags, units and separators. */
export const MIN_VALUE = 3;

export interface NamePlace {
  readonly window: TextWindow;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly nameQuoted: boolean;
  /** The name's quotes are written with a backslash: JSON in JSON, code in a string. */
  readonly escaped: boolean;
  readonly kind: FileKind;
}

/** The candidate of a name and its literal; bare and not wrapped unless told otherwise. */
export function assignedCandidate(
  { nameStart, nameEnd, nameQuoted }: NamePlace,
  value: Pick<Candidate, "form" | "operator" | "valueStart" | "valueEnd"> & Partial<Pick<Candidate, "quote" | "wrapped">>,
): Candidate {
  return { nameStart, nameEnd, nameQuoted, quote: 0, wrapped: false, ...value };
}
